using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Protocol;

/// <summary>Reads a response's JSON into its shape, and an error's JSON into a typed exception.</summary>
internal sealed class JsonBodyUnmarshaller<TResponse>(JsonService service) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    /// <remarks>Operations without output may answer with no body at all.</remarks>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var body = Read(input.Stream);
        return (body.Length == 0 ? null : JsonSerializer.Deserialize(body.Span, service.Shape<TResponse>())) ?? new TResponse();
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        service.Exception(ServiceError.Read(input, innerException, statusCode));

    private static ReadOnlyMemory<byte> Read(Stream stream)
    {
        var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
