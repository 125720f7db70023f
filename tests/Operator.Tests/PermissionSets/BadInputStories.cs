using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Bad input beside good.</summary>
public sealed class BadInputStories : Story
{
    private static readonly Dictionary<string, (string Spec, string Sentence)> Bad = new()
    {
        ["bad-duration"] = ("{sessionDuration: PT13H}", "spec.sessionDuration is \"PT13H\": must be between PT1H and PT12H; write for example PT12H."),
        ["bad-boundary"] = (
            "{permissionsBoundary: {managedPolicy: ReadOnlyAccess, customerManagedPolicy: {name: boundary}}}",
            "spec.permissionsBoundary has managedPolicy \"ReadOnlyAccess\" and customerManagedPolicy \"boundary\": AWS takes one boundary; keep one of them."),
        ["bad-policy"] = ("{inlinePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: \"*\", Resource: \"*\", Principal: \"*\"}]}}", "Principal"),
        ["bad-enum"] = ("{provisioning: Sometimes}", "The object cannot be read at $.spec.provisioning"),
        ["bad-type"] = ("{managedPolicies: ReadOnlyAccess}", "The object cannot be read at $.spec.managedPolicies"),
    };

    private protected override ResourceDefinition? Loosened => PermissionSet.Definition;

    [Fact]
    public async Task Five_bad_objects_stall_alone_and_twenty_good_ones_beside_them_become_Ready()
    {
        await StartOperatorAsync();
        foreach (var (name, (spec, _)) in Bad)
            await Cluster.ApplyAsync(name, spec);
        for (var i = 0; i < 20; i++)
            await Cluster.ApplyAsync($"good-{i}", "{managedPolicies: [ReadOnlyAccess]}");
        for (var i = 0; i < 20; i++)
            await Cluster.ReadyAsync($"good-{i}");
        foreach (var (name, (_, sentence)) in Bad)
        {
            var stalled = await Cluster.UntilAsync(name, seen => seen.Condition("Stalled") is not null, "is Stalled");
            Assert.Equal("InvalidSpec", stalled.Reason);
            Assert.Contains(sentence, stalled.Message, StringComparison.Ordinal);
            await Until(async () => (await Cluster.EventsAsync(name)).Contains("Warning InvalidSpec", StringComparison.Ordinal), $"an Event tells of {name}");
        }

        Assert.Equal(20, Aws.Count("CreatePermissionSet"));
        Assert.Equal(20, (await Aws.NamesAsync()).Count);
    }

    [Theory]
    [InlineData("bad-duration")]
    [InlineData("bad-policy")]
    [InlineData("bad-enum")]
    [InlineData("bad-type")]
    public async Task A_corrected_object_becomes_Ready(string name)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync(name, Bad[name].Spec);
        await Cluster.UntilAsync(name, seen => seen.Condition("Stalled") is not null, "is Stalled");
        await Cluster.ApplyAsync(name, "{description: Corrected}");
        Assert.Null((await Cluster.ReadyAsync(name)).Condition("Stalled"));
        Assert.Equal("Corrected", (await Aws.FindAsync(name))!.Description);
    }

    [Fact]
    public async Task An_edit_that_breaks_a_good_object_leaves_its_set_as_it_was()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Good}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn;
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", "{description: Worse, sessionDuration: PT13H}");
        Assert.Equal(arn, (await Cluster.ReasonAsync("reader", "InvalidSpec")).Status.Arn);
        await Cluster.ApplyAsync("reader", "{description: Worse, managementPolicy: Perhaps}");
        Assert.Equal(arn, (await Cluster.UntilAsync("reader", seen => seen.Message.Contains("spec.managementPolicy", StringComparison.Ordinal), "cannot be read")).Status.Arn);
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal("Good", (await Aws.FindAsync("reader"))!.Description);
    }

    [Fact]
    public async Task An_object_that_no_longer_fits_a_stricter_schema_is_told_once_and_left_alone_where_its_status_cannot_be_written()
    {
        await Cluster.ApplyAsync("bad-enum", Bad["bad-enum"].Spec);
        await Cluster.RestoreSchemaAsync();
        await StartOperatorAsync();
        await Cluster.ApplyAsync("good", "{description: Good}");
        await Cluster.ReadyAsync("good");
        await Until(async () => (await Cluster.EventsAsync("bad-enum")).Contains("Warning InvalidSpec: $.spec.provisioning", StringComparison.Ordinal), "an Event tells of it");
        await RestsAsync();
        Assert.Single(Operator.Log.All, line => line.Contains("bad-enum", StringComparison.Ordinal));
        await Cluster.ApplyAsync("bad-enum", "{description: Corrected}");
        await Cluster.ReadyAsync("bad-enum");
    }
}
