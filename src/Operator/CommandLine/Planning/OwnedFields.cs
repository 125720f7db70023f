using System.Text.Json.Nodes;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>
/// The API server's merge by owners: what is applied is set; what it lacks goes where the applier owned it and nobody else does; the rest stays. Whether a list is merged
/// item by item or replaced is told by its owners: they own items of the one (by key or by value), and the whole of the other.
/// </summary>
internal static class OwnedFields
{
    // The API server fills it in before it compares keys: the only key of a list that has a default here (paths of customer-managed policies).
    private const string DefaultKey = "path";
    private const string DefaultPath = "/";

    /// <summary>A new value; null for nothing.</summary>
    /// <param name="live">What is there.</param>
    /// <param name="file">What is applied.</param>
    /// <param name="owned">What the applier owned of it; null for nothing.</param>
    /// <param name="others">What each other owns of it.</param>
    public static JsonNode? Apply(JsonNode? live, JsonNode? file, JsonObject? owned, IReadOnlyList<JsonObject> others) => (live, file) switch
    {
        (null, _) => AppliedObject.Whole(file),
        (JsonObject there, null or JsonObject) when !IsWhole(file, owned, others) => Map(there, file as JsonObject ?? [], owned, others),
        (JsonArray there, null or JsonArray) when ItemsOf(owned, others).Any() => List(there, file as JsonArray ?? [], owned, others),
        (_, null) => live.DeepClone(),
        _ => AppliedObject.Whole(file),
    };

    // A map that somebody owns, and no field of it, is owned as a whole.
    private static bool IsWhole(JsonNode? file, JsonObject? owned, IReadOnlyList<JsonObject> others) =>
        file is JsonObject { Count: > 0 } && (owned is not null || others.Count > 0) && (owned?.Count ?? 0) == 0 && others.All(other => other.Count == 0);

    private static JsonObject Map(JsonObject live, JsonObject file, JsonObject? owned, IReadOnlyList<JsonObject> others)
    {
        var merged = new JsonObject();
        foreach (var name in live.Select(field => field.Key).Concat(file.Select(field => field.Key)).Distinct(StringComparer.Ordinal))
        {
            var beside = FieldOwners.Fields(others, name);
            if (file[name] is null && owned?.ContainsKey($"f:{name}") == true && beside.Count == 0)
                continue;
            if (Apply(live[name], file[name], FieldOwners.Field(owned, name), beside) is { } value)
                merged[name] = value;
        }

        return merged;
    }

    private static JsonArray List(JsonArray live, JsonArray file, JsonObject? owned, IReadOnlyList<JsonObject> others)
    {
        var keys = KeysOf(ItemsOf(owned, others).First());
        var merged = new JsonArray();
        var left = file.ToList();
        foreach (var item in live)
        {
            var applied = left.Find(each => IsSame(each, item, keys));
            left.Remove(applied);
            var (mine, theirs) = (Entry(owned, item, keys), others.Select(other => Entry(other, item, keys)).OfType<JsonObject>().ToList());
            if (applied is null && mine is not null && theirs.Count == 0)
                continue;
            merged.Add(Apply(item, applied, mine, theirs));
        }

        foreach (var item in left)
            merged.Add(AppliedObject.Whole(item));
        return merged;
    }

    private static IEnumerable<string> ItemsOf(JsonObject? owned, IReadOnlyList<JsonObject> others) =>
        others.Prepend(owned).OfType<JsonObject>().SelectMany(each => each).Select(field => field.Key).Where(key => key.StartsWith("k:", StringComparison.Ordinal) || key.StartsWith("v:", StringComparison.Ordinal));

    // Empty for a set, whose items are their own keys.
    private static string[] KeysOf(string item) => item[0] == 'k' && JsonNode.Parse(item[2..]) is JsonObject key ? [.. key.Select(field => field.Key)] : [];

    private static JsonObject? Entry(JsonObject? owned, JsonNode? item, string[] keys) => (owned ?? [])
        .Where(field => field.Key.StartsWith(keys.Length > 0 ? "k:" : "v:", StringComparison.Ordinal) && IsSame(JsonNode.Parse(field.Key[2..]), item, keys))
        .Select(field => field.Value as JsonObject).FirstOrDefault();

    private static bool IsSame(JsonNode? a, JsonNode? b, string[] keys) =>
        keys.Length == 0 ? JsonNode.DeepEquals(a, b) : Array.TrueForAll(keys, key => JsonNode.DeepEquals(KeyIn(a, key), KeyIn(b, key)));

    private static JsonNode? KeyIn(JsonNode? item, string key) => (item as JsonObject)?[key] ?? (key == DefaultKey ? JsonValue.Create(DefaultPath) : null);
}
