using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>What costs nothing.</summary>
public sealed class QuietStories : Story
{
    [Fact]
    public async Task What_is_not_about_the_spec_costs_no_call_and_no_status()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var ready = await Cluster.ReadyAsync("reader");
        var mark = Aws.Mark;
        await Cluster.LabelAsync("reader", "team", "data");
        await Cluster.AnnotateAsync("reader", "example.com/note", "looked at");
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await RestsAsync();
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal(ready.Json["status"]!.ToJsonString(), (await Cluster.GetAsync("reader")).Json["status"]!.ToJsonString());
    }

    [Fact]
    public async Task A_restart_with_everything_in_place_reads_once_and_writes_nothing_anywhere()
    {
        await StartOperatorAsync();
        for (var i = 0; i < 3; i++)
            await Cluster.ApplyAsync($"reader-{i}", "{managedPolicies: [ReadOnlyAccess], tags: {team: data}}");
        for (var i = 0; i < 3; i++)
            await Cluster.ReadyAsync($"reader-{i}");
        await Operator.StopAsync();
        var before = await Cluster.ListAsync();
        var mark = Aws.Mark;
        await StartOperatorAsync();
        await RestsAsync();
        await Operator.StopAsync();
        var calls = Aws.CallsSince(mark).ToList();
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal(Enumerable.Repeat(CreationStories.Look, 3).SelectMany(look => look).Order(), calls.Where(CreationStories.Look.Contains).Order());
        // Once each: the instance, the names, and what an earlier process may have left in flight.
        string[] once =
        [
            "ListInstances", "ListPermissionSets", "ListPermissionSetProvisioningStatus", "ListAccountAssignmentCreationStatus", "ListAccountAssignmentDeletionStatus",
        ];
        Assert.All(once, operation => Assert.Single(calls, operation));
        Assert.Equal(before.Select(seen => seen.ResourceVersion), (await Cluster.ListAsync()).Select(seen => seen.ResourceVersion));
    }

    [Fact]
    public async Task The_finalizer_goes_on_again_when_somebody_takes_it_off()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        var mark = Aws.Mark;
        await Cluster.RemoveFinalizersAsync("reader");
        await Cluster.UntilAsync("reader", seen => seen.Finalizers.Contains("identitycenter.dev/finalizer"), "has the finalizer again");
        Assert.Empty(Aws.WritesSince(mark));
    }
}
