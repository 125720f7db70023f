using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.Security;

/// <summary>Somebody deletes what tells, or keeps, what the guard counts.</summary>
public sealed class GuardMemoryStories : Story
{
    private const string Default = "default";
    private const string Spec = "{deletionGuard: {maxPermissionSets: 2, window: 24h}}";

    private static readonly ResourceDefinition ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);

    [Fact]
    public async Task What_was_taken_away_is_told_again_by_the_next_object_and_a_restart_does_not_forget_it()
    {
        var before = await TakenAsync();
        await Cluster.Instances.DeleteAsync(Default);
        await Cluster.Instances.ApplyAsync(Default, Spec);
        var after = await Cluster.Instances.UntilAsync(Default, seen => seen.Uid != before.Uid && HasCounted(seen), "tells it again");
        Assert.Equal(2, after.Instance.Guard!.Taken!.Sum(minute => minute.PermissionSets));
    }

    [Fact]
    public async Task An_object_that_is_deleted_and_declared_anew_while_no_operator_runs_begins_no_window()
    {
        await TakenAsync();
        await Operator.StopAsync();
        await Cluster.Instances.DeleteAsync(Default);
        await Cluster.Instances.ApplyAsync(Default, Spec);
        await StartOperatorAsync();
        await HoldsBackAsync();
    }

    [Fact]
    public async Task What_is_kept_is_written_anew_when_somebody_deletes_it()
    {
        await TakenAsync();
        await Cluster.User.DeleteAsync(ConfigMaps, Cluster.GuardMemory);
        await Until(async () => await Cluster.User.GetAsync(ConfigMaps, Cluster.GuardMemory) is not null, "it is written anew");
        await Operator.StopAsync();
        await StartOperatorAsync();
        await HoldsBackAsync();
    }

    [Fact]
    public async Task What_an_earlier_version_kept_in_status_is_taken_over()
    {
        await TakenAsync();
        await Operator.StopAsync();
        await Cluster.User.DeleteAsync(ConfigMaps, Cluster.GuardMemory);
        await StartOperatorAsync();
        await HoldsBackAsync();
    }

    [Fact]
    public async Task What_somebody_wrote_over_it_lets_nothing_through_and_is_named()
    {
        await TakenAsync();
        await Operator.StopAsync();
        await Cluster.User.PatchAsync(ConfigMaps, Cluster.GuardMemory, new Patch.Merge("""{"data":{"guard":"nothing"}}"""u8.ToArray()));
        await LaunchOperatorAsync();
        await Until(() => Task.FromResult(Operator.Log.Has("holds something else than what the deletion guard keeps there")), "the log names it");
        await Cluster.DeleteAsync("set-3");
        await Cluster.User.PatchAsync(ConfigMaps, Cluster.GuardMemory, new Patch.Merge("""{"data":{"guard":"{}"}}"""u8.ToArray()));
        await Cluster.GoneAsync("set-3");
    }

    [Fact]
    public async Task Where_nobody_declares_the_instance_all_that_is_held_back_is_approved_on_the_operators_own_object()
    {
        await TakenAsync();
        await Cluster.DeleteAsync("set-3");
        await Cluster.ReasonAsync("set-3", "GuardTripped");
        await Cluster.Instances.DeleteAsync(Default);
        var shown = await Cluster.Instances.UntilAsync("discovered", seen => seen.Instance.Guard?.Blocked is not null, "shows what is held back");
        await Cluster.Instances.AnnotateAsync("discovered", "identitycenter.dev/approve", shown.Instance.Guard!.Blocked!.Hash);
        await Cluster.GoneAsync("set-3");
    }

    private async Task<Seen> TakenAsync()
    {
        await Cluster.Instances.ApplyAsync(Default, Spec);
        await StartOperatorAsync();
        foreach (var name in new[] { "set-1", "set-2", "set-3" })
            await Cluster.ApplyAsync(name, "{}");
        foreach (var name in new[] { "set-1", "set-2", "set-3" })
            await Cluster.ReadyAsync(name);
        foreach (var name in new[] { "set-1", "set-2" })
        {
            await Cluster.DeleteAsync(name);
            await Cluster.GoneAsync(name);
        }

        return await Cluster.Instances.UntilAsync(Default, seen => HasCounted(seen), "tells what was taken away");
    }

    private async Task HoldsBackAsync()
    {
        await Cluster.DeleteAsync("set-3");
        await Cluster.ReasonAsync("set-3", "GuardTripped");
        Assert.Equal(["set-3"], await Aws.NamesAsync());
    }

    private static bool HasCounted(Seen seen) => seen.Instance.Guard?.Taken?.Sum(minute => minute.PermissionSets) == 2;
}
