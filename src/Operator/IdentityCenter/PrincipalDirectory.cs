using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Runtime.Documents;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Finds users and groups in the identity store. What was found is believed for an hour, so that a principal that was recreated under its name is noticed; what was
/// not found for half a minute, since provisioning from an identity provider may bring it any moment. Thread-safe.
/// </summary>
internal sealed class PrincipalDirectory(AwsDoor<IAmazonIdentityStore> door, InstanceLocator instances, FactStore facts, TimeProvider time)
{
    /// <summary>For how long an id is believed.</summary>
    public static readonly TimeSpan FoundFor = TimeSpan.FromHours(1);

    /// <summary>For how long an absence is believed.</summary>
    public static readonly TimeSpan MissedFor = TimeSpan.FromSeconds(30);

    private const int PageSize = 100;

    /// <summary>The id of a principal, from memory or by one call; Absent where the store has none of that name.</summary>
    public async Task<Fact<string>> FindAsync(PrincipalName name, CancellationToken cancellationToken)
    {
        if (facts.Principals.Of(name) is var known && IsGood(known))
        {
            return known;
        }

        facts.Principals.Put(name, await ReadAsync(name, cancellationToken));
        return facts.Principals.Of(name);
    }

    /// <summary>Ids of all groups.</summary>
    public async Task<List<string>> GroupsAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var groups = await door.PagesAsync<ListGroupsResponse, Group>(
            priority,
            "ListGroups",
            (directory, page, token) => directory.ListGroupsAsync(new() { IdentityStoreId = store, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Groups, answer.NextToken),
            cancellationToken);
        return [.. groups.Select(group => Required(group.GroupId, "Groups.GroupId"))];
    }

    private bool IsGood(Fact<string> known) => known switch
    {
        Fact<string>.Present { StaleSince: null } found => time.GetUtcNow() - found.ReadAt < FoundFor,
        Fact<string>.Absent missed => time.GetUtcNow() - missed.ReadAt < MissedFor,
        _ => false,
    };

    private async Task<Fact<string>> ReadAsync(PrincipalName name, CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var readAt = time.GetUtcNow();
        try
        {
            return new Fact<string>.Present(await (name.Kind is PrincipalKind.Group ? GroupAsync(store, name.Name, cancellationToken) : UserAsync(store, name.Name, cancellationToken)), readAt);
        }
        catch (ResourceNotFoundException e) when (e.ResourceType?.Value is null or "GROUP" or "USER")
        {
            return new Fact<string>.Absent(readAt);
        }
    }

    private async Task<string> GroupAsync(string store, string name, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            CallPriority.Edit,
            "GetGroupId",
            (directory, token) => directory.GetGroupIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("displayName", name) }, token),
            cancellationToken)).GroupId,
        "GroupId");

    private async Task<string> UserAsync(string store, string name, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            CallPriority.Edit,
            "GetUserId",
            (directory, token) => directory.GetUserIdAsync(new() { IdentityStoreId = store, AlternateIdentifier = Unique("userName", name) }, token),
            cancellationToken)).UserId,
        "UserId");

    private static AlternateIdentifier Unique(string path, string value) => new() { UniqueAttribute = new() { AttributePath = path, AttributeValue = new Document(value) } };
}
