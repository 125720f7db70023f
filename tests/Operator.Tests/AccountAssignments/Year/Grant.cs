using System.Globalization;
using System.Text.Json.Nodes;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>One AccountAssignment of the year: its spec, and in plain loops what that spec means.</summary>
internal sealed record Grant(string Name)
{
    /// <summary>Name of the PermissionSet resource, or the AWS name of the set that none manages.</summary>
    public required string Set { get; init; }

    public required IReadOnlyList<string> Groups { get; init; }

    public IReadOnlyList<int> Users { get; init; } = [];

    public IReadOnlyList<string> AccountIds { get; init; } = [];

    public IReadOnlyList<string> AccountNames { get; init; } = [];

    public IReadOnlyList<(string Path, bool ById, bool Recursive)> Units { get; init; } = [];

    /// <summary>Accounts with one of these values of the tag env, and no tag team.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    public bool AllAccounts { get; init; }

    public IReadOnlyList<string> ExcludedIds { get; init; } = [];

    public string? ExcludedUnit { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who shall have the set where, now: accounts times principals.</summary>
    public IEnumerable<Holding> Wanted(Company company, DateTimeOffset now) => Wanted(company.Accounts.Values, Holders(company), now);

    /// <summary>Who would have the set where if these were the accounts and the principals.</summary>
    public IEnumerable<Holding> Wanted(IEnumerable<YearAccount> accounts, IReadOnlyCollection<string> holders, DateTimeOffset now) =>
        ExpiresAt <= now ? []
        : from account in accounts where account.IsActive && Selects(account) from holder in holders select new Holding(account.Id, Set, holder);

    /// <summary>Those of its principals that exist.</summary>
    public IReadOnlyList<string> Holders(Company company) =>
        [.. Groups.Where(company.Groups.ContainsKey).Select(name => $"GROUP {company.Groups[name]}"), .. Users.Select(index => $"USER {Company.UserId(index)}")];

    /// <summary>Whether all that it names exists.</summary>
    public bool IsWhole(Company company, DateTimeOffset now) =>
        ExpiresAt <= now || (Groups.All(company.Groups.ContainsKey) && AccountIds.All(company.Accounts.ContainsKey) && !NamesNobody(company, now));

    /// <summary>Whether it names an account by a name that none has.</summary>
    public bool NamesNobody(Company company, DateTimeOffset now) => !(ExpiresAt <= now) && AccountNames.Any(name => company.Accounts.Values.All(account => account.Name != name));

    public JsonObject Spec()
    {
        var targets = new JsonObject();
        Put(targets, "accounts", AccountIds);
        Put(targets, "accountNames", AccountNames);
        if (Units.Count > 0)
            targets["organizationalUnits"] = new JsonArray([.. Units.Select(unit => new JsonObject { [unit.ById ? "id" : "path"] = unit.ById ? Company.UnitId(unit.Path) : unit.Path, ["recursive"] = unit.Recursive })]);
        if (Environments.Count > 0)
            targets["accountSelector"] = Selector();
        if (AllAccounts)
            targets["allAccounts"] = true;
        var exclude = new JsonObject();
        Put(exclude, "accounts", ExcludedIds);
        if (ExcludedUnit is { } unit)
            exclude["organizationalUnits"] = new JsonArray(new JsonObject { ["path"] = unit });
        if (exclude.Count > 0)
            targets["exclude"] = exclude;
        var spec = new JsonObject
        {
            ["principals"] = new JsonArray([.. Groups.Select(name => new JsonObject { ["group"] = name }), .. Users.Select(index => new JsonObject { ["user"] = $"user{index + 1}@example.com" })]),
            ["targets"] = targets,
        };
        if (Set == Company.UnmanagedSet)
            spec["permissionSetName"] = Set;
        else
            spec["permissionSetRef"] = new JsonObject { ["name"] = Set };
        if (ExpiresAt is { } end)
            spec["expiresAt"] = end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return spec;
    }

    private bool Selects(YearAccount account) => IsNamed(account) && !ExcludedIds.Contains(account.Id) && !(ExcludedUnit is { } unit && IsIn(account, unit, recursive: true));

    private bool IsNamed(YearAccount account) =>
        AllAccounts
        || AccountIds.Contains(account.Id)
        || AccountNames.Contains(account.Name)
        || Units.Any(unit => IsIn(account, unit.Path, unit.Recursive))
        || (account.Tags.TryGetValue("env", out var env) && Environments.Contains(env) && !account.Tags.ContainsKey("team"));

    private static bool IsIn(YearAccount account, string unit, bool recursive) =>
        account.Unit == unit || (recursive && account.Unit.StartsWith(unit + "/", StringComparison.Ordinal));

    private JsonObject Selector() => new()
    {
        ["matchExpressions"] = new JsonArray(
            new JsonObject { ["key"] = "env", ["operator"] = "In", ["values"] = new JsonArray([.. Environments.Select(value => (JsonNode)value)]) },
            new JsonObject { ["key"] = "team", ["operator"] = "DoesNotExist" }),
    };

    private static void Put(JsonObject target, string field, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            target[field] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
    }
}

/// <summary>Somebody has a permission set in an account.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Set">The set, as <see cref="Grant.Set"/> calls it.</param>
/// <param name="Holder">GROUP or USER, and the id.</param>
internal sealed record Holding(string Account, string Set, string Holder);
