using System.Collections.Concurrent;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Runtime.Documents;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Finds users and groups in the identity store, by name or by id. What was found is believed for an hour, so that a principal that was recreated under its name is
/// noticed; what was not found for half a minute, since provisioning from an identity provider may bring it any moment. Whatever was asked for once the sweep keeps
/// fresh: all groups with one list, users one by one. <see cref="FactStore.Principals"/> and <see cref="FactStore.PrincipalNames"/> tell of changes. Thread-safe.
/// </summary>
internal sealed class PrincipalDirectory(AwsDoor<IAmazonIdentityStore> door, InstanceLocator instances, FactStore facts, SteadyClock time)
{
    /// <summary>For how long an id is believed.</summary>
    public static readonly TimeSpan FoundFor = TimeSpan.FromHours(1);

    /// <summary>For how long an absence is believed.</summary>
    public static readonly TimeSpan MissedFor = TimeSpan.FromSeconds(30);

    private const int PageSize = 100;

    private readonly ConcurrentDictionary<PrincipalName, bool> names = new();
    private readonly ConcurrentDictionary<Principal, bool> ids = new();
    private readonly ConcurrentDictionary<string, bool> disabled = new(StringComparer.Ordinal);

    /// <summary>Whether anybody asked for a group so far.</summary>
    public bool HasGroups => names.Keys.Any(name => name.Kind is PrincipalKind.Group) || ids.Keys.Any(id => id.Kind is PrincipalKind.Group);

    /// <summary>The users that anybody asked for, as far as they were found.</summary>
    public IReadOnlyList<Principal> Users =>
    [
        .. from name in names.Keys where name.Kind is PrincipalKind.User let found = facts.Principals.Of(name) as Fact<string>.Present where found is not null select new Principal(PrincipalKind.User, found.Value),
        .. ids.Keys.Where(id => id.Kind is PrincipalKind.User && facts.PrincipalNames.Of(id) is Fact<string>.Present),
    ];

    /// <summary>What is known of a name, however old; makes no call, but has the sweep look for it from now on.</summary>
    public Fact<string> Known(PrincipalName name)
    {
        names.TryAdd(name, true);
        return facts.Principals.Of(name);
    }

    /// <summary>What is known of an id, however old; makes no call, but has the sweep look for it from now on.</summary>
    public Fact<string> Known(Principal principal)
    {
        ids.TryAdd(principal, true);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>The id of a principal, from memory or by one call; Absent where the store has none of that name.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> FindAsync(PrincipalName name, CancellationToken cancellationToken)
    {
        if (Known(name) is var known && IsGood(known))
        {
            return known;
        }

        await LookAsync(name, CallPriority.Edit, cancellationToken);
        return facts.Principals.Of(name);
    }

    /// <summary>The name of the principal with this id, from memory or by one call; Absent where the store has none.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> ExistsAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (Known(principal) is var known && IsGood(known))
        {
            return known;
        }

        await LookAsync(principal, CallPriority.Edit, cancellationToken);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>Whether a user could not sign in when the id was last asked for.</summary>
    public bool IsDisabled(Principal principal) => principal.Kind is PrincipalKind.User && disabled.GetValueOrDefault(principal.Id);

    /// <summary>The name of the principal with this id, by one call, whatever is known; Absent where the store has none.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> AskAsync(Principal principal, CancellationToken cancellationToken)
    {
        await LookAsync(principal, CallPriority.Edit, cancellationToken);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>Lists all groups, which tells of each that anybody asked for that it exists, and asks for those by themselves that it lacks; returns the ids of all.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end; what was known stays.</exception>
    public async Task<List<string>> RefreshGroupsAsync(CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var groups = await ListAsync(cancellationToken);
        var nameOf = groups.DistinctBy(group => group.Id).ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal);
        var idOf = groups.DistinctBy(group => group.Name, StringComparer.Ordinal).ToDictionary(group => group.Name, group => group.Id, StringComparer.Ordinal);
        var doubtfulIds = ids.Keys.Where(id => id.Kind is PrincipalKind.Group && !TryPut(facts.PrincipalNames, id, nameOf.GetValueOrDefault(id.Id), readAt)).ToList();
        var doubtfulNames = names.Keys.Where(name => name.Kind is PrincipalKind.Group && !TryPut(facts.Principals, name, idOf.GetValueOrDefault(name.Name), readAt)).ToList();
        foreach (var name in doubtfulNames)
        {
            await LookAsync(name, CallPriority.Sweep, cancellationToken);
        }

        foreach (var id in doubtfulIds)
        {
            await LookAsync(id, CallPriority.Sweep, cancellationToken);
        }

        return [.. nameOf.Keys];
    }

    /// <summary>Looks again for each user that anybody asked for.</summary>
    /// <param name="look">Makes one read, and answers for its failure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefreshUsersAsync(Func<string, Func<Task>, Task> look, CancellationToken cancellationToken)
    {
        foreach (var name in names.Keys.Where(name => name.Kind is PrincipalKind.User))
        {
            await look($"user {name.Name}", () => LookAsync(name, CallPriority.Sweep, cancellationToken));
        }

        foreach (var id in ids.Keys.Where(id => id.Kind is PrincipalKind.User))
        {
            await look($"user {id.Id}", () => LookAsync(id, CallPriority.Sweep, cancellationToken));
        }
    }

    // That a group is gone is not believed of a list alone: one that comes back short would take people's access away, and AWS does not say how it compares names.
    private static bool TryPut<TKey>(FactTable<TKey, string> table, TKey key, string? value, DateTimeOffset readAt)
        where TKey : notnull
    {
        if (value is null && table.Of(key) is not Fact<string>.Absent)
        {
            return false;
        }

        table.Put(key, Fact(value, readAt));
        return true;
    }

    private static Fact<string> Fact(string? value, DateTimeOffset readAt) => value is null ? new Fact<string>.Absent(readAt) : new Fact<string>.Present(value, readAt);

    private async Task<List<(string Id, string Name)>> ListAsync(CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var groups = await door.PagesAsync<ListGroupsResponse, Group>(
            CallPriority.Sweep,
            "ListGroups",
            (directory, page, token) => directory.ListGroupsAsync(new() { IdentityStoreId = store, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Groups, answer.NextToken),
            cancellationToken);
        return groups.ConvertAll(group => (Required(group.GroupId, "Groups.GroupId"), group.DisplayName ?? ""));
    }

    private bool IsGood(Fact<string> known) => known switch
    {
        Fact<string>.Present { StaleSince: null } found => time.GetUtcNow() - found.ReadAt < FoundFor,
        Fact<string>.Absent missed => time.GetUtcNow() - missed.ReadAt < MissedFor,
        _ => false,
    };

    private async Task LookAsync(PrincipalName name, CallPriority priority, CancellationToken cancellationToken) => facts.Principals.Put(name, await ReadAsync(
        (store, token) => name.Kind is PrincipalKind.Group ? GroupAsync(store, name.Name, priority, token) : UserAsync(store, name.Name, priority, token), cancellationToken));

    private async Task LookAsync(Principal principal, CallPriority priority, CancellationToken cancellationToken) => facts.PrincipalNames.Put(principal, await ReadAsync(
        (store, token) => principal.Kind is PrincipalKind.Group ? GroupNameAsync(store, principal.Id, priority, token) : UserNameAsync(store, principal.Id, priority, token), cancellationToken));

    private async Task<Fact<string>> ReadAsync(Func<string, CancellationToken, Task<string>> read, CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var readAt = time.GetUtcNow();
        try
        {
            return new Fact<string>.Present(await read(store, cancellationToken), readAt);
        }
        catch (ResourceNotFoundException e) when (e.ResourceType?.Value is null or "GROUP" or "USER")
        {
            return new Fact<string>.Absent(readAt);
        }
    }

    private async Task<string> GroupAsync(string store, string name, CallPriority priority, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            priority,
            "GetGroupId",
            (directory, token) => directory.GetGroupIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("displayName", name) }, token),
            cancellationToken)).GroupId,
        "GroupId");

    private async Task<string> UserAsync(string store, string name, CallPriority priority, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            priority,
            "GetUserId",
            (directory, token) => directory.GetUserIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("userName", name) }, token),
            cancellationToken)).UserId,
        "UserId");

    // A group of an identity provider may lack a name; that it exists is what matters.
    private async Task<string> GroupNameAsync(string store, string id, CallPriority priority, CancellationToken cancellationToken) =>
        (await door.ReadAsync(
            priority,
            "DescribeGroup",
            (directory, token) => directory.DescribeGroupAsync(new() { IdentityStoreId = store, GroupId = id }, token),
            cancellationToken)).DisplayName ?? "";

    private async Task<string> UserNameAsync(string store, string id, CallPriority priority, CancellationToken cancellationToken)
    {
        var user = await door.ReadAsync(
            priority,
            "DescribeUser",
            (directory, token) => directory.DescribeUserAsync(new() { IdentityStoreId = store, UserId = id }, token),
            cancellationToken);
        disabled[id] = user.UserStatus == UserStatus.DISABLED;
        return user.UserName ?? "";
    }

    private static AlternateIdentifier Unique(string path, string value) => new() { UniqueAttribute = new() { AttributePath = path, AttributeValue = new Document(value) } };
}
