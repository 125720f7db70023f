// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.ListInstancesAsync"/> asks.</summary>
public sealed class ListInstancesRequest : AmazonSSOAdminRequest
{
    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.ListInstancesAsync"/> answers.</summary>
public sealed class ListInstancesResponse : AmazonWebServiceResponse
{
    /// <summary>Instances. At most 10 items.</summary>
    public List<InstanceMetadata>? Instances { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}
