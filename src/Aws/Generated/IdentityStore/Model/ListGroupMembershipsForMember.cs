// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.ListGroupMembershipsForMemberAsync"/> asks.</summary>
public sealed class ListGroupMembershipsForMemberRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Member ID, required. Exactly one of its members is set.</summary>
    public MemberId? MemberId { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.ListGroupMembershipsForMemberAsync"/> answers.</summary>
public sealed class ListGroupMembershipsForMemberResponse : AmazonWebServiceResponse
{
    /// <summary>Group memberships, required.</summary>
    public List<GroupMembership>? GroupMemberships { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}
