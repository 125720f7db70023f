using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>Users, groups and memberships of one instance.</summary>
internal sealed class IdentityStore : IJsonOnDeserialized
{
    private readonly NameIndex userNames = new();
    private readonly NameIndex groupNames = new();
    private readonly Dictionary<(string Group, string User), string> membershipIds = [];
    private readonly Dictionary<string, SortedSet<string>> membershipsOfGroup = [];
    private readonly Dictionary<string, SortedSet<string>> membershipsOfUser = [];

    /// <summary><c>d-…</c>.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public SortedDictionary<string, DirectoryEntry> Users { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DirectoryEntry> Groups { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Membership> Memberships { get; init; } = new(StringComparer.Ordinal);

    public JsonObject? NetworkConfiguration { get; set; }

    public DirectoryEntry? UserNamed(string userName, bool ignoreCase) => userNames.Find(userName, ignoreCase) is { } id ? Users[id] : null;

    public DirectoryEntry? GroupNamed(string displayName, bool ignoreCase) => groupNames.Find(displayName, ignoreCase) is { } id ? Groups[id] : null;

    public Membership? MembershipOf(string groupId, string userId) =>
        membershipIds.TryGetValue((groupId, userId), out var id) ? Memberships[id] : null;

    /// <summary>Membership ids of a group, in order.</summary>
    public IReadOnlyCollection<string> MembershipsOfGroup(string groupId) => membershipsOfGroup.GetValueOrDefault(groupId) ?? [];

    /// <summary>Membership ids of a user, in order.</summary>
    public IReadOnlyCollection<string> MembershipsOfUser(string userId) => membershipsOfUser.GetValueOrDefault(userId) ?? [];

    public bool Exists(Principal principal) =>
        principal.Type == PrincipalType.USER ? Users.ContainsKey(principal.Id) : Groups.ContainsKey(principal.Id);

    public void AddUser(DirectoryEntry user)
    {
        Users.Add(user.Id, user);
        if (user.Text("UserName") is { } name) userNames.Add(name, user.Id);
    }

    public void AddGroup(DirectoryEntry group)
    {
        Groups.Add(group.Id, group);
        if (group.Text("DisplayName") is { } name) groupNames.Add(name, group.Id);
    }

    /// <summary>Replaces the attributes of a user, its name included.</summary>
    public void ReplaceUser(DirectoryEntry user, JsonObject attributes)
    {
        if (user.Text("UserName") is { } before) userNames.Remove(before, user.Id);
        user.Attributes = attributes;
        if (user.Text("UserName") is { } name) userNames.Add(name, user.Id);
    }

    /// <summary>Replaces the attributes of a group, its name included.</summary>
    public void ReplaceGroup(DirectoryEntry group, JsonObject attributes)
    {
        if (group.Text("DisplayName") is { } before) groupNames.Remove(before, group.Id);
        group.Attributes = attributes;
        if (group.Text("DisplayName") is { } name) groupNames.Add(name, group.Id);
    }

    /// <summary>Removes the user and its memberships. Its assignments stay: that is what makes orphans.</summary>
    public void RemoveUser(DirectoryEntry user)
    {
        foreach (var id in MembershipsOfUser(user.Id).ToList()) Remove(Memberships[id]);
        if (user.Text("UserName") is { } name) userNames.Remove(name, user.Id);
        Users.Remove(user.Id);
    }

    /// <summary>Removes the group and its memberships. Its assignments stay: that is what makes orphans.</summary>
    public void RemoveGroup(DirectoryEntry group)
    {
        foreach (var id in MembershipsOfGroup(group.Id).ToList()) Remove(Memberships[id]);
        if (group.Text("DisplayName") is { } name) groupNames.Remove(name, group.Id);
        Groups.Remove(group.Id);
    }

    public void Add(Membership membership)
    {
        Memberships.Add(membership.Id, membership);
        Index(membership);
    }

    public void Remove(Membership membership)
    {
        Memberships.Remove(membership.Id);
        membershipIds.Remove((membership.GroupId, membership.UserId));
        membershipsOfGroup[membership.GroupId].Remove(membership.Id);
        membershipsOfUser[membership.UserId].Remove(membership.Id);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var user in Users.Values) if (user.Text("UserName") is { } name) userNames.Add(name, user.Id);
        foreach (var group in Groups.Values) if (group.Text("DisplayName") is { } name) groupNames.Add(name, group.Id);
        foreach (var membership in Memberships.Values) Index(membership);
    }

    private void Index(Membership membership)
    {
        membershipIds[(membership.GroupId, membership.UserId)] = membership.Id;
        Indexed(membershipsOfGroup, membership.GroupId).Add(membership.Id);
        Indexed(membershipsOfUser, membership.UserId).Add(membership.Id);
    }

    private static SortedSet<string> Indexed(Dictionary<string, SortedSet<string>> index, string key) =>
        index.TryGetValue(key, out var ids) ? ids : index[key] = new(StringComparer.Ordinal);
}
