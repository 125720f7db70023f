using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.Reliability.Paths;

/// <summary>The fields of a kind's spec, as its CRD has them.</summary>
internal static class SchemaFields
{
    /// <summary>All fields, nested ones with dots and without indexes.</summary>
    public static IReadOnlySet<string> Of(ResourceDefinition kind) => Fields(Schema(kind), "").ToHashSet();

    /// <summary>Those without fields below them.</summary>
    public static IReadOnlySet<string> LeavesOf(ResourceDefinition kind)
    {
        var all = Of(kind);
        return all.Where(field => !all.Any(other => other.StartsWith(field + ".", StringComparison.Ordinal))).ToHashSet();
    }

    /// <summary>Those of them that a spec has.</summary>
    public static IEnumerable<string> In(ResourceDefinition kind, JsonNode spec) => In(Schema(kind), spec, "");

    private static JsonNode Schema(ResourceDefinition kind)
    {
        var crd = YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "crds", $"{kind.Group}_{kind.Plural}.yaml")))[0]!;
        return crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!;
    }

    private static IEnumerable<string> Fields(JsonNode schema, string prefix) =>
        (Item(schema)["properties"]?.AsObject() ?? []).SelectMany(field => Fields(field.Value!, $"{prefix}{field.Key}.").Prepend(prefix + field.Key));

    private static IEnumerable<string> In(JsonNode schema, JsonNode? value, string prefix) => value is JsonArray items
        ? items.SelectMany(item => In(schema, item, prefix))
        : (Item(schema)["properties"]?.AsObject() ?? []).Where(field => value?[field.Key] is not null)
            .SelectMany(field => In(field.Value!, value![field.Key], $"{prefix}{field.Key}.").Prepend(prefix + field.Key));

    private static JsonNode Item(JsonNode schema) => schema["items"] ?? schema;
}
