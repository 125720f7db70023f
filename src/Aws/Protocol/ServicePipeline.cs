using Amazon.Runtime.Internal;

namespace Amazon.Protocol;

/// <summary>What a service adds to the SDK's pipeline.</summary>
internal static class ServicePipeline
{
    /// <summary>Places authentication and endpoint after the marshaller, in the order that AWS's own clients have.</summary>
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }
}
