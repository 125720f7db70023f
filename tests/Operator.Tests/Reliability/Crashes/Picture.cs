using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>
/// All that AWS and the objects say, as text that can be compared: names in place of ids, no times, keys in order. What tells of the way rather than of the end is
/// left out: what AWS worked on, versions and names of roles, what the deletion guard has counted, the last look.
/// </summary>
internal static partial class Picture
{
    private static readonly JsonSerializerOptions Legible = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> OfTheWay =
        ["operations", "lanes", "roleName", "requestId", "taken", "namespaces", "lastApproval", "lastSweep", "quotas", "operationsOfOthers", "managedFields", "resourceVersion", "uid", "creationTimestamp", "annotations"];

    /// <summary>What AWS has.</summary>
    /// <param name="saved">What the local Identity Center saves.</param>
    /// <param name="names">Names by ids: of permission sets, and of objects, whose uids are in tags.</param>
    public static string OfAws(byte[] saved, IReadOnlyDictionary<string, string> names)
    {
        var instance = JsonNode.Parse(saved)!["instances"]![Organization.InstanceArn]!;
        foreach (var set in instance["permissionSets"]!.AsObject())
            TellVersions(set.Value!.AsObject());
        return Text(instance, names);
    }

    /// <summary>What an object says: spec, finalizers and status.</summary>
    public static string Of(Seen seen, IReadOnlyDictionary<string, string> names)
    {
        var json = seen.Json.DeepClone();
        if (json["status"] is JsonObject status)
            LeaveOutWhatSweepsCount(status);
        return Text(json, names);
    }

    /// <summary>A text without ids and times.</summary>
    public static string Plain(string text, IReadOnlyDictionary<string, string> names) =>
        Time().Replace(names.Aggregate(text, (plain, name) => plain.Replace(name.Key, name.Value, StringComparison.Ordinal)), "<time>");

    /// <summary>Names of permission sets by the last part of their ARNs.</summary>
    public static Dictionary<string, string> SetNames(byte[] saved) =>
        JsonNode.Parse(saved)!["instances"]![Organization.InstanceArn]!["permissionSets"]!.AsObject().ToDictionary(set => set.Key, set => (string)set.Value!["name"]!);

    // How often a set was changed is of the way; whether an account has what it is now is of the end.
    private static void TellVersions(JsonObject set)
    {
        foreach (var copy in set["provisioned"]!.AsObject().Select(copy => copy.Value!.AsObject()))
            copy["version"] = (long)copy["version"]! == (long)set["version"]! ? "current" : "outdated";
        set.Remove("version");
    }

    private static string Text(JsonNode json, IReadOnlyDictionary<string, string> names)
    {
        var text = names.Aggregate(json.ToJsonString(Legible), (plain, name) => plain.Replace(name.Key, name.Value, StringComparison.Ordinal));
        return Ordered(JsonNode.Parse(Time().Replace(text, "<time>")))!.ToJsonString(Legible);
    }

    // It is as old as the last look at everything, of which each operator here has one: AWS itself is in the picture.
    private static void LeaveOutWhatSweepsCount(JsonObject status)
    {
        status.Remove("unmanaged");
        status.Remove("propagation");
        (status["conditions"] as JsonArray)?.RemoveAll(condition => (string?)condition!["type"] == "Propagated");
    }

    private static JsonNode? Ordered(JsonNode? json) => json switch
    {
        JsonObject node => new JsonObject(node.Where(pair => !OfTheWay.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value))).Where(pair => pair.Value is not JsonObject { Count: 0 })),
        JsonArray array => new JsonArray([.. array.Select(Ordered).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        _ => json?.DeepClone(),
    };

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")]
    private static partial Regex Time();
}
