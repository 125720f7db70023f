using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalIdentityCenter;

/// <summary>Building answers.</summary>
internal static class Json
{
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of the members that are not null: AWS omits the others.</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            if (value is not null) result.Add(name, value);
        return result;
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Array(IEnumerable<string> items) => [.. items.Select(i => (JsonNode?)i)];

    /// <summary>Epoch seconds with a fraction: the form that all SDKs read.</summary>
    public static JsonNode Epoch(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
