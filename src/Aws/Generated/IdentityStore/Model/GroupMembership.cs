// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Group membership.</summary>
public sealed class GroupMembership
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Membership ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? MembershipId { get; set; }

    /// <summary>Membership ARN, required. 60 to 100 characters. Pattern: <c>arn:aws[a-z-]*:identitystore:::(user|group|membership)/([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? MembershipArn { get; set; }

    /// <summary>Group ID. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? GroupId { get; set; }

    /// <summary>Member ID. Exactly one of its members is set.</summary>
    public MemberId? MemberId { get; set; }

    /// <summary>Created at.</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>Updated at.</summary>
    public DateTime? UpdatedAt { get; set; }

    /// <summary>Created by.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Updated by.</summary>
    public string? UpdatedBy { get; set; }
}
