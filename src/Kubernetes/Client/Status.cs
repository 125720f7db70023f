using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>The part of <c>metav1.Status</c> that says why the API server refused.</summary>
internal sealed record Status(string? Kind, string? Message, string? Reason, int? Code, StatusDetails? Details)
{
    /// <summary>The refusal in an answer's body, which a proxy in between may have written in any format.</summary>
    public static KubernetesException ToException(HttpStatusCode code, ReadOnlySpan<byte> body, TimeSpan? retryAfter, string call)
    {
        var status = Parse(body);
        var asked = status?.Details?.RetryAfterSeconds is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new KubernetesException(code, status?.Reason ?? "", $"{call}: {Sentence(status, code, body)}", retryAfter ?? asked)
        {
            Details = status?.Details,
        };
    }

    private static Status? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ClientJson.Default.Status) is { Kind: "Status" } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Sentence(Status? status, HttpStatusCode code, ReadOnlySpan<byte> body)
    {
        const int Longest = 300;
        var text = status?.Message ?? Encoding.UTF8.GetString(body.Length > Longest ? body[..Longest] : body).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? $"HTTP {(int)code} {code}" : $"{text} (HTTP {(int)code})";
    }
}

/// <summary>What a Status is about.</summary>
internal sealed record StatusDetails(string? Name, string? Group, string? Kind, int? RetryAfterSeconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = JsonDepth.Most)]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(PartialObject))]
internal sealed partial class ClientJson : JsonSerializerContext;
