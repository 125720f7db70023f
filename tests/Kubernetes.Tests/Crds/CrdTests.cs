using System.Text.Json.Nodes;
using Crds;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Kubernetes.Tests.Crds;

public sealed class CrdTests
{
    private static readonly JsonObject Crd = CrdBuilder.Build(typeof(Gadget));

    private static readonly string Golden = Repository.At("tests", "Kubernetes.Tests", "Crds", "gadget.yaml");

    private static JsonObject Schema => Crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();

    [Fact]
    public void Every_attribute_has_its_place_in_the_definition()
    {
        Assert.Equal(File.ReadAllText(Golden), YamlWriter.Write(Crd));
    }

    [Fact]
    public void What_is_written_as_YAML_is_read_back_the_same()
    {
        Assert.True(JsonNode.DeepEquals(Crd, YamlReader.ReadAll(YamlWriter.Write(Crd)).Single()));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("1.5")]
    [InlineData("0x1F")]
    [InlineData("2026-01-01")]
    [InlineData("")]
    [InlineData(" x ")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("it's \"quoted\"")]
    [InlineData("{}")]
    [InlineData("*alias")]
    [InlineData("!tag")]
    [InlineData("tab\there")]
    [InlineData("two\nlines")]
    [InlineData("two  spaces\nand lines")]
    [InlineData("ends with newline\n")]
    [InlineData("\n begins with one")]
    [InlineData("a\n\n\nb")]
    [InlineData(".inf")]
    [InlineData("~")]
    [InlineData("key:")]
    [InlineData("ünïcode … “quotes”")]
    public void Awkward_text_survives_YAML(string text)
    {
        foreach (var each in new[] { text, $"{new string('w', 70)} {text} {string.Concat(Enumerable.Repeat("more words ", 20))}x" })
        {
            var document = new JsonObject { ["k"] = each, ["l"] = new JsonArray(each, new JsonArray(each), new JsonObject { [each] = each }), ["e"] = new JsonArray() };
            Assert.True(JsonNode.DeepEquals(document, YamlReader.ReadAll(YamlWriter.Write(document)).Single()), YamlWriter.Write(document));
        }
    }

    [Fact]
    public void A_type_that_contains_itself_is_refused_by_name()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CrdBuilder.Build(typeof(Endless)));

        Assert.Contains("Knot.Next", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_server_takes_the_definition_and_keeps_to_it()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(YamlWriter.Write(Crd));
        var gadgets = new ResourceDefinition("testing.example.com", "v1alpha1", "Gadget", "gadgets", Namespaced: false);

        var stored = JsonNode.Parse((await plane.Admin.CreateAsync(gadgets, null, Body("good", """{"name":"a","policy":{"Any":{"Thing":[1]}},"unknown":1}"""))).Span)!;
        var refused = await Assert.ThrowsAsync<KubernetesException>(() => plane.Admin.CreateAsync(gadgets, null, Body("bad", """{"name":"a b","size":101,"mode":"Lazy"}""")));

        Assert.Equal("""{"enabled":true,"mode":"Active","name":"a","policy":{"Any":{"Thing":[1]}}}""", stored["spec"]!.ToJsonString());
        Assert.All(["spec.name", "spec.size", "spec.mode"], field => Assert.Contains(field, refused.Message, StringComparison.Ordinal));
        Assert.StartsWith("NAME   READY", await plane.KubectlAsync("get", "gadgets"), StringComparison.Ordinal);
        await SelectsAsync(plane, gadgets);
    }

    // A server that does not know selectable fields drops them from the definition, and refuses to select by them.
    private static async Task SelectsAsync(ControlPlane plane, ResourceDefinition gadgets)
    {
        if (plane.Server.SelectsByField)
        {
            Assert.Single((await plane.Admin.ListAsync(gadgets, new() { FieldSelector = "spec.mode=Active" })).Items);
            Assert.Empty((await plane.Admin.ListAsync(gadgets, new() { FieldSelector = "spec.mode=Passive" })).Items);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<KubernetesException>(() => plane.Admin.ListAsync(gadgets, new() { FieldSelector = "spec.mode=Active" }));
            Assert.Contains("field label not supported: spec.mode", refused.Message, StringComparison.Ordinal);
        }
    }

    [CrdCheckFact]
    public Task A_current_API_server_would_take_the_definition() => CrdCheck.AcceptsAsync(Golden);

    [CrdCheckFact]
    public Task A_current_API_server_would_take_the_kinds_and_the_samples() => Task.WhenAll(
        CrdCheck.AcceptsAsync(Repository.At("config", "crds", "identitycenter.dev_identitycenters.yaml")),
        CrdCheck.AcceptsAsync(
            [Repository.At("config", "crds", "identitycenter.dev_permissionsets.yaml"), .. Directory.GetFiles(Repository.At("config", "samples"), "permissionset-*.yaml")]),
        CrdCheck.AcceptsAsync(Repository.At("config", "crds", "identitycenter.dev_replicaregions.yaml"), Repository.At("config", "samples", "replicaregion-eu-west-1.yaml")));

    [Fact]
    public void The_schema_says_what_is_required()
    {
        Assert.Equal("[\"spec\"]", Schema["required"]!.ToJsonString());
        Assert.Equal("[\"name\"]", Schema["properties"]!["spec"]!["required"]!.ToJsonString());
    }

    private static byte[] Body(string name, string spec) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"apiVersion":"testing.example.com/v1alpha1","kind":"Gadget","metadata":{"name":"{{{name}}}"},"spec":{{{spec}}}}""");

    [KubernetesEntity(Group = "testing.example.com", ApiVersion = "v1", Kind = "Endless", PluralName = "endless")]
    private sealed class Endless : CustomKubernetesEntity<Knot, Knot>;

    private sealed class Knot
    {
        public Knot? Next { get; set; }
    }
}
