using System.Text.Json.Nodes;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>An object as it stands in a file.</summary>
/// <param name="Source">The file, and which of its documents, for people.</param>
/// <param name="Json">The object.</param>
internal sealed record Manifest(string Source, JsonObject Json)
{
    /// <summary>Kind of the object; null for something else than an object of Kubernetes.</summary>
    public string? Kind => Text(Json["kind"]);

    /// <summary>Group and version.</summary>
    public string? ApiVersion => Text(Json["apiVersion"]);

    /// <summary>Its name; null for none.</summary>
    public string? Name => Text((Json["metadata"] as JsonObject)?["name"]);

    /// <summary>Its namespace; null for none.</summary>
    public string? Namespace => Text((Json["metadata"] as JsonObject)?["namespace"]);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
