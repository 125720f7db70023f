using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>One call of the API server, as often as it may have to be made.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Path">Path and query, relative to the server's address.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Type">Media type of the body.</param>
internal sealed record ApiCall(HttpMethod Method, string Path, ReadOnlyMemory<byte>? Body = null, string Type = ApiCall.Json)
{
    public const string Json = "application/json";
    public const string Apply = "application/apply-patch+yaml";
    public const string MergePatch = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>
    /// Whether a second time does no more than the first, in case the first was carried out although the answer says otherwise: a create of a given name is refused as
    /// AlreadyExists, a replacement of a version and a patch that tests what it changes as conflicts. A create of a name that the server chooses makes a second object.
    /// </summary>
    public bool IsIdempotent => Method.Method switch
    {
        "GET" or "DELETE" => true,
        "POST" => Names("name"),
        "PUT" => Names("resourceVersion"),
        "PATCH" => Type is Apply or MergePatch || (Type == JsonPatch && Tests()),
        _ => false,
    };

    /// <summary>The call in messages.</summary>
    public override string ToString() => $"{Method} {Path}";

    private bool Names(string field) => Look(body =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 });

    private bool Tests() => Look(body =>
        body.ValueKind == JsonValueKind.Array
        && body.EnumerateArray().Any(o => o.ValueKind == JsonValueKind.Object && o.TryGetProperty("op", out var op) && op.ValueEquals("test"u8)));

    private bool Look(Func<JsonElement, bool> look)
    {
        try
        {
            using var document = JsonDocument.Parse(Body ?? default, JsonDepth.AnyDocument);
            return look(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
