using System.Collections.Concurrent;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>A user or a group as a list shows it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">User name, or display name; empty for a group without one.</param>
internal sealed record DirectoryEntry(string Id, string Name);

/// <summary>
/// Lists all users or all groups: the second question where an answer about one of them proves nothing. A list is used again for a minute, since who asks so mostly asks about
/// many. Thread-safe; callers at the same time share a list.
/// </summary>
internal sealed class DirectoryList(AwsDoor<IAmazonIdentityStore> door, InstanceLocator instances, SteadyClock time)
{
    private const int PageSize = 100;

    private static readonly TimeSpan UsedFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrentDictionary<PrincipalKind, (List<DirectoryEntry> Entries, DateTimeOffset ReadAt)> lists = new();

    /// <summary>Whether the list of all has such an entry.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end.</exception>
    public async Task<bool> HasAsync(PrincipalKind kind, Func<DirectoryEntry, bool> isIt, CallPriority priority, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (!lists.TryGetValue(kind, out var known) || time.GetUtcNow() - known.ReadAt >= UsedFor)
                known = await ListAsync(kind, priority, cancellationToken);
            return known.Entries.Exists(entry => isIt(entry));
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>All users or all groups, read now, and when that began.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end.</exception>
    public async Task<(IReadOnlyList<DirectoryEntry> Entries, DateTimeOffset ReadAt)> ReadAsync(PrincipalKind kind, CallPriority priority, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            return await ListAsync(kind, priority, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Forgets what was listed.</summary>
    public void Reset() => lists.Clear();

    private async Task<(List<DirectoryEntry> Entries, DateTimeOffset ReadAt)> ListAsync(PrincipalKind kind, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var readAt = time.GetUtcNow();
        return lists[kind] = (kind is PrincipalKind.Group ? await GroupsAsync(store, priority, cancellationToken) : await UsersAsync(store, priority, cancellationToken), readAt);
    }

    private async Task<List<DirectoryEntry>> GroupsAsync(string store, CallPriority priority, CancellationToken cancellationToken) => (await door.PagesAsync<ListGroupsResponse, Group>(
        priority,
        "ListGroups",
        (directory, page, token) => directory.ListGroupsAsync(new() { IdentityStoreId = store, MaxResults = PageSize, NextToken = page }, token),
        answer => (answer.Groups, answer.NextToken),
        cancellationToken)).ConvertAll(group => new DirectoryEntry(Required(group.GroupId, "Groups.GroupId"), group.DisplayName ?? ""));

    private async Task<List<DirectoryEntry>> UsersAsync(string store, CallPriority priority, CancellationToken cancellationToken) => (await door.PagesAsync<ListUsersResponse, User>(
        priority,
        "ListUsers",
        (directory, page, token) => directory.ListUsersAsync(new() { IdentityStoreId = store, MaxResults = PageSize, NextToken = page }, token),
        answer => (answer.Users, answer.NextToken),
        cancellationToken)).ConvertAll(user => new DirectoryEntry(Required(user.UserId, "Users.UserId"), user.UserName ?? ""));
}
