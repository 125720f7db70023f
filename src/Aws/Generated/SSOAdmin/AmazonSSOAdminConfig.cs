// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Protocol;

namespace Amazon.SSOAdmin;

/// <summary>Configuration of <see cref="AmazonSSOAdminClient"/>. Its environment variable for another endpoint is <c>AWS_ENDPOINT_URL_SSO_ADMIN</c>.</summary>
public sealed class AmazonSSOAdminConfig : JsonServiceConfig
{
    /// <summary>The configuration of the environment and of the profile.</summary>
    public AmazonSSOAdminConfig() : base(ServiceId, "sso", new ServiceEndpointProvider("sso"))
    {
    }

    /// <summary>The service's id, <c>SSO Admin</c>.</summary>
    public static new string ServiceId => "SSO Admin";

    /// <summary>How the service's endpoints begin.</summary>
    public override string RegionEndpointServiceName => "sso";

    /// <summary>The version of the service's API, 2020-07-20.</summary>
    public override string ServiceVersion => "2020-07-20";
}
