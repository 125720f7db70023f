using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Entities.Tests;

/// <summary>What <c>kubectl explain</c> says: each field of each kind is described.</summary>
public sealed class DescriptionTests
{
    public static TheoryData<string> Definitions => [.. Directory.GetFiles(Repository.At("config", "crds"), "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_field_has_a_description(string file)
    {
        var crd = YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "crds", file)))[0]!;
        var schema = crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
        Assert.False(string.IsNullOrWhiteSpace((string?)schema["description"]), "the kind has no description");
        var properties = schema["properties"]!.AsObject();
        Assert.Empty(Undescribed("spec", properties["spec"]!.AsObject()).Concat(Undescribed("status", properties["status"]!.AsObject())));
    }

    private static IEnumerable<string> Undescribed(string path, JsonObject schema) =>
    [
        .. string.IsNullOrWhiteSpace((string?)schema["description"]) ? [path] : Array.Empty<string>(),
        .. Inner(path, schema),
    ];

    // A list's items and a map's values are described where the list or the map is.
    private static IEnumerable<string> Inner(string path, JsonObject schema) =>
    [
        .. (schema["properties"] as JsonObject ?? []).SelectMany(property => Undescribed($"{path}.{property.Key}", property.Value!.AsObject())),
        .. schema["items"] is JsonObject items ? Inner($"{path}[]", items) : [],
        .. schema["additionalProperties"] is JsonObject values ? Inner($"{path}[*]", values) : [],
    ];
}
