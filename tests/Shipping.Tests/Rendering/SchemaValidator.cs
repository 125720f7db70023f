using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shipping.Tests.Rendering;

/// <summary>Validates against the keywords of JSON Schema draft 7 that values.schema.json uses; a keyword that it does not know is an error.</summary>
internal static class SchemaValidator
{
    /// <summary>What is wrong, each with its path; nothing when the value fits.</summary>
    public static IEnumerable<string> Problems(JsonNode? value, JsonNode schema, string path = "$") =>
        schema.AsObject().SelectMany(rule => Problems(rule.Key, rule.Value!, value, schema, path));

    private static IEnumerable<string> Problems(string keyword, JsonNode rule, JsonNode? value, JsonNode schema, string path) => keyword switch
    {
        "$schema" or "title" => [],
        "type" => Unless(IsOf((string)rule!, value), $"{path} is no {rule}"),
        "enum" => Unless(rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)), $"{path} is none of {rule.ToJsonString()}"),
        "pattern" => Unless(value is not JsonValue || !IsOf("string", value) || Regex.IsMatch((string)value!, (string)rule!), $"{path} does not match {rule}"),
        "minLength" => Unless(!IsOf("string", value) || ((string)value!).Length >= (int)rule, $"{path} is too short"),
        "minimum" => Unless(!IsOf("integer", value) || (long)value! >= (long)rule, $"{path} is below {rule}"),
        "maximum" => Unless(!IsOf("integer", value) || (long)value! <= (long)rule, $"{path} is above {rule}"),
        "required" => rule.AsArray().Where(name => value is JsonObject map && !map.ContainsKey((string)name!)).Select(name => $"{path} lacks {name}"),
        "items" => value is JsonArray list ? list.SelectMany((item, index) => Problems(item, rule, $"{path}[{index}]")) : [],
        "properties" => value is JsonObject map ? map.SelectMany(entry => rule[entry.Key] is { } inner ? Problems(entry.Value, inner, $"{path}.{entry.Key}") : []) : [],
        "additionalProperties" => Additional(rule, value, schema, path),
        _ => throw new ExpectationException($"the schema uses {keyword}, which this validator does not know"),
    };

    private static IEnumerable<string> Additional(JsonNode rule, JsonNode? value, JsonNode schema, string path)
    {
        var others = (value as JsonObject ?? []).Where(entry => schema["properties"]?[entry.Key] is null);
        return rule is JsonObject ? others.SelectMany(entry => Problems(entry.Value, rule, $"{path}.{entry.Key}")) : others.Select(entry => $"{path} has no {entry.Key}");
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static string[] Unless(bool fits, string problem) => fits ? [] : [problem];
}
