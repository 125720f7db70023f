using System.Collections.Concurrent;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using IdentityCenterOperator.Reconciliation;
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
    private readonly ConcurrentDictionary<PrincipalKind, Listed> lists = new();

    /// <summary>The entry of the list of all, and when that began; null where the list lacks it.</summary>
    /// <param name="kind">Users or groups.</param>
    /// <param name="isIt">Which one.</param>
    /// <param name="since">A list that began before is not good enough, however young.</param>
    /// <param name="priority">Of a list that has to be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end.</exception>
    public async Task<(DirectoryEntry Entry, DateTimeOffset ReadAt)?> FindAsync(
        PrincipalKind kind, Func<DirectoryEntry, bool> isIt, DateTimeOffset since, CallPriority priority, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (!lists.TryGetValue(kind, out var known) || known.ReadAt < since || time.GetUtcNow() - known.ReadAt >= UsedFor)
                known = await ListAsync(kind, priority, cancellationToken);
            return known.Entries.Find(entry => isIt(entry)) is { } found ? (found, known.ReadAt) : null;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What somebody may have meant who wrote a name that is not there, as a sentence, by the list that was read last.</summary>
    public string? NearTo(PrincipalName name) =>
        lists.TryGetValue(name.Kind, out var known) ? known.Near.GetOrAdd(name.Name, written => NearNames.Sentence(written, known.Entries.ConvertAll(entry => entry.Name))) : null;

    /// <summary>All users or all groups, read now, and when that began.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end.</exception>
    public async Task<(IReadOnlyList<DirectoryEntry> Entries, DateTimeOffset ReadAt)> ReadAsync(PrincipalKind kind, CallPriority priority, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var listed = await ListAsync(kind, priority, cancellationToken);
            return (listed.Entries, listed.ReadAt);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Forgets what was listed.</summary>
    public void Reset() => lists.Clear();

    private async Task<Listed> ListAsync(PrincipalKind kind, CallPriority priority, CancellationToken cancellationToken)
    {
        var store = (await instances.FindAsync(cancellationToken)).IdentityStoreId;
        var readAt = time.GetUtcNow();
        return lists[kind] = new(kind is PrincipalKind.Group ? await GroupsAsync(store, priority, cancellationToken) : await UsersAsync(store, priority, cancellationToken), readAt);
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

    private sealed record Listed(List<DirectoryEntry> Entries, DateTimeOffset ReadAt)
    {
        /// <summary>What is near to names that are not among them: it is asked for at each look at an object that gives one.</summary>
        public ConcurrentDictionary<string, string?> Near { get; } = new(StringComparer.Ordinal);
    }
}
