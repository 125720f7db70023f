using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.AccountAssignments;

/// <summary>The samples are what a user copies first, and what the demo shows.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Repository.At("config", "samples"), "accountassignment-*.yaml").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static JsonObject Organization => Read("organization.yaml").AsObject();

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_can_be_planned_for_and_has_no_unknown_field(string sample)
    {
        var written = Read(sample);
        var assignment = written.Deserialize(EntitiesJson.Default.AccountAssignment)!;
        Assert.Null(AccountAssignmentDesired.Check(assignment.Spec));
        var known = JsonSerializer.SerializeToNode(assignment, EntitiesJson.Default.AccountAssignment)!.AsObject();
        Assert.All(written["spec"]!.AsObject(), field => Assert.True(JsonNode.DeepEquals(field.Value, known["spec"]![field.Key]), field.Key));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Its_permission_set_is_a_sample_that_its_namespace_may_use(string sample)
    {
        var assignment = Read(sample).Deserialize(EntitiesJson.Default.AccountAssignment)!;
        var set = Read($"permissionset-{assignment.Spec.PermissionSetRef!.Name}.yaml").Deserialize(EntitiesJson.Default.PermissionSet)!;
        var open = set.Spec.AssignableFrom!;
        Assert.True(open.NamespaceSelector is { MatchLabels: null, MatchExpressions: null } || open.Namespaces!.Contains(assignment.Metadata.Namespace));
        Assert.Contains(
            assignment.Metadata.Namespace,
            YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", "namespaces.yaml"))).Select(document => (string?)document!["metadata"]!["name"]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Its_principals_are_in_the_sample_organization(string sample)
    {
        var assignment = Read(sample).Deserialize(EntitiesJson.Default.AccountAssignment)!;
        var groups = Organization["groups"]!.AsArray().Select(group => (string?)group!["name"]);
        var users = Organization["users"]!.AsArray().Select(user => (string?)user!["userName"]);
        Assert.All(assignment.Spec.Principals, principal => Assert.True(groups.Contains(principal.Group) || users.Contains(principal.User), principal.ToString()));
    }

    private static JsonNode Read(string sample) => Assert.Single(YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", sample))))!;
}
