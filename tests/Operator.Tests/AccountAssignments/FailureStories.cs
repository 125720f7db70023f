using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>AWS refuses, or cannot do what it accepted.</summary>
public sealed class FailureStories : AccessStory
{
    [Fact]
    public async Task An_assignment_that_AWS_could_not_make_is_told_with_its_sentence_and_request_and_made_again()
    {
        var arn = await BeginAsync();
        Aws.Fault(FaultKind.FailOperation, "CreateAccountAssignment", times: 2, containing: Accounts[1], message: "The quota of roles is used up.");
        await Assignments.ApplyAsync("data", DataInTwo);
        var failed = await Assignments.ReasonAsync("data", "AssignmentFailed");
        var failure = Assert.Single(failed.Assignment.Failures!);
        Assert.Equal((Accounts[1], "group \"Data\""), (failure.AccountId, failure.Principal));
        Assert.Contains("The quota of roles is used up.", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.RequestId);
        Assert.Contains("The quota of roles is used up.", failed.Message, StringComparison.Ordinal);
        Assert.Equal((1, "1/2"), (failed.Assignment.Assignments!.Failed, failed.Assignment.Assignments.Summary));
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
        await EventAsync("data", "AssignmentFailed");
        Assert.Null((await Assignments.ReadyAsync("data")).Assignment.Failures);
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_caller_that_may_not_assign_asks_once_for_each_account_and_says_so()
    {
        await BeginAsync();
        Aws.Fault(FaultKind.Denied, "CreateAccountAssignment");
        var (mark, began) = (Aws.Mark, Time.GetUtcNow());
        await Assignments.ApplyAsync("data", For("{group: Data}", "allAccounts: true"));
        var denied = await Assignments.ReasonAsync("data", "AccessDenied");
        Assert.NotNull(denied.Condition("Stalled"));
        Assert.Contains("docs/iam-policy.json", denied.Message, StringComparison.Ordinal);
        await RestsAsync();
        var asked = ChangesSince(mark);
        Assert.NotEmpty(asked);
        // Once at first, and at most once in half a minute later.
        var tries = 1 + (int)((Time.GetUtcNow() - began) / TimeSpan.FromSeconds(30));
        Assert.All(asked.CountBy(each => each), each => Assert.InRange(each.Value, 1, tries));
        Aws.Server.Faults.Clear();
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "allowed now");
        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task A_management_account_that_is_out_of_reach_stalls_its_own_part_alone()
    {
        var arn = await BeginAsync();
        Aws.Fault(FaultKind.Denied, "CreateAccountAssignment", containing: Management);
        await Assignments.ApplyAsync("data", For("{group: Data}", $"accounts: [\"{Management}\", \"{Accounts[0]}\"]"));
        var unreachable = await Assignments.ReasonAsync("data", "ManagementAccountUnreachable");
        Assert.Equal(Management, Assert.Single(unreachable.Assignment.Failures!).AccountId);
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_throttled_request_is_made_again()
    {
        var arn = await BeginAsync();
        Aws.Fault(FaultKind.Throttle, "*AccountAssignment*", times: 3);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_read_takes_nothing_away()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(3));
        var mark = Aws.Mark;
        Aws.Fault(FaultKind.Error, "ListGroups");
        Aws.Fault(FaultKind.Error, "organizations:*");
        await Assignments.ApplyAsync("data", For("{group: Data}, {group: Web}"));
        await Until(() => Task.FromResult(Operator.Log.Has("groups could not be read")), "the sweep has passed by");
        Assert.All(ChangesSince(mark), change => Assert.StartsWith("+", change, StringComparison.Ordinal));
        Assert.Superset(DataHolds(1, 2).ToHashSet(), (await Aws.Access.HeldAsync(arn)).ToHashSet());
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("ExpiredTokenException")]
    public async Task A_deletion_that_AWS_refused_goes_on_within_a_minute_after_it_may(string code)
    {
        var arn = await BeginWithDataAsync();
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "*", Code = code, Status = 403, Message = "no", AccessKeyId = "AKIAOPERATOR" });
        await Assignments.DeleteAsync("data");
        await Assignments.ReasonAsync("data", "AccessDenied");
        await Until(() => Task.FromResult(Operator.IsIdle), "it waits");
        Aws.Server.Faults.Clear();
        var mended = Time.GetUtcNow();
        await Assignments.GoneAsync("data");
        Assert.True(Time.GetUtcNow() - mended < TimeSpan.FromMinutes(2), "it took too long");
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }
}
