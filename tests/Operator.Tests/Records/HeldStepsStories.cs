using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Records;

/// <summary>What waits to be done for an object waits for its newest spec: steps of an older one do not go on while the newer one cannot be planned for.</summary>
public sealed class HeldStepsStories : RecordStory
{
    // Objects of a kind that the operator looks at at a time.
    private const int Workers = 8;

    [Fact]
    public async Task Nobody_who_was_removed_is_granted_more_while_the_new_spec_cannot_be_planned()
    {
        var arn = await BeginSlowlyAsync();
        await Assignments.ApplyAsync("data", For("{user: alice@example.com}", "allAccounts: true"));
        await Until(async () => (await Aws.Access.HeldAsync(arn)).Count >= 1, "one account is through");
        Aws.Fault(FaultKind.Throttle, "GetGroupId");
        await Assignments.ApplyAsync("data", For("{group: Web}", "allAccounts: true"));
        await Assignments.ReasonAsync("data", "Throttled");
        var mark = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "GetGroupId") >= 3), "it was tried some times");
        // One may have been under way.
        Assert.InRange(ChangesSince(mark).Count(change => change.StartsWith('+')), 0, 1);
        Aws.Server.Faults.Clear();
        await Assignments.ReadyAsync("data");
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2, 3, 4, 5, 6));
    }

    [Fact]
    public async Task Nobody_who_was_taken_back_by_his_id_loses_more_while_AWS_does_not_tell_who_that_is()
    {
        var arn = await BeginSlowlyAsync();
        await Assignments.ApplyAsync("data", For("{user: alice@example.com}, {group: Data}", "allAccounts: true"));
        await Assignments.ReadyAsync("data");
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Data}", "allAccounts: true"));
        await Until(() => Task.FromResult(ChangesSince(mark).Count > 0), "the first is being revoked");
        Aws.Fault(FaultKind.Throttle, "DescribeUser");
        await Assignments.ApplyAsync("data", For($"{{userId: {Alice}}}, {{group: Data}}", "allAccounts: true"));
        await Assignments.ReasonAsync("data", "Throttled");
        mark = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "DescribeUser") >= 3), "it was tried some times");
        Assert.InRange(ChangesSince(mark).Count(change => change.StartsWith('-')), 0, 1);
        Aws.Server.Faults.Clear();
        await Assignments.ReadyAsync("data");
        await Aws.Access.UntilAsync(arn, [.. Holds(Alice, 1, 2, 3, 4, 5, 6), .. DataHolds(1, 2, 3, 4, 5, 6)]);
    }

    [Fact]
    public async Task Nobody_who_was_taken_back_loses_more_while_the_new_spec_cannot_be_planned()
    {
        var arn = await BeginSlowlyAsync();
        await Assignments.ApplyAsync("data", For("{user: alice@example.com}, {group: Data}", "allAccounts: true"));
        await Assignments.ReadyAsync("data");
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Data}", "allAccounts: true"));
        await Until(() => Task.FromResult(ChangesSince(mark).Count > 0), "the first is being revoked");
        Aws.Fault(FaultKind.Throttle, "GetGroupId");
        await Assignments.ApplyAsync("data", For("{user: alice@example.com}, {group: Data}, {group: Web}", "allAccounts: true"));
        await Assignments.ReasonAsync("data", "Throttled");
        mark = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "GetGroupId") >= 3), "it was tried some times");
        Assert.InRange(ChangesSince(mark).Count(change => change.StartsWith('-')), 0, 1);
        Aws.Server.Faults.Clear();
        await Assignments.ReadyAsync("data");
        await Aws.Access.UntilAsync(arn, [.. Holds(Alice, 1, 2, 3, 4, 5, 6), .. DataHolds(1, 2, 3, 4, 5, 6), .. Holds(Web, 1, 2, 3, 4, 5, 6)]);
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("paused")]
    [InlineData("deleted")]
    public async Task Nobody_is_granted_more_although_nobody_has_looked_at_the_change_yet(string change)
    {
        var arn = await BeginSlowlyAsync();
        await Assignments.ApplyAsync("data", For("{user: alice@example.com}", "allAccounts: true"));
        await Until(async () => (await Aws.Access.HeldAsync(arn)).Count >= 1, "one account is through");
        await OccupyAllWorkersAsync();
        var mark = Aws.Mark;
        await ChangeAsync(change);
        await Until(() => Task.FromResult(Aws.CallsSince(0).Count(call => call == "GetUserId") >= Workers), "there is somebody who could look at it");
        // One may have been under way.
        Assert.InRange(ChangesSince(mark).Count(call => call.StartsWith('+') && call.EndsWith(Alice, StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    public async Task What_an_edit_takes_away_is_revoked_while_the_permission_set_is_being_deleted()
    {
        var arn = await BeginWithDataAsync(spec: For("{group: Data}, {group: Web}"));
        await Cluster.DeleteAsync("reader");
        await Cluster.ReasonAsync("reader", "StillAssigned");
        await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
        var waiting = await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        Assert.Equal("2/2", waiting.Assignment.Assignments!.Summary);
        Assert.Contains("is being deleted", waiting.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does-not-exist", "PermissionSetNotFound")]
    [InlineData("legacy", "PermissionSetNotReady")]
    public async Task What_an_edit_takes_away_is_revoked_while_the_permission_set_is_not_there_and_the_others_keep_the_old_one(string set, string reason)
    {
        await Aws.CreateAsync("Legacy");
        var arn = await BeginWithDataAsync(spec: For("{group: Data}, {group: Web}"));
        await Cluster.ApplyAsync("legacy", "{name: Legacy, adoptionPolicy: Never}");
        await Cluster.ReasonAsync("legacy", "AlreadyExists");
        await Assignments.ApplyAsync("data", For("{group: Web}").Replace("reader", set, StringComparison.Ordinal));
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
        await Assignments.ReasonAsync("data", reason);
        await Assignments.ApplyAsync("data", For("{group: Web}", "accounts: [\"400000000001\"]").Replace("reader", set, StringComparison.Ordinal));
        await Aws.Access.UntilAsync(arn, Holds(Web, 1));
    }

    [Fact]
    public async Task What_the_guard_held_back_is_held_back_no_more_once_the_object_is_left_alone()
    {
        await BeginWithDataAsync();
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 0}}");
        await RestsAsync();
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Assignments.UntilAsync("data", seen => seen.Assignment.Plan is not null, "is held back");
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", "true");
        await Assignments.UntilAsync("data", seen => seen.Assignment.Plan is null && seen.Condition("Ready")!.Reason == "Paused", "has no plan");
        await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Guard?.Blocked is null, "holds nothing back");
    }

    private Task ChangeAsync(string change) => change switch
    {
        "edited" => Assignments.ApplyAsync("data", For("{group: Web}", "allAccounts: true")),
        "paused" => Assignments.AnnotateAsync("data", "identitycenter.dev/paused", "true"),
        _ => Assignments.DeleteAsync("data"),
    };

    // Each of them looks for somebody, of whom AWS says for a minute neither that he is there nor that he is not.
    private async Task OccupyAllWorkersAsync()
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Slow, Operation = "GetUserId", Delay = TimeSpan.FromMinutes(1), Times = Workers, AccessKeyId = "AKIAOPERATOR" });
        for (var i = 0; i < Workers; i++)
            await Assignments.ApplyAsync($"other-{i}", For($"{{user: nobody-{i}@example.com}}"));
        await Until(() => Task.FromResult(Aws.Server.Faults.All.Count == 0), "all are occupied");
    }

    // Slow enough for steps to wait.
    private async Task<string> BeginSlowlyAsync()
    {
        var arn = await BeginAsync();
        await Cluster.Instances.ApplyAsync("default", "{outstandingOperations: 1, deletionGuard: {maxPercent: 100}}");
        Aws.Server.Behaviour = Aws.Server.Behaviour with { Latency = TimeSpan.FromMilliseconds(700) };
        await RestsAsync();
        return arn;
    }
}
