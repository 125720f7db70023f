using System.Text.Json.Nodes;
using Crds;

namespace Kubernetes.Tests.Crds;

public sealed class CrdCompatibilityTests
{
    private const string Schema = "spec.versions.0.schema.openAPIV3Schema";
    private const string Spec = $"{Schema}.properties.spec.properties";

    private static JsonObject Crd() => CrdBuilder.Build(typeof(Gadget));

    [Fact]
    public void Nothing_changed_breaks_nothing() => Assert.Empty(CrdCompatibility.BreakingChanges(Crd(), Crd()));

    [Theory]
    [InlineData("spec.scope", "\"Namespaced\"", "scope: Cluster became Namespaced")]
    [InlineData("spec.names.plural", "\"gizmos\"", "plural: gadgets became gizmos")]
    [InlineData("spec.names.kind", "\"Gizmo\"", "kind: Gadget became Gizmo")]
    [InlineData("spec.versions.0.name", "\"v1\"", "v1alpha1: no longer served")]
    [InlineData("spec.versions.0.served", "false", "v1alpha1: no longer served")]
    [InlineData("spec.versions.0.subresources", null, "v1alpha1: the status subresource is gone")]
    [InlineData("spec.versions.0.selectableFields", null, "v1alpha1: .spec.mode is no longer selectable")]
    [InlineData($"{Spec}.size", null, "v1alpha1.spec.size: is gone")]
    [InlineData($"{Spec}.size.type", "\"string\"", "v1alpha1.spec.size: type integer became string")]
    [InlineData($"{Spec}.size.maximum", "99", "v1alpha1.spec.size: maximum 100 became 99")]
    [InlineData($"{Spec}.size.minimum", "1", "v1alpha1.spec.size: minimum 0 became 1")]
    [InlineData($"{Spec}.big.maximum", "1", "v1alpha1.spec.big: maximum (none) became 1")]
    [InlineData($"{Spec}.name.pattern", "\"^a$\"", "v1alpha1.spec.name: pattern")]
    [InlineData($"{Spec}.odd_name.pattern", "\"^a$\"", "v1alpha1.spec.odd_name: pattern (none) became")]
    [InlineData($"{Spec}.odd_name.enum", "[\"a\"]", "v1alpha1.spec.odd_name: enum is new")]
    [InlineData($"{Spec}.mode.enum", "[\"Active\"]", "v1alpha1.spec.mode: enum value \"idle\" is gone")]
    [InlineData($"{Spec}.mode.default", "\"idle\"", "v1alpha1.spec.mode: default \"Active\" became \"idle\"")]
    [InlineData($"{Spec}.notBefore.nullable", null, "v1alpha1.spec.notBefore: nullable is gone")]
    [InlineData($"{Spec}.tags.minItems", "2", "v1alpha1.spec.tags: minItems 1 became 2")]
    [InlineData($"{Spec}.tags.items.maxLength", "9", "v1alpha1.spec.tags[]: maxLength 10 became 9")]
    [InlineData($"{Spec}.tags.x-kubernetes-list-type", "\"atomic\"", "v1alpha1.spec.tags: x-kubernetes-list-type \"set\" became \"atomic\"")]
    [InlineData($"{Spec}.parts.items.properties.key", null, "v1alpha1.spec.parts[].key: is gone")]
    [InlineData($"{Spec}.labels.additionalProperties.maxLength", "1", "v1alpha1.spec.labels{}: maxLength 256 became 1")]
    [InlineData($"{Spec}.policy.x-kubernetes-preserve-unknown-fields", null, "v1alpha1.spec.policy: x-kubernetes-preserve-unknown-fields is gone")]
    [InlineData($"{Schema}.properties.spec.required", "[\"name\",\"size\"]", "v1alpha1.spec.size: required is new")]
    [InlineData($"{Schema}.x-kubernetes-validations", "[{\"rule\":\"self.metadata.name.size() <= 63\"},{\"rule\":\"false\"}]", "v1alpha1: rule false is new")]
    public void A_breaking_change_is_named(string path, string? json, string expected)
    {
        var found = CrdCompatibility.BreakingChanges(Crd(), Edited(path, json));

        Assert.StartsWith(expected, Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Spec}.fresh", "{\"type\":\"string\",\"pattern\":\"^a$\"}")]
    [InlineData($"{Spec}.size.maximum", "101")]
    [InlineData($"{Spec}.size.maximum", null)]
    [InlineData($"{Spec}.size.type", "\"number\"")]
    [InlineData($"{Spec}.name.pattern", null)]
    [InlineData($"{Spec}.name.description", "\"Another sentence.\"")]
    [InlineData($"{Spec}.mode.enum", "[\"Active\",\"idle\",\"New\"]")]
    [InlineData($"{Spec}.mode.enum", null)]
    [InlineData($"{Spec}.odd_name.default", "\"x\"")]
    [InlineData($"{Spec}.tags.maxItems", "21")]
    [InlineData($"{Schema}.properties.spec.required", null)]
    [InlineData($"{Schema}.properties.spec.required", "[\"name\",\"mode\"]")]
    [InlineData($"{Schema}.x-kubernetes-validations", null)]
    [InlineData("spec.versions.0.additionalPrinterColumns", null)]
    [InlineData("spec.names.shortNames", null)]
    public void A_widening_change_is_none(string path, string? json) => Assert.Empty(CrdCompatibility.BreakingChanges(Crd(), Edited(path, json)));

    private static JsonObject Edited(string path, string? json)
    {
        var crd = Crd();
        var steps = path.Split('.');
        var place = steps[..^1].Aggregate((JsonNode)crd, (node, step) => node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!).AsObject();
        if (json is null)
            place.Remove(steps[^1]);
        else
            place[steps[^1]] = JsonNode.Parse(json);
        return crd;
    }
}
