using System.Text.Json.Nodes;

namespace Crds;

/// <summary>
/// Compares two versions of a CustomResourceDefinition and tells what could refuse, lose or change objects that were fine before, or break their readers.
/// </summary>
public static class CrdCompatibility
{
    /// <summary>What is breaking, a sentence each; empty when the new definition takes whatever the old one took.</summary>
    public static IReadOnlyList<string> BreakingChanges(JsonObject old, JsonObject @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        var (before, after) = (old["spec"]!, @new["spec"]!);
        var found = new List<string>();
        foreach (var (path, name) in new[] { ("group", "group"), ("scope", "scope"), ("names.kind", "kind"), ("names.plural", "plural") })
        {
            if ((string?)At(before, path) != (string?)At(after, path))
                found.Add($"{name}: {At(before, path)} became {At(after, path)}");
        }

        foreach (var version in before["versions"]!.AsArray())
            CompareVersion(version!, after["versions"]!.AsArray().FirstOrDefault(v => (string?)v!["name"] == (string?)version!["name"]), found);
        return found;
    }

    private static void CompareVersion(JsonNode before, JsonNode? after, List<string> found)
    {
        var name = (string)before["name"]!;
        if (after is null || IsTrue(before["served"]) && !IsTrue(after["served"]))
        {
            found.Add($"{name}: no longer served");
            return;
        }

        if (before["subresources"]?["status"] is not null && after["subresources"]?["status"] is null)
            found.Add($"{name}: the status subresource is gone");
        foreach (var field in Missing(before["selectableFields"], after["selectableFields"], f => (string)f["jsonPath"]!))
            found.Add($"{name}: {field} is no longer selectable");
        found.AddRange(SchemaCompatibility.BreakingChanges(name, before["schema"]!["openAPIV3Schema"]!.AsObject(), after["schema"]!["openAPIV3Schema"]!.AsObject()));
    }

    /// <summary>What the first list has and the second has not.</summary>
    internal static IEnumerable<string> Missing(JsonNode? before, JsonNode? after, Func<JsonNode, string> text) =>
        Texts(before, text).Except(Texts(after, text));

    private static IEnumerable<string> Texts(JsonNode? list, Func<JsonNode, string> text) => (list as JsonArray ?? []).Select(item => text(item!));

    private static JsonNode? At(JsonNode node, string path) => path.Split('.').Aggregate((JsonNode?)node, (n, field) => n?[field]);

    private static bool IsTrue(JsonNode? node) => node?.GetValue<bool>() ?? false;
}
