using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;
using Amazon.Util.Internal;

namespace Amazon.Protocol;

/// <summary>Configuration of a client: which region, which endpoint, how often to retry.</summary>
/// <remarks>
/// <see cref="ClientConfig"/> forgets the region as soon as it knows a <see cref="ClientConfig.ServiceURL"/>, set or taken from
/// <c>AWS_ENDPOINT_URL</c>, and then signs for us-east-1. This class remembers: a request to an overridden endpoint is signed for
/// <see cref="ClientConfig.AuthenticationRegion"/>, else for the region that was set, else for the one in the endpoint's name, else for
/// the one of the environment or profile.
/// </remarks>
public abstract class JsonServiceConfig : ClientConfig
{
    private static readonly string ClientVersion = typeof(JsonServiceConfig).Assembly.GetName().Version?.ToString(3) ?? "0";

    private RegionEndpoint? chosenRegion;

    private protected JsonServiceConfig(string serviceId, string signingName, IEndpointProvider endpointProvider)
        : base(new DefaultConfigurationProvider(DefaultModes.All))
    {
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
        EndpointProvider = endpointProvider;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, ClientVersion);
    }

    /// <summary>The region to call and to sign for. Setting it drops a <see cref="ClientConfig.ServiceURL"/> set before.</summary>
    public new RegionEndpoint? RegionEndpoint
    {
        get => base.RegionEndpoint;
        set
        {
            base.RegionEndpoint = value;
            chosenRegion = value is null ? null : base.RegionEndpoint;
        }
    }

    /// <summary>What the client says it is in the User-Agent header.</summary>
    public override string UserAgent { get; }

    /// <summary>The endpoint that a request goes to with this configuration.</summary>
    /// <param name="parameters">The request, and a region to use in place of the configured one, or null.</param>
    /// <exception cref="AmazonClientException">The configuration names no region, or asks for an endpoint that the region does not have.</exception>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(EndpointParameters(parameters?.AlternateEndpoint));

    /// <summary>Checks that the configuration names a region or an endpoint; clients do this when they are made.</summary>
    /// <exception cref="AmazonClientException">It names neither.</exception>
    public override void Validate()
    {
        // Asking for the URL may take one from the environment, after which the base class no longer knows its region.
        chosenRegion ??= base.RegionEndpoint;
        base.Validate();
    }

    /// <summary>What the endpoint provider is asked.</summary>
    internal EndpointParameters EndpointParameters(RegionEndpoint? alternate)
    {
        var region = alternate ?? chosenRegion ?? base.RegionEndpoint;
        var url = ServiceURL;
        return new ServiceEndpointParameters
        {
            Region = string.IsNullOrEmpty(url) ? region?.SystemName : AuthenticationRegion ?? region?.SystemName ?? RegionOf(url),
            Endpoint = url,
            UseDualStack = UseDualstackEndpoint,
            UseFIPS = UseFIPSEndpoint,
        };
    }

    // The SDK reads us-east-1 out of names that have no region in them.
    private static string RegionOf(string url)
    {
        var named = AWSSDKUtils.DetermineRegion(url);
        return url.Contains(named, StringComparison.OrdinalIgnoreCase)
            ? named
            : FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName ?? named;
    }
}
