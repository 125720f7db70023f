using IdentityCenterOperator.Entities;
using Operator.Tests.Harness;

namespace Operator.Tests.Guarding;

/// <summary>More permission sets are deleted than the guard lets go, whoever deletes them and however often the operator restarts.</summary>
public sealed class GuardStories : Story
{
    private const string Default = "default";

    [Fact]
    public async Task The_third_of_two_allowed_deletions_waits_for_the_approval_of_its_own_plan()
    {
        await CreatedAsync(3);
        await DeleteAsync("set-1", "set-2");
        await Cluster.DeleteAsync("set-3");
        var held = await Cluster.ReasonAsync("set-3", "GuardTripped");
        Assert.Equal(["delete the permission set"], held.Status.Plan!.Steps!);
        Assert.Equal(["set-3"], await Aws.NamesAsync());
        await Cluster.AnnotateAsync("set-3", "identitycenter.dev/approve", held.Status.Plan.Hash);
        await Cluster.GoneAsync("set-3");
        Assert.Empty(await Aws.NamesAsync());
        await GuardAsync(guard => guard is { Blocked: null, Approved: null }, "holds nothing back");
    }

    [Fact]
    public async Task All_that_is_held_back_is_shown_and_let_through_by_one_approval()
    {
        await CreatedAsync(5);
        await DeleteAsync("set-1", "set-2");
        foreach (var name in new[] { "set-3", "set-4", "set-5" })
            await Cluster.DeleteAsync(name);
        var blocked = (await GuardAsync(guard => guard.Blocked?.PermissionSets == 3, "holds three deletions back")).Blocked!;
        Assert.Equal((3, 0), (blocked.Plans, blocked.Revocations));
        Assert.Equal("PermissionSet set-3: delete the permission set \"set-3\"", blocked.Sample![0]);
        await Cluster.Instances.AnnotateAsync(Default, "identitycenter.dev/approve", blocked.Hash);
        foreach (var name in new[] { "set-3", "set-4", "set-5" })
            await Cluster.GoneAsync(name);
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task Neither_a_restart_nor_another_leader_begins_the_window_anew()
    {
        await CreatedAsync(3);
        await DeleteAsync("set-1", "set-2");
        await Operator.StopAsync();
        await Cluster.DeleteAsync("set-3");
        await StartOperatorAsync();
        await Cluster.ReasonAsync("set-3", "GuardTripped");
        Assert.Equal(["set-3"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task An_approval_given_while_no_operator_ran_counts_once_it_knows_what_is_held_back()
    {
        await CreatedAsync(4);
        await DeleteAsync("set-1", "set-2");
        await Cluster.DeleteAsync("set-3");
        await Cluster.DeleteAsync("set-4");
        var blocked = (await GuardAsync(guard => guard.Blocked?.PermissionSets == 2, "holds two deletions back")).Blocked!;
        await Operator.StopAsync();
        await Cluster.Instances.AnnotateAsync(Default, "identitycenter.dev/approve", blocked.Hash);
        await StartOperatorAsync();
        await Cluster.GoneAsync("set-3");
        await Cluster.GoneAsync("set-4");
    }

    [Fact]
    public async Task What_is_written_down_of_the_guard_is_its_own_managers()
    {
        await CreatedAsync(1);
        await DeleteAsync("set-1");
        var seen = await Cluster.Instances.UntilAsync(Default, seen => seen.Json["status"]?["guard"]?["taken"] is not null, "tells what was taken away");
        var managers = seen.Json["metadata"]!["managedFields"]!.AsArray().Where(entry => entry!["fieldsV1"]!["f:status"]?["f:guard"] is not null).Select(entry => (string)entry!["manager"]!);
        Assert.Equal(["identity-center-operator-guard"], managers);
    }

    private async Task CreatedAsync(int count)
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxPermissionSets: 2, window: 24h}}");
        await StartOperatorAsync();
        foreach (var i in Enumerable.Range(1, count))
            await Cluster.ApplyAsync($"set-{i}", "{}");
        foreach (var i in Enumerable.Range(1, count))
            await Cluster.ReadyAsync($"set-{i}");
    }

    private async Task DeleteAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Cluster.DeleteAsync(name);
            await Cluster.GoneAsync(name);
        }
    }

    private async Task<GuardStatus> GuardAsync(Func<GuardStatus, bool> condition, string because) =>
        Guard(await Cluster.Instances.UntilAsync(Default, seen => condition(Guard(seen)), because));

    private static GuardStatus Guard(Seen seen) => seen.Instance.Guard ?? new();
}
