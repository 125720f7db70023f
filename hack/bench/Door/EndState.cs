using System.Text.Json.Nodes;
using LocalIdentityCenter;

namespace Door;

/// <summary>
/// Everything that is in an Identity Center but ids and times: each permission set with all its parts, which version each account has of it, and who holds what.
/// What belongs to the other caller (<see cref="Politeness.OthersSet"/>) is left out where there is one.
/// </summary>
internal static class EndState
{
    private static readonly string[] Parts = ["name", "description", "sessionDuration", "relayState", "tags", "managedPolicies", "customerManagedPolicies", "inlinePolicy", "boundary"];

    public static string Of(LocalIdentityCenterServer server, bool hasNeighbour)
    {
        var state = JsonNode.Parse(server.Save())!["instances"]!.AsObject().Single().Value!;
        var names = state["permissionSets"]!.AsObject().ToDictionary(set => set.Key, set => (string)set.Value!["name"]!);
        var sets = state["permissionSets"]!.AsObject().Where(set => !hasNeighbour || names[set.Key] != Politeness.OthersSet).Select(set => Content(set.Value!));
        var rows = state["assignmentRows"]!.AsArray().Select(row => Named((string)row!, names)).Where(row => !hasNeighbour || !row.Contains($" {Politeness.OthersSet} ", StringComparison.Ordinal));
        return string.Join('\n', sets.Concat(rows).Order(StringComparer.Ordinal));
    }

    // The ARN of a new permission set is another in each run.
    private static string Named(string row, Dictionary<string, string> names) =>
        names.Aggregate(row.Replace('|', ' ') + " ", (text, set) => text.Replace(set.Key, $" {set.Value} ", StringComparison.Ordinal));

    private static string Content(JsonNode set)
    {
        var accounts = set["provisioned"]!.AsObject().OrderBy(copy => copy.Key, StringComparer.Ordinal)
            .Select(copy => $"{copy.Key} {((long)copy.Value!["version"]! == (long)set["version"]! ? "current" : "outdated")}");
        return $"{string.Join(' ', Parts.Select(part => set[part]?.ToJsonString()))} in {string.Join(", ", accounts)}";
    }
}
