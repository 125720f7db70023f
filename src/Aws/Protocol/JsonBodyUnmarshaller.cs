using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Protocol;

/// <summary>Reads a response's JSON into its shape, and an error's JSON into a typed exception.</summary>
internal sealed class JsonBodyUnmarshaller<TResponse>(JsonService service) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    // The longest answers are pages of a hundred entries, some hundred kilobytes: whatever answers without an end must not take all memory.
    private const int LongestBody = 32 * 1024 * 1024;

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
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (stream.Read(chunk) is var read and > 0)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > LongestBody)
                    throw new InvalidDataException($"The service's answer is longer than {LongestBody} bytes.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
