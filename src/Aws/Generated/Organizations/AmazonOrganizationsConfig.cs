// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Protocol;

namespace Amazon.Organizations;

/// <summary>Configuration of <see cref="AmazonOrganizationsClient"/>. Its environment variable for another endpoint is <c>AWS_ENDPOINT_URL_ORGANIZATIONS</c>.</summary>
public sealed class AmazonOrganizationsConfig : JsonServiceConfig
{
    /// <summary>The configuration of the environment and of the profile.</summary>
    public AmazonOrganizationsConfig() : base(ServiceId, "organizations", new ServiceEndpointProvider("organizations", isGlobal: true))
    {
    }

    /// <summary>The service's id, <c>Organizations</c>.</summary>
    public static new string ServiceId => "Organizations";

    /// <summary>How the service's endpoints begin.</summary>
    public override string RegionEndpointServiceName => "organizations";

    /// <summary>The version of the service's API, 2016-11-28.</summary>
    public override string ServiceVersion => "2016-11-28";
}
