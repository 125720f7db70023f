// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.ListGroupsAsync"/> asks.</summary>
public sealed class ListGroupsRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Filters. At most 1 items.</summary>
    public List<Filter>? Filters { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.ListGroupsAsync"/> answers.</summary>
public sealed class ListGroupsResponse : AmazonWebServiceResponse
{
    /// <summary>Groups, required.</summary>
    public List<Group>? Groups { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}
