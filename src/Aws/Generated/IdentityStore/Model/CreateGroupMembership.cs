// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.CreateGroupMembershipAsync"/> asks.</summary>
public sealed class CreateGroupMembershipRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Group ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? GroupId { get; set; }

    /// <summary>Member ID, required. Exactly one of its members is set.</summary>
    public MemberId? MemberId { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.CreateGroupMembershipAsync"/> answers.</summary>
public sealed class CreateGroupMembershipResponse : AmazonWebServiceResponse
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Membership ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? MembershipId { get; set; }

    /// <summary>Membership ARN, required. 60 to 100 characters. Pattern: <c>arn:aws[a-z-]*:identitystore:::(user|group|membership)/([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? MembershipArn { get; set; }
}
