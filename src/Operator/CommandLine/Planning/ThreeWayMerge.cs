using System.Text.Json.Nodes;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>kubectl's merge of three: what was applied last, what is applied now, what is there. Lists are replaced as a whole.</summary>
internal static class ThreeWayMerge
{
    /// <summary>A new value; null for nothing.</summary>
    /// <param name="last">What was applied last.</param>
    /// <param name="now">What is applied.</param>
    /// <param name="live">What is there.</param>
    public static JsonNode? Of(JsonNode? last, JsonNode? now, JsonNode? live) => (now, live) switch
    {
        (null, _) => last is null ? live?.DeepClone() : null,
        (JsonObject map, JsonObject there) => Of(last as JsonObject ?? [], map, there),
        _ => AppliedObject.Whole(now),
    };

    private static JsonObject Of(JsonObject last, JsonObject now, JsonObject live)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in live)
        {
            if (!now.ContainsKey(name) && !last.ContainsKey(name))
                merged[name] = value?.DeepClone();
        }

        foreach (var (name, value) in now.Where(field => field.Value is not null))
            merged[name] = Of(last[name], value, live[name]);
        return merged;
    }
}
