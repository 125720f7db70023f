using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Crds;

/// <summary>The page of one kind.</summary>
internal static partial class ReferencePage
{
    private static readonly string[] Parts = ["spec", "status"];

    /// <summary>The page, from the kind's definition.</summary>
    public static string Of(JsonObject definition)
    {
        var (spec, version) = (definition["spec"]!, definition["spec"]!["versions"]![0]!);
        var schema = version["schema"]!["openAPIV3Schema"]!.AsObject();
        return $"# {spec["names"]!["kind"]}\n\n{Cell((string?)schema["description"] ?? "")}\n\n"
            + "| | |\n|---|---|\n"
            + $"| apiVersion | `{spec["group"]}/{version["name"]}` |\n"
            + $"| names for kubectl | {Codes(new JsonArray([spec["names"]!["plural"]!.DeepClone(), .. Items(spec["names"]!["shortNames"])]))}; with all kinds: {Codes(spec["names"]!["categories"])} |\n"
            + $"| scope | {spec["scope"]} |\n"
            + string.Concat(RulesOf(schema).Select(rule => $"| rule | {rule}. |\n"))
            + string.Concat(Parts.Where(part => schema["properties"]![part] is not null).Select(part => Table(part, schema["properties"]![part]!.AsObject())))
            + Columns(version["additionalPrinterColumns"]);
    }

    /// <summary>Text for a cell of a table, or a paragraph: nothing in it is taken for markup.</summary>
    public static string Cell(string text) => Markup().Replace(text, @"\$0").Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>Texts as code, with commas.</summary>
    public static string Codes(JsonNode? texts) => string.Join(", ", (texts as JsonArray ?? []).Select(text => Code(text!.ToString())));

    private static string Table(string part, JsonObject schema) =>
        $"\n## {part}\n\n{string.Join(" ", new[] { Cell((string?)schema["description"] ?? "") }.Concat(Ruled(schema)))}\n\n| field | type | default | what it is |\n|---|---|---|---|\n" + string.Concat(Rows(part, schema));

    private static IEnumerable<string> Rows(string path, JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet();
        return from field in schema["properties"] as JsonObject ?? []
               let at = $"{path}.{field.Key}"
               from row in Rows(at, field.Value!.AsObject(), required.Contains(field.Key))
               select row;
    }

    private static IEnumerable<string> Rows(string path, JsonObject schema, bool isRequired)
    {
        var byDefault = isRequired ? "**required**" : schema["default"] is { } value ? Code(value.ToJsonString().Trim('"')) : "";
        yield return $"| `{path}` | {TypeOf(schema)} | {byDefault} | {string.Join("<br>", About(schema))} |\n";
        foreach (var row in Rows(path, schema).Concat(Inner(schema) is { } inner ? Rows($"{path}{(schema["items"] is null ? ".*" : "[]")}", inner) : []))
            yield return row;
    }

    private static JsonObject? Inner(JsonObject schema) => schema["items"] as JsonObject ?? schema["additionalProperties"] as JsonObject;

    private static string TypeOf(JsonObject schema) => (schema["items"], schema["additionalProperties"]) switch
    {
        (JsonObject item, _) => $"list of {TypeOf(item)}",
        (_, JsonObject value) => $"map to {TypeOf(value)}",
        _ => (string?)schema["format"] is "date-time" ? "time" : (string?)schema["type"] ?? "any",
    };

    // What a list's texts and numbers must be is said with the list, which has no other row for them.
    private static IEnumerable<string> About(JsonObject schema)
    {
        var scalar = Inner(schema) is { } inner && inner["properties"] is null ? inner : schema;
        return new[] { Cell((string?)schema["description"] ?? ""), Allowed(schema, scalar) }.Concat(Ruled(schema))
            .Concat(Inner(schema) is { } each ? Ruled(each) : []).Where(text => text.Length > 0);
    }

    private static string Allowed(JsonObject schema, JsonObject scalar)
    {
        string[] said =
        [
            scalar["enum"] is { } choices ? $"one of {Codes(choices)}" : "",
            Range(schema, "minItems", "maxItems", "items"),
            Range(schema, "minProperties", "maxProperties", "entries"),
            Range(scalar, "minLength", "maxLength", "characters"),
            Range(scalar, "minimum", "maximum", ""),
            scalar["pattern"] is { } pattern ? $"pattern {Code((string)pattern!)}" : "",
            Uniqueness(schema),
        ];
        return string.Join("; ", said.Where(text => text.Length > 0)) is { Length: > 0 } all ? $"Allowed: {all}." : "";
    }

    private static string Range(JsonObject schema, string least, string most, string unit) => (schema[least]?.ToString(), schema[most]?.ToString()) switch
    {
        (null, null) => "",
        ({ } from, null) => $"at least {from} {unit}".TrimEnd(),
        (null, { } to) => $"at most {to} {unit}".TrimEnd(),
        var (from, to) => $"{from} to {to} {unit}".TrimEnd(),
    };

    private static string Uniqueness(JsonObject schema) => (string?)schema["x-kubernetes-list-type"] switch
    {
        "set" => "each once",
        "map" => $"each {Codes(schema["x-kubernetes-list-map-keys"]).Replace(", ", " and ", StringComparison.Ordinal)} once",
        _ => "",
    };

    private static IEnumerable<string> Ruled(JsonObject schema) => RulesOf(schema).Select(rule => $"Rule: {rule}.");

    private static IEnumerable<string> RulesOf(JsonObject schema) =>
        (schema["x-kubernetes-validations"] as JsonArray ?? []).Select(rule => Cell((string?)rule!["message"] ?? (string)rule["rule"]!).TrimEnd('.'));

    private static string Columns(JsonNode? columns) => columns is not JsonArray list ? ""
        : "\n## Columns of kubectl get\n\n| column | what it says |\n|---|---|\n" + string.Concat(list.Select(column =>
            $"| {Cell((string)column!["name"]!)}{(column["priority"] is null ? "" : " (`-o wide`)")} | {Cell((string?)column["description"] ?? "How old the object is.")} |\n"));

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.DeepClone());

    private static string Code(string text) => $"`{text.Replace("|", @"\|", StringComparison.Ordinal)}`";

    [GeneratedRegex(@"[\\*_<|\[\]`]")]
    private static partial Regex Markup();
}
