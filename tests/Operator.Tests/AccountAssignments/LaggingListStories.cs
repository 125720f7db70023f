using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>AWS ends an operation, says so, and its lists show it only some time later.</summary>
public sealed class LaggingListStories : AccessStory
{
    // Two thirds of the settling time by the operator's clock, which runs ten times as fast.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task What_is_deleted_before_the_lists_show_it_is_revoked_nevertheless()
    {
        var arn = await BeginAsync();
        Lagging(Lag);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Lagging(TimeSpan.Zero);
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_an_edit_drops_before_the_lists_show_it_is_revoked_nevertheless()
    {
        var arn = await BeginAsync();
        Lagging(Lag);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\"]"));
        await Assignments.ReadyAsync("data");
        Lagging(TimeSpan.Zero);
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_list_that_does_not_show_yet_what_was_assigned_is_no_drift_and_nothing_is_assigned_twice()
    {
        await BeginAsync(TimeSpan.FromSeconds(5));
        Lagging(Lag);
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        var ready = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(ready).Count(call => call == "ListPermissionSets") >= 6), "the sweep has passed by some times");
        await RestsAsync();
        Assert.Equal(2, ChangesSince(mark).Count);
        Assert.DoesNotContain("DriftDetected", await Assignments.EventsAsync("data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_comes_back_short_right_after_an_end_makes_nothing_forgotten()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        Aws.Fault(FaultKind.Shorten, "ListAccountAssignments*", times: 2);
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    private void Lagging(TimeSpan lag) => Aws.Server.Behaviour = Aws.Server.Behaviour with { ListsLag = lag };
}
