using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Shipping.Tests;

/// <summary>Objects as files, charts and kustomizations hold them.</summary>
internal static class Manifest
{
    private static readonly string[] RbacKinds = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];

    /// <summary>The objects of a file, or of all files of a folder.</summary>
    public static IReadOnlyList<JsonObject> Read(params ReadOnlySpan<string> path)
    {
        var at = Repository.At(path);
        return [.. (Directory.Exists(at) ? Directory.EnumerateFiles(at, "*.yaml") : [at]).Order(StringComparer.Ordinal).SelectMany(file => Parse(File.ReadAllText(file)))];
    }

    /// <summary>The objects of a text.</summary>
    public static IEnumerable<JsonObject> Parse(string yaml) => YamlReader.ReadAll(yaml).OfType<JsonObject>();

    /// <summary>What of a set of objects says who may do what: names, rules, role and subjects of each, and to which of the cluster's roles it adds.</summary>
    public static SortedDictionary<string, string> Rbac(IEnumerable<JsonObject> objects) => new(
        objects.Where(o => RbacKinds.Contains(o.Kind())).ToDictionary(
            o => $"{o.Kind()} {o["metadata"]!["namespace"]} {o.Name()}",
            o => $"{Canonical(o["rules"])} {Canonical(o["roleRef"])} {Canonical(o["subjects"])} {string.Join(',', Aggregations(o))}"),
        StringComparer.Ordinal);

    /// <summary>The same text for values that differ only in the order of keys.</summary>
    public static string Canonical(JsonNode? node) => Ordered(node)?.ToJsonString() ?? "";

    /// <summary>The object's kind.</summary>
    public static string Kind(this JsonObject o) => (string)o["kind"]!;

    /// <summary>The object's name.</summary>
    public static string Name(this JsonObject o) => (string)o["metadata"]!["name"]!;

    /// <summary>The only object of a kind.</summary>
    public static JsonObject The(this IEnumerable<JsonObject> objects, string kind) => objects.Single(o => o.Kind() == kind);

    /// <summary>Has the API server say whether it would take the object, unknown fields included.</summary>
    public static Task<string> DryRunAsync(this ControlPlane plane, JsonObject o)
    {
        var sent = (JsonObject)o.DeepClone();
        // The same fields, under the name that servers before 1.21 know.
        if (sent.Kind() == "PodDisruptionBudget" && !plane.Server.HasPolicyV1)
            sent["apiVersion"] = "policy/v1beta1";
        string[] how = sent.Kind() == "CustomResourceDefinition" && !plane.Server.KnowsAllOfADefinition ? ["--validate=false"] : ["--server-side", "--force-conflicts"];
        return plane.KubectlWithInputAsync(sent.ToJsonString(), ["apply", "--dry-run=server", .. how, "-f", "-"]);
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new KeyValuePair<string, JsonNode?>(entry.Key, Ordered(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<string> Aggregations(JsonObject o) =>
        (o["metadata"]!["labels"] as JsonObject ?? []).Select(label => label.Key).Where(key => key.Contains("/aggregate-to-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
