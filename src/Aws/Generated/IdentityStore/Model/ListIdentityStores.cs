// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.ListIdentityStoresAsync"/> asks.</summary>
public sealed class ListIdentityStoresRequest : AmazonIdentityStoreRequest
{
    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.ListIdentityStoresAsync"/> answers.</summary>
public sealed class ListIdentityStoresResponse : AmazonWebServiceResponse
{
    /// <summary>Identity stores, required.</summary>
    public List<IdentityStore>? IdentityStores { get; set; }

    /// <summary>Next token. 1 to 65535 characters. Pattern: <c>[-a-zA-Z0-9+=/:_]*</c>.</summary>
    public string? NextToken { get; set; }
}
