// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.DescribeIdentityStoreAsync"/> asks.</summary>
public sealed class DescribeIdentityStoreRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.DescribeIdentityStoreAsync"/> answers.</summary>
public sealed class DescribeIdentityStoreResponse : AmazonWebServiceResponse
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Identity store ARN, required. 62 to 93 characters. Pattern: <c>arn:aws[a-z-]*:identitystore::\d{12}:identitystore/(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreArn { get; set; }

    /// <summary>Network configuration.</summary>
    public NetworkConfigurationDetails? NetworkConfiguration { get; set; }
}
