using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Protocol;

/// <summary>What the protocol code must know of one service: its names on the wire, the JSON of its shapes and its errors.</summary>
internal sealed class JsonService : IServiceMetadata
{
    /// <summary>The service's id, which also names its environment variables, for example <c>SSO Admin</c>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>Operations that the SDK calls by another name than the service: none.</summary>
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();

    /// <summary>The client's namespace, for example <c>Amazon.SSOAdmin</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>What stands before the operation's name in the <c>X-Amz-Target</c> header.</summary>
    public required string TargetPrefix { get; init; }

    /// <summary>The version of the API, a date.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>How the service's shapes are written and read.</summary>
    public required JsonSerializerOptions Json { get; init; }

    /// <summary>Makes the typed exception of an error, or the service's base exception of an error it does not know.</summary>
    public required Func<ServiceError, AmazonServiceException> Exception { get; init; }

    /// <summary>How the SDK's pipeline writes the operation's request and reads its response.</summary>
    public InvokeOptions Operation<TRequest, TResponse>(string name)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new()
        {
            RequestMarshaller = new JsonRequestMarshaller<TRequest>(this, name),
            ResponseUnmarshaller = new JsonBodyUnmarshaller<TResponse>(this),
        };

    /// <summary>The JSON contract of a shape of this service.</summary>
    public JsonTypeInfo<T> Shape<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));
}
