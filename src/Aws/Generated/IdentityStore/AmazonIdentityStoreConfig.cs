// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Protocol;

namespace Amazon.IdentityStore;

/// <summary>Configuration of <see cref="AmazonIdentityStoreClient"/>. Its environment variable for another endpoint is <c>AWS_ENDPOINT_URL_IDENTITYSTORE</c>.</summary>
public sealed class AmazonIdentityStoreConfig : JsonServiceConfig
{
    /// <summary>The configuration of the environment and of the profile.</summary>
    public AmazonIdentityStoreConfig() : base(ServiceId, "identitystore", new ServiceEndpointProvider("identitystore"))
    {
    }

    /// <summary>The service's id, <c>identitystore</c>.</summary>
    public static new string ServiceId => "identitystore";

    /// <summary>How the service's endpoints begin.</summary>
    public override string RegionEndpointServiceName => "identitystore";

    /// <summary>The version of the service's API, 2020-06-15.</summary>
    public override string ServiceVersion => "2020-06-15";
}
