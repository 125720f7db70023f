using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>Answers get lost, the operator is stopped or dies: the next look finds out how far it came, and the deadline stays.</summary>
public sealed class InterruptionStories : RegionStory
{
    [Fact]
    public async Task A_restart_in_the_middle_of_ADDING_keeps_the_deadline_and_asks_no_second_time()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{timeout: 1m}");
        var adding = await PhaseAsync("eu-west-1", "Adding");
        await Operator.StopAsync();
        await StartOperatorAsync();
        var late = await Regions.ReasonAsync("eu-west-1", "ReplicationTimedOut");
        Assert.Equal(adding.Region.Workflow, late.Region.Workflow);
        Release();
        await Regions.ReadyAsync("eu-west-1");
        Assert.Equal(["eu-west-1"], Asked("AddRegion"));
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_REMOVING_keeps_the_deadline_and_asks_no_second_time()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete, timeout: 1m}");
        Stick("RemoveRegion");
        await Regions.DeleteAsync("eu-west-1");
        var removing = await PhaseAsync("eu-west-1", "Removing");
        await Operator.StopAsync();
        await StartOperatorAsync();
        var late = await Regions.UntilAsync("eu-west-1", seen => seen.Condition("Ready")?.Reason == "ReplicationTimedOut", "has timed out");
        Assert.Equal(removing.Region.Workflow, late.Region.Workflow);
        Release();
        await Regions.GoneAsync("eu-west-1");
        Assert.Equal(["eu-west-1"], Asked("RemoveRegion"));
    }

    [Fact]
    public async Task An_addition_that_ended_while_the_operator_was_down_is_found()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PhaseAsync("eu-west-1", "Adding");
        await Operator.StopAsync();
        Release();
        await ListedAsync("eu-west-1", "ACTIVE");
        await StartOperatorAsync();
        await Regions.ReadyAsync("eu-west-1");
        Assert.Equal(["eu-west-1"], Asked("AddRegion"));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Malformed)]
    public async Task A_request_whose_answer_is_lost_takes_effect_once(FaultKind fault)
    {
        await StartOperatorAsync();
        Aws.Fault(fault, "AddRegion", times: 1);
        await Regions.ApplyAsync("eu-west-1", "{deletionPolicy: Delete}");
        await Regions.ReadyAsync("eu-west-1");
        Aws.Fault(fault, "RemoveRegion", times: 1);
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.Null(await StatusAsync("eu-west-1"));
        var requests = fault is FaultKind.DropBefore ? 2 : 1;
        Assert.Equal((requests, requests), (Asked("AddRegion").Count, Asked("RemoveRegion").Count));
    }

    [Fact]
    public async Task An_operator_that_dies_before_it_learns_of_its_requests_is_replaced_without_harm()
    {
        await AfterDeathAsync("AddRegion", () => Regions.ApplyAsync("eu-west-1", "{deletionPolicy: Delete}"));
        Assert.True((await Regions.ReadyAsync("eu-west-1")).Region.Owned);
        await Operator.StopAsync();
        await AfterDeathAsync("RemoveRegion", () => Regions.DeleteAsync("eu-west-1"));
        await Regions.GoneAsync("eu-west-1");
        Assert.Equal((1, 1), (Asked("AddRegion").Count, Asked("RemoveRegion").Count));
    }

    [Theory]
    [InlineData("AddRegion")]
    [InlineData("RemoveRegion")]
    public async Task An_operator_that_dies_before_its_request_leaves_is_replaced_without_harm(string operation)
    {
        var running = await StartOperatorAsync();
        if (operation == "RemoveRegion")
            await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        Aws.Fault(FaultKind.DropBefore, operation);
        await (operation == "AddRegion" ? Regions.ApplyAsync("eu-west-1", "{}") : Regions.DeleteAsync("eu-west-1"));
        await Regions.UntilAsync("eu-west-1", seen => seen.Region.Workflow is not null, "records what it is about to ask");
        running.Kill();
        await running.StopAsync();
        Aws.Server.Faults.Clear();
        await StartOperatorAsync();
        await (operation == "AddRegion" ? Regions.ReadyAsync("eu-west-1") : Regions.GoneAsync("eu-west-1"));
        Assert.Equal(operation == "AddRegion" ? "ACTIVE" : null, await StatusAsync("eu-west-1"));
    }

    [Fact]
    public async Task A_conflict_with_what_no_list_shows_yet_is_waited_for()
    {
        await StartOperatorAsync();
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "AddRegion", Code = "ConflictException", Status = 400, Times = 2 });
        await Regions.ApplyAsync("eu-west-1", "{}");
        await Regions.ReasonAsync("eu-west-1", "RegionBusy");
        await Regions.ReadyAsync("eu-west-1");
        Assert.Equal(3, Asked("AddRegion").Count);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, "Throttled")]
    [InlineData(FaultKind.Denied, "AccessDenied")]
    [InlineData(FaultKind.Error, "AwsUnavailable")]
    public async Task A_list_of_Regions_that_fails_is_not_taken_for_absence(FaultKind fault, string reason)
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        var mark = Aws.Mark;
        Aws.Fault(fault, "ListRegions");
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "now");
        var failed = await Regions.ReasonAsync("eu-west-1", reason);
        Assert.Equal("Active", failed.Region.Phase.ToString());
        await Regions.DeleteAsync("eu-west-1");
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
        Assert.NotNull(await Regions.FindAsync("eu-west-1"));
        Aws.Server.Faults.Clear();
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "again");
        await Regions.GoneAsync("eu-west-1");
    }

    private async Task AfterDeathAsync(string operation, Func<Task> change)
    {
        var running = await StartOperatorAsync();
        var died = new TaskCompletionSource();
        running.ToAws.AfterNext(operation, () =>
        {
            running.Kill();
            died.SetResult();
        });
        await change();
        await died.Task;
        await running.StopAsync();
        await StartOperatorAsync();
    }
}
