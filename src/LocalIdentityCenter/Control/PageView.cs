using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Control;

/// <summary>What the page shows, gathered at one moment.</summary>
internal sealed record PageView
{
    /// <summary>More rows and columns than these are left to the filters.</summary>
    public const int MostAccounts = 60;
    public const int MostSets = 24;

    public required string Organization { get; init; }

    public required string? InstanceArn { get; init; }

    public required IReadOnlyList<RegionState> Regions { get; init; }

    public required IReadOnlyList<AccountRow> Accounts { get; init; }

    public required IReadOnlyList<SetColumn> Sets { get; init; }

    public required IReadOnlyList<PrincipalName> Principals { get; init; }

    public required IReadOnlyList<OperationRow> Operations { get; init; }

    public required PageCounts Counts { get; init; }

    public static PageView Of(WorldState world, string? accountFilter, string? setFilter)
    {
        var instance = world.OrganizationInstance();
        var sets = instance is null ? [] : instance.PermissionSets.Values.Where(s => Matches(s.Name, setFilter)).OrderBy(s => s.Name, StringComparer.Ordinal).Take(MostSets).ToList();
        return new PageView
        {
            Organization = world.Organization.Id,
            InstanceArn = instance?.Arn,
            Regions = instance is null ? [] : [.. instance.Regions.Select(Copy)],
            Accounts = [.. world.Organization.Accounts.Values.Where(a => Matches($"{UnitPath(world, a.ParentId)}{a.Name} {a.Id}", accountFilter)).Take(MostAccounts).Select(a => Row(world, instance, sets, a))],
            Sets = [.. sets.Select(s => new SetColumn(s.Id, s.Arn, s.Name, [.. s.ManagedPolicies, .. s.CustomerManagedPolicies.Select(p => p.ToString())]))],
            Principals = instance is null ? [] : Everyone(world.StoreOf(instance)),
            Operations = instance is null ? [] : [.. LatestOperations(world).Select(o => Row(world, instance, o))],
            Counts = new(world.Organization.Accounts.Count, instance?.PermissionSets.Count ?? 0, instance?.Assignments.Count ?? 0, world.Operations.InProgress.Count),
        };
    }

    private static AccountRow Row(WorldState world, Instance? instance, IReadOnlyList<PermissionSet> sets, Account account) =>
        new(account.Id, account.Name, UnitPath(world, account.ParentId), account.State, [.. sets.Select(s => Cell(world, instance!, s, account.Id))]);

    private static CellView Cell(WorldState world, Instance instance, PermissionSet set, string accountId)
    {
        var store = world.StoreOf(instance);
        var copy = set.Provisioned.GetValueOrDefault(accountId);
        return new([.. instance.Assignments.At(accountId, set.Id).Select(a => Name(store, a.Principal))], copy is not null && copy.Version != set.Version, copy?.RoleName);
    }

    private static OperationRow Row(WorldState world, Instance instance, AsyncOperation operation) => new(
        operation.Kind, operation.Status, instance.PermissionSets.GetValueOrDefault(operation.PermissionSetId)?.Name ?? operation.PermissionSetId,
        operation.AccountId is { } id ? world.Organization.Account(id)?.Name ?? id : "all accounts",
        operation.Principal is { } principal ? Name(world.StoreOf(instance), principal) : null, operation.FailureReason, operation.CreatedDate, operation.Stuck);

    // What is in flight, and what ended last.
    private static IEnumerable<AsyncOperation> LatestOperations(WorldState world) =>
        world.Operations.InProgress.Concat(world.Operations.All.Where(o => o.Status != OperationStatus.IN_PROGRESS).TakeLast(8).Reverse());

    private static PrincipalName Name(IdentityStore store, Principal principal)
    {
        var name = principal.Type == PrincipalType.USER
            ? store.Users.GetValueOrDefault(principal.Id)?.Text("UserName")
            : store.Groups.GetValueOrDefault(principal.Id)?.Text("DisplayName");
        return new(principal, name);
    }

    private static List<PrincipalName> Everyone(IdentityStore store) =>
    [
        .. store.Groups.Values.Take(500).Select(g => new PrincipalName(new(PrincipalType.GROUP, g.Id), g.Text("DisplayName"))).OrderBy(p => p.Name, StringComparer.Ordinal),
        .. store.Users.Values.Take(500).Select(u => new PrincipalName(new(PrincipalType.USER, u.Id), u.Text("UserName"))).OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static string UnitPath(WorldState world, string parentId) =>
        world.Organization.Unit(parentId) is { } unit ? $"{UnitPath(world, unit.ParentId)}{unit.Name}/" : "";

    private static bool Matches(string text, string? filter) => string.IsNullOrEmpty(filter) || text.Contains(filter, StringComparison.OrdinalIgnoreCase);

    private static RegionState Copy(RegionState region) => new() { Name = region.Name, AddedDate = region.AddedDate, IsPrimary = region.IsPrimary, Status = region.Status };
}

/// <summary>A principal with its name; null when it is gone.</summary>
internal sealed record PrincipalName(Principal Principal, string? Name);

/// <summary>Who holds a set in an account, and whether the role there is behind.</summary>
internal sealed record CellView(IReadOnlyList<PrincipalName> Principals, bool IsOutdated, string? RoleName);

/// <summary>An account with a cell for each set.</summary>
internal sealed record AccountRow(string Id, string Name, string Path, AccountState State, IReadOnlyList<CellView> Cells);

/// <summary>A permission set with its policies.</summary>
internal sealed record SetColumn(string Id, string Arn, string Name, IReadOnlyList<string> Policies);

/// <summary>An asynchronous operation in words.</summary>
internal sealed record OperationRow(OperationKind Kind, OperationStatus Status, string Set, string Account, PrincipalName? Principal, string? FailureReason, DateTimeOffset Created, bool IsStuck);

/// <summary>How much there is.</summary>
internal sealed record PageCounts(int Accounts, int PermissionSets, int Assignments, int InFlight);
