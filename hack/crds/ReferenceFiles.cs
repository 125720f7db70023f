using System.Reflection;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Crds;

/// <summary>The pages of docs/reference: each field of each kind, as its definition has it.</summary>
public static class ReferenceFiles
{
    private const string Header = "<!-- Generated from the entity classes in src/Entities by `make crds`; do not edit. -->\n";

    /// <summary>Name and text of the page of each entity class in an assembly, and of the page that lists them.</summary>
    public static IReadOnlyList<(string Name, string Markdown)> Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var definitions = assembly.GetTypes().Where(type => type.IsDefined(typeof(KubernetesEntityAttribute)))
            .Select(CrdBuilder.Build).OrderBy(Kind, StringComparer.Ordinal).ToList();
        return [("index.md", Header + Index(definitions)), .. definitions.Select(definition => (FileOf(definition), Header + ReferencePage.Of(definition)))];
    }

    private static string Index(IEnumerable<JsonObject> definitions) =>
        "# API reference\n\nEvery field of every kind, from the definitions that are installed. `kubectl explain KIND.spec` says the same in a terminal.\n\n"
        + "| kind | short name | scope | what one object is |\n|---|---|---|---|\n" + string.Concat(definitions.Select(Row))
        + "\nWhat the words in `status.conditions` mean: [reasons](../reasons.md). What may change between versions: [upgrade policy](../upgrades.md).\n";

    private static string Row(JsonObject definition)
    {
        var spec = definition["spec"]!;
        var about = (string?)spec["versions"]![0]!["schema"]!["openAPIV3Schema"]!["description"] ?? "";
        return $"| [{Kind(definition)}]({FileOf(definition)}) | {ReferencePage.Codes(spec["names"]!["shortNames"])} | {spec["scope"]} | {ReferencePage.Cell(about)} |\n";
    }

    private static string Kind(JsonObject definition) => (string)definition["spec"]!["names"]!["kind"]!;

    private static string FileOf(JsonObject definition) => $"{definition["spec"]!["names"]!["singular"]}.md";
}
