using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.ReplicaRegions;
using Testing;

namespace Operator.Tests.ReplicaRegions;

/// <summary>From what a user wrote to what is wanted.</summary>
public sealed class DesiredTests
{
    [Theory]
    [InlineData("""{"metadata":{"name":"ireland"}}""", "metadata.name is \"ireland\": is not the name of a Region; set spec.region, for example to eu-west-1.")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"region":"EU-West-1"}}""", "spec.region is \"EU-West-1\": must be the name of a Region; write for example eu-west-1.")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"region":"eu-west-1\n"}}""", "spec.region is \"eu-west-1\\u000A\": must be the name of a Region; write for example eu-west-1.")]
    [InlineData("""{"metadata":{"name":"eu-west-1"},"spec":{"timeout":"30s"}}""", "spec.timeout is \"30s\": must be a duration from 1m to 24h; write for example 60m.")]
    [InlineData("""{"metadata":{"name":"eu-west-1"},"spec":{"timeout":"25h"}}""", "spec.timeout is \"25h\": must be a duration from 1m to 24h; write for example 60m.")]
    [InlineData("""{"metadata":{"name":"eu-west-1"},"spec":{"timeout":"soon"}}""", "spec.timeout is \"soon\": must be a duration from 1m to 24h; write for example 60m.")]
    [InlineData(
        """{"metadata":{"name":"a"},"spec":{"region":"eu-west-2"},"status":{"region":"eu-west-1"}}""",
        "spec.region is \"eu-west-2\", but the object is about eu-west-1 already: restore it, and create another ReplicaRegion.")]
    public void A_broken_rule_is_said_with_field_value_and_remedy(string json, string sentence) =>
        Assert.Equal(sentence, Assert.IsType<ReplicaRegionDesired.Invalid>(ReplicaRegionDesired.From(Read(json))).Message);

    [Theory]
    [InlineData("""{"metadata":{"name":"eu-west-1"}}""", "eu-west-1")]
    [InlineData("""{"metadata":{"name":"ireland"},"spec":{"region":"eu-west-1"}}""", "eu-west-1")]
    [InlineData("""{"metadata":{"name":"us-gov-west-1"},"spec":{"timeout":"24h"}}""", "us-gov-west-1")]
    public void The_Region_is_named_by_the_spec_or_else_by_the_object(string json, string region) =>
        Assert.Equal(region, Assert.IsType<ReplicaRegionDesired.Valid>(ReplicaRegionDesired.From(Read(json))).State.Region);

    [Fact]
    public void Absent_fields_take_safe_defaults()
    {
        var spec = Read("""{"metadata":{"name":"eu-west-1"},"spec":{}}""").Spec;
        Assert.Equal((null, null, TimeSpan.FromHours(1)), (spec.DeletionPolicy, spec.ManagementPolicy, ReplicaRegionDesired.TimeoutOf(spec)));
    }

    [Fact]
    public void The_sample_can_be_planned_for_and_has_no_unknown_field()
    {
        var written = Assert.Single(YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", "replicaregion-eu-west-1.yaml"))))!;
        var entity = written.Deserialize(EntitiesJson.Default.ReplicaRegion)!;
        Assert.IsType<ReplicaRegionDesired.Valid>(ReplicaRegionDesired.From(entity));
        var known = JsonSerializer.SerializeToNode(entity, EntitiesJson.Default.ReplicaRegion)!;
        Assert.All(written["spec"]!.AsObject(), field => Assert.True(JsonNode.DeepEquals(field.Value, known["spec"]![field.Key]), field.Key));
    }

    private static ReplicaRegion Read(string json) => JsonSerializer.Deserialize(json, EntitiesJson.Default.ReplicaRegion)!;
}
