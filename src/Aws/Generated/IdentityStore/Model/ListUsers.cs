// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.ListUsersAsync"/> asks.</summary>
public sealed class ListUsersRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Extensions. 1 to 10 items. Each: 1 to 50 characters. Pattern: <c>aws:identitystore:[a-z]{1,20}</c>.</summary>
    public List<string>? Extensions { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Filters. At most 1 items.</summary>
    public List<Filter>? Filters { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.ListUsersAsync"/> answers.</summary>
public sealed class ListUsersResponse : AmazonWebServiceResponse
{
    /// <summary>Users, required.</summary>
    public List<User>? Users { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}
