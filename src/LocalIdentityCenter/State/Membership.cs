namespace LocalIdentityCenter.State;

/// <summary>A user is a member of a group. Groups are not nested.</summary>
internal sealed record Membership(string Id, string GroupId, string UserId, DateTimeOffset CreatedAt, string CreatedBy);
