using System.Text.Json.Nodes;

namespace Crds;

/// <summary>Compares two schemas, place by place.</summary>
internal static class SchemaCompatibility
{
    /// <summary>A change of these, in either direction, changes what clients may rely on.</summary>
    private static readonly string[] Fixed = ["x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type", "default"];

    private static readonly string[] Freedoms = ["nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string"];
    private static readonly string[] Shapes = ["pattern", "format"];
    private static readonly string[] LowerBounds = ["minLength", "minItems", "minProperties", "minimum"];
    private static readonly string[] UpperBounds = ["maxLength", "maxItems", "maxProperties", "maximum"];

    public static IEnumerable<string> BreakingChanges(string path, JsonObject before, JsonObject after)
    {
        var here = TypeChanges(before, after).Concat(ValueChanges(before, after)).Concat(RuleChanges(before, after)).Select(change => $"{path}: {change}");
        return here.Concat(PropertyChanges(path, before, after)).Concat(Nested(path, before, after));
    }

    private static IEnumerable<string> TypeChanges(JsonObject before, JsonObject after)
    {
        var (was, becomes) = ((string?)before["type"], (string?)after["type"]);
        if (was != becomes && (was, becomes) is not ("integer", "number"))
            yield return $"type {was ?? "any"} became {becomes ?? "any"}";
        foreach (var mark in Freedoms)
        {
            if (IsTrue(before[mark]) && !IsTrue(after[mark]))
                yield return $"{mark} is gone";
        }

        foreach (var mark in Fixed.Where(m => before[m] is not null && !JsonNode.DeepEquals(before[m], after[m])))
            yield return $"{mark} {before[mark]!.ToJsonString()} became {after[mark]?.ToJsonString() ?? "nothing"}";
        foreach (var mark in Fixed.Where(m => m != "default" && before[m] is null && after[m] is not null))
            yield return $"{mark} {after[mark]!.ToJsonString()} is new";
    }

    private static IEnumerable<string> ValueChanges(JsonObject before, JsonObject after)
    {
        foreach (var mark in Shapes.Where(m => after[m] is not null && !JsonNode.DeepEquals(before[m], after[m])))
            yield return $"{mark} {before[mark]?.ToJsonString() ?? "(none)"} became {after[mark]!.ToJsonString()}";
        foreach (var bound in LowerBounds.Where(b => Number(after[b]) is { } now && (Number(before[b]) is not { } then || now > then)))
            yield return $"{bound} {before[bound]?.ToJsonString() ?? "(none)"} became {after[bound]!.ToJsonString()}";
        foreach (var bound in UpperBounds.Where(b => Number(after[b]) is { } now && (Number(before[b]) is not { } then || now < then)))
            yield return $"{bound} {before[bound]?.ToJsonString() ?? "(none)"} became {after[bound]!.ToJsonString()}";
        if (before["enum"] is null && after["enum"] is not null)
            yield return "enum is new";
        if (after["enum"] is not null)
        {
            foreach (var value in CrdCompatibility.Missing(before["enum"], after["enum"], v => v.ToJsonString()))
                yield return $"enum value {value} is gone";
        }
    }

    private static IEnumerable<string> RuleChanges(JsonObject before, JsonObject after) =>
        CrdCompatibility.Missing(after["x-kubernetes-validations"], before["x-kubernetes-validations"], r => (string)r["rule"]!).Select(rule => $"rule {rule} is new");

    private static IEnumerable<string> PropertyChanges(string path, JsonObject before, JsonObject after)
    {
        foreach (var name in CrdCompatibility.Missing(after["required"], before["required"], r => (string)r!).Where(n => after["properties"]?[n]?["default"] is null))
            yield return $"{path}.{name}: required is new";
        foreach (var (name, property) in before["properties"] as JsonObject ?? [])
        {
            if (after["properties"]?[name] is not JsonObject now)
                yield return $"{path}.{name}: is gone";
            else
                foreach (var change in BreakingChanges($"{path}.{name}", property!.AsObject(), now))
                    yield return change;
        }
    }

    private static IEnumerable<string> Nested(string path, JsonObject before, JsonObject after)
    {
        foreach (var (part, mark) in new[] { ("items", "[]"), ("additionalProperties", "{}") })
        {
            if (before[part] is JsonObject was)
            {
                foreach (var change in after[part] is JsonObject now ? BreakingChanges(path + mark, was, now) : [$"{path}: {part} is gone"])
                    yield return change;
            }
        }
    }

    private static decimal? Number(JsonNode? node) => node is null ? null : decimal.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsTrue(JsonNode? node) => node?.GetValue<bool>() ?? false;
}
