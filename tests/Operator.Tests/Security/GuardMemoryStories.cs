using Operator.Tests.Harness;

namespace Operator.Tests.Security;

/// <summary>Somebody deletes the object in which the guard keeps what it counts.</summary>
public sealed class GuardMemoryStories : Story
{
    [Fact]
    public async Task What_was_taken_away_is_written_down_again_and_a_restart_does_not_forget_it()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        var before = await Cluster.Instances.UntilAsync("default", HasCounted, "tells what was taken away");
        await Cluster.Instances.DeleteAsync("default");
        var after = await Cluster.Instances.UntilAsync("default", seen => seen.Uid != before.Uid && HasCounted(seen), "tells it again");
        Assert.Equal(before.Instance.Guard!.Taken!.Sum(minute => minute.PermissionSets), after.Instance.Guard!.Taken!.Sum(minute => minute.PermissionSets));
    }

    private static bool HasCounted(Seen seen) => seen.Instance.Guard?.Taken is { Count: > 0 };
}
