using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Answers get lost, the operator dies: the next look finds out how far it came, and nothing is left behind that nobody knows.</summary>
public sealed class InterruptionStories : AccessStory
{
    [Theory]
    [InlineData("CreateAccountAssignment", FaultKind.DropAfter)]
    [InlineData("CreateAccountAssignment", FaultKind.DropBefore)]
    [InlineData("CreateAccountAssignment", FaultKind.Malformed)]
    [InlineData("DeleteAccountAssignment", FaultKind.DropAfter)]
    [InlineData("DeleteAccountAssignment", FaultKind.DropBefore)]
    public async Task A_request_whose_answer_is_lost_is_found_done_or_made_again(string operation, FaultKind fault)
    {
        var arn = await BeginWithDataAsync();
        Aws.Fault(fault, operation, times: 1);
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
        await Assignments.ReadyAsync("data");
        Assert.Equal(Web, Assert.Single(await Assignments.RecordedAsync("data")).PrincipalId);
        Assert.Empty(Aws.Server.Faults.All);
    }

    [Theory]
    [InlineData("CreateAccountAssignment")]
    [InlineData("ListAccountAssignmentCreationStatus")]
    public async Task An_operator_that_dies_while_it_assigns_is_replaced_and_nothing_is_asked_twice(string operation)
    {
        var arn = await BeginAsync();
        var mark = Aws.Mark;
        await DiesAfterAsync(operation, () => Assignments.ApplyAsync("data", DataInTwo));
        await StartOperatorAsync();
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal(2, ChangesSince(mark).Distinct().Count());
    }

    [Theory]
    [InlineData("CreateAccountAssignment")]
    [InlineData("DeleteAccountAssignment")]
    public async Task An_operator_that_dies_in_the_middle_of_an_edit_is_replaced_without_harm(string operation)
    {
        var arn = await BeginWithDataAsync();
        await DiesAfterAsync(operation, () => Assignments.ApplyAsync("data", For("{group: Web}")));
        await StartOperatorAsync();
        await Assignments.ReadyAsync("data");
        Assert.Equal(Web, Assert.Single(await Assignments.RecordedAsync("data")).PrincipalId);
        Assert.Equal(Holds(Web, 1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task An_object_that_was_deleted_while_no_operator_ran_leaves_nothing_behind()
    {
        var arn = await BeginAsync();
        await DiesAfterAsync("CreateAccountAssignment", () => Assignments.ApplyAsync("data", DataInTwo));
        await Assignments.DeleteAsync("data");
        await StartOperatorAsync();
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task An_operator_that_dies_while_it_takes_away_is_replaced_and_the_guard_is_not_asked_twice()
    {
        var arn = await BeginWithDataAsync(spec: For("{group: Data}", "organizationalUnits: [{path: Workloads/Prod}]"));
        await DiesAfterAsync("DeleteAccountAssignment", () => Assignments.DeleteAsync("data"));
        Assert.NotEmpty((await Assignments.RecordedAsync("data")).SelectMany(entry => entry.Revoking!));
        await StartOperatorAsync();
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task An_API_server_that_is_away_when_the_ledger_is_due_keeps_AWS_as_it_is()
    {
        var arn = await BeginAsync();
        var running = Operator;
        running.ToAws.AfterNext("GetGroupId", running.ToCluster.Refuse);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Until(() => Task.FromResult(running.Log.Has("The status of AccountAssignment trusted/data could not be written")), "the status was not written");
        Assert.Empty(ChangesSince(0));
        running.ToCluster.Accept();
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    private async Task DiesAfterAsync(string operation, Func<Task> act)
    {
        var running = Operator;
        var died = new TaskCompletionSource();
        running.ToAws.AfterNext(operation, () =>
        {
            running.Kill();
            died.TrySetResult();
        });
        await act();
        await died.Task;
        await running.StopAsync();
    }
}
