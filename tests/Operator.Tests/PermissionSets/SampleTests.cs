using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>The samples are what a user copies first.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Repository.At("config", "samples"), "permissionset-*.yaml").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_can_be_planned_for_and_has_no_unknown_field(string sample)
    {
        var written = Assert.Single(YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", sample))))!;
        var set = written.Deserialize(EntitiesJson.Default.PermissionSet)!;
        Assert.IsType<PermissionSetDesired.Valid>(PermissionSetDesired.From(set, "aws"));
        var known = JsonSerializer.SerializeToNode(set, EntitiesJson.Default.PermissionSet)!.AsObject();
        Assert.All(written["spec"]!.AsObject(), field => Assert.True(JsonNode.DeepEquals(field.Value, known["spec"]![field.Key]), field.Key));
    }

    [Fact]
    public void Defaults_are_applied_and_names_become_ARNs()
    {
        var set = new PermissionSet
        {
            Metadata = new() { Name = "read-only" },
            Spec = new()
            {
                ManagedPolicies = ["job-function/Billing", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"],
                CustomerManagedPolicies = [new() { Name = "operators" }],
                PermissionsBoundary = new() { ManagedPolicy = "PowerUserAccess" },
            },
        };
        var partition = ManagedPolicyArns.PartitionOf("arn:aws-cn:sso:::instance/ssoins-1234567890abcdef");
        var expected = new PermissionSetState
        {
            Name = "read-only",
            Details = new() { SessionDuration = TimeSpan.FromHours(1) },
            ManagedPolicies = ["arn:aws-cn:iam::aws:policy/job-function/Billing", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"],
            CustomerManagedPolicies = [new("operators", "/")],
            Boundary = new Boundary.Managed("arn:aws-cn:iam::aws:policy/PowerUserAccess"),
        };
        Assert.Equal(expected, Assert.IsType<PermissionSetDesired.Valid>(PermissionSetDesired.From(set, partition)).State);
    }

    [Fact]
    public void The_inline_policy_is_sent_minified_and_as_written()
    {
        var set = YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", "permissionset-read-only.yaml")))[0]
            .Deserialize(EntitiesJson.Default.PermissionSet)!;
        var state = Assert.IsType<PermissionSetDesired.Valid>(PermissionSetDesired.From(set, "aws")).State;
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":{"Sid":"NoContents","Effect":"Deny","Action":["s3:GetObject","secretsmanager:GetSecretValue"],"Resource":"*"}}""",
            state.InlinePolicy!.Text);
        Assert.Equal(state.InlinePolicy, PolicyDocument.Observed(state.InlinePolicy.Text));
    }
}
