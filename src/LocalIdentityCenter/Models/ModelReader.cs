using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Models;

/// <summary>Takes from a valid value what its shape knows: what a service keeps.</summary>
internal static class ModelReader
{
    public static JsonNode Read(JsonElement value, Shape shape) => shape.Type switch
    {
        ShapeType.Structure => new JsonObject(Present(value).Where(m => shape.Members.ContainsKey(m.Name)).Select(m => Member(m, shape.Members[m.Name]))),
        ShapeType.Map => new JsonObject(Present(value).Select(m => Member(m, shape.Element!))),
        ShapeType.List => Json.Array(value.EnumerateArray().Select(e => (JsonNode?)Read(e, shape.Element!))),
        _ => JsonNode.Parse(value.GetRawText())!,
    };

    private static IEnumerable<JsonProperty> Present(JsonElement value) => value.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null);

    private static KeyValuePair<string, JsonNode?> Member(JsonProperty member, Shape shape) => new(member.Name, Read(member.Value, shape));
}
