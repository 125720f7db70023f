using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Protocol;

/// <summary>AWS's endpoint rules for the services here: a host per region, or one per partition for a global service.</summary>
/// <param name="service">How the host's name begins, for example <c>sso</c>.</param>
/// <param name="isGlobal">Whether the service lives in one region of each partition, as Organizations does.</param>
internal sealed class ServiceEndpointProvider(string service, bool isGlobal = false) : IEndpointProvider
{
    /// <summary>The endpoint, with the region to sign for.</summary>
    /// <exception cref="AmazonClientException">No region, or an endpoint that does not exist.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var region = (string?)parameters["Region"] ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        var home = isGlobal ? partition.implicitGlobalRegion : region;
        return Signed(Url(parameters, partition, home), home);
    }

    private string Url(EndpointParameters parameters, Partition partition, string region)
    {
        var (fips, dualStack) = (parameters["UseFIPS"] is true, parameters["UseDualStack"] is true);
        if (parameters["Endpoint"] is string { Length: > 0 } custom) return Custom(custom, fips, dualStack);
        if (fips && !partition.supportsFIPS) throw new AmazonClientException("FIPS is enabled but this partition does not support FIPS");
        if (dualStack && !partition.supportsDualStack) throw new AmazonClientException("DualStack is enabled but this partition does not support DualStack");
        return $"https://{Host(partition, fips, dualStack)}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
    }

    // GovCloud's ordinary endpoints are FIPS endpoints; only its dual-stack ones say so in their names.
    private string Host(Partition partition, bool fips, bool dualStack) =>
        fips && (dualStack || partition.name != "aws-us-gov") ? $"{service}-fips" : service;

    private static string Custom(string url, bool fips, bool dualStack) => (fips, dualStack) switch
    {
        (true, _) => throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported"),
        (_, true) => throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported"),
        _ => url,
    };

    private static Endpoint Signed(string url, string region) => new(url)
    {
        Attributes = new PropertyBag { ["authSchemes"] = new List<object> { new PropertyBag { ["name"] = "sigv4", ["signingRegion"] = region } } },
    };
}
