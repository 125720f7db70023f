using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Protocol;

/// <summary>An error as the service sent it: what every error has, and the members that only some have.</summary>
internal sealed class ServiceError
{
    private readonly ErrorResponse response;
    private readonly JsonElement members;

    private ServiceError(ErrorResponse response, JsonElement members)
    {
        this.response = response;
        this.members = members;
    }

    /// <summary>The error's name without namespace, null when the body and headers do not tell.</summary>
    public string? Code => response.Code;

    public string Message => response.Message;

    public Exception? InnerException => response.InnerException;

    public ErrorType Type => response.Type;

    public string? RequestId => response.RequestId;

    public HttpStatusCode StatusCode => response.StatusCode;

    /// <summary>A string member of the error, null when absent or not a string.</summary>
    public string? Text(string member) =>
        Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A number of the error, null when absent or not a whole number.</summary>
    public int? Number(string member) =>
        Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>Reads an error response; a body that is not JSON gives an error without code and members.</summary>
    public static ServiceError Read(JsonUnmarshallerContext context, Exception? innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var response = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        response.InnerException = innerException;
        response.StatusCode = statusCode;
        return new ServiceError(response, Parse(context.GetResponseBodyBytes()));
    }

    private JsonElement? Member(string name) =>
        members.ValueKind == JsonValueKind.Object && members.TryGetProperty(name, out var value) ? value : null;

    // The error's code and status still say what happened when a proxy answers in HTML: only the extra members are lost.
    private static JsonElement Parse(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
