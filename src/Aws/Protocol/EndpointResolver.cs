using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.Protocol;

/// <summary>The step of the SDK's pipeline that gives a request its endpoint and its signing region.</summary>
internal sealed class EndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ((JsonServiceConfig)requestContext.ClientConfig).EndpointParameters(requestContext.Request.AlternateEndpoint);
}
