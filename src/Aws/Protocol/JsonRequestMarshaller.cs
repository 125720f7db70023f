using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Protocol;

/// <summary>Writes a request as AWS JSON 1.1 has it: POST to the root, the operation in a header, the members as one JSON object.</summary>
internal sealed class JsonRequestMarshaller<TRequest>(JsonService service, string operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input) =>
        new DefaultRequest(input, service.Namespace)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, service.Shape<TRequest>()),
            Headers =
            {
                ["X-Amz-Target"] = $"{service.TargetPrefix}.{operation}",
                ["Content-Type"] = "application/x-amz-json-1.1",
                [HeaderKeys.XAmzApiVersion] = service.ApiVersion,
            },
        };
}
