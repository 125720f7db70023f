using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;
using LocalIdentityCenter;
using Microsoft.Extensions.Logging.Abstractions;
using Operator.Tests.AccountAssignments.Support;
using Operator.Tests.IdentityCenter.Support;
using static Operator.Tests.AccountAssignments.Support.WorksRun;

namespace Operator.Tests.AccountAssignments;

public sealed class AssignmentWorksTests
{
    private string arn = "";
    private Principal web = new(PrincipalKind.Group, "");
    private Principal data = new(PrincipalKind.Group, "");

    [Fact]
    public async Task What_is_submitted_is_made_and_known_without_a_read()
    {
        await using var run = await StartAsync();
        run.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i))]);
        await run.ThroughAsync();
        Assert.All(Enumerable.Range(1, 12), i => Assert.IsType<Fact<Assignment>.Present>(run.World.Facts.Assignment(On(arn, web, i))));
        Assert.Equal(12, Sent(run.World).Count);
        Assert.All(Sent(run.World), call => Assert.Equal("OK", call.Outcome));
        Assert.Equal(0, run.World.Calls("ListAccountAssignments") + run.World.Calls("ListAccountAssignmentsForPrincipal"));
        await run.UntilAsync(() => run.Told.Contains(Owner), "the owner is told");
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Fact]
    public async Task A_revocation_ends_in_an_absence()
    {
        await using var run = await StartAsync();
        run.Submit(Revoke(arn, data, 1));
        await run.ThroughAsync();
        Assert.IsType<Fact<Assignment>.Absent>(run.World.Facts.Assignment(On(arn, data, 1)));
        Assert.Equal(1, run.World.Calls("DeleteAccountAssignment"));
    }

    [Fact]
    public async Task A_small_owner_is_not_held_up_by_a_large_one()
    {
        var world = await WorldAsync();
        var lines = world.Get<AssignmentLines>();
        lines.Submit(Subject(Owner), [.. Enumerable.Range(1, 9).SelectMany(i => new[] { Grant(arn, web, i), Grant(arn, data with { Id = web.Id[..^1] + "0" }, i) })], _ => true);
        lines.Submit(Subject(Other), [Grant(arn, web, 12)], _ => true);
        await using var run = new WorksRun(world);
        await run.ThroughAsync();
        var place = Sent(world).ToList().FindIndex(call => call.Body.Contains("400000000012", StringComparison.Ordinal));
        Assert.InRange(place, 0, 9);
    }

    [Fact]
    public async Task A_claim_that_appears_before_its_turn_stops_a_revocation_and_finds_the_assignment_busy()
    {
        await using var run = await StartAsync();
        var (asked, busy) = (0, false);
        run.Lines.Submit(Subject(Owner), [Revoke(arn, data, 1)], step =>
        {
            asked++;
            busy = run.Lines.IsBusy(step.Assignment);
            return false;
        });
        await run.ThroughAsync();
        Assert.Equal((1, true), (asked, busy));
        Assert.Empty(Sent(run.World));
        Assert.False(run.Lines.IsBusy(On(arn, data, 1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_may_leave_no_more_when_it_has_waited_for_its_turn_among_all_requests_is_not_sent(bool isGrant)
    {
        await using var run = await StartAsync();
        var mayLeave = true;
        await SubmitBeforeAPauseAsync(run, isGrant ? Grant(arn, web, 2) : Revoke(arn, data, 1), _ => Volatile.Read(ref mayLeave));
        Volatile.Write(ref mayLeave, false);
        run.World.Wait(600);
        await run.ThroughAsync();
        Assert.Single(Sent(run.World));
        Assert.Empty(run.Lines.FailuresOf(Owner));
        Assert.Equal(0, run.World.Slots.Own);
        // Its owner may have planned it anew in the meantime.
        await run.UntilAsync(() => run.Told.Contains(Owner), "the owner is told");
    }

    [Fact]
    public async Task What_its_owner_took_back_while_it_waited_among_all_requests_is_not_sent()
    {
        await using var run = await StartAsync();
        await SubmitBeforeAPauseAsync(run, Grant(arn, web, 2), _ => true);
        run.Lines.Keep(Owner, _ => false);
        run.World.Wait(600);
        await run.ThroughAsync();
        Assert.Single(Sent(run.World));
    }

    [Fact]
    public async Task What_is_there_by_its_turn_is_not_made_again_nor_what_is_gone_revoked()
    {
        await using var run = await StartAsync();
        await run.World.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        run.Submit(Grant(arn, data, 1), Revoke(arn, data, 5));
        await run.ThroughAsync();
        Assert.Empty(Sent(run.World));
    }

    [Theory]
    [InlineData(Absence.NotFound)]
    [InlineData(Absence.Succeeds)]
    public async Task Revoking_what_is_not_there_is_done_whatever_AWS_answers(Absence answer)
    {
        await using var run = await StartAsync(seed => seed with { Behaviour = seed.Behaviour with { DeleteAbsentAssignment = answer } });
        run.Submit(Revoke(arn, web, 5));
        await run.ThroughAsync();
        Assert.IsType<Fact<Assignment>.Absent>(run.World.Facts.Assignment(On(arn, web, 5)));
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Fact]
    public async Task A_denied_call_ends_the_batch_until_it_has_rested()
    {
        await using var run = await StartAsync();
        var principals = Enumerable.Range(10, 60).Select(i => web with { Id = web.Id[..^2] + i }).ToList();
        AccountAssignmentStep[] steps = [.. principals.SelectMany(principal => Enumerable.Range(1, 12).Select(i => Grant(arn, principal, i)))];
        run.World.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "CreateAccountAssignment" });
        run.Submit(steps);
        await run.ThroughAsync();
        Assert.InRange(Sent(run.World).Count, 1, 12);
        Assert.Equal(Reason.AccessDenied, run.Lines.RefusalOf(Owner)!.Reason);
        Assert.NotEmpty(run.Lines.RefusalOf(Owner)!.RequestId!);
        Assert.All(steps, step => Assert.True(run.Lines.IsResting(Owner, step.Assignment, isGrant: true)));
        Assert.False(run.Lines.IsResting(Other, steps[0].Assignment, isGrant: true));

        run.World.Server.Faults.Clear();
        run.World.Wait(run.Lines.UntilNextTry(Owner, DateTimeOffset.MinValue)!.Value.TotalSeconds);
        Assert.False(run.Lines.IsResting(Owner, steps[0].Assignment, isGrant: true));
        run.Submit(Grant(arn, web, 1));
        await run.ThroughAsync();
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Theory]
    [InlineData("KMS_NotFoundException")]
    [InlineData(null)]
    public async Task A_revocation_that_AWS_answers_with_not_found_is_not_done_while_the_assignment_is_there(string? reason)
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "DeleteAccountAssignment", Code = "ResourceNotFoundException", Status = 400, Message = "Not found.", Reason = reason });
        run.Submit(Revoke(arn, data, 1));
        await run.ThroughAsync();
        Assert.IsNotType<Fact<Assignment>.Absent>(run.World.Facts.Assignment(On(arn, data, 1)));
        Assert.Equal(reason is null ? Reason.Progressing : Reason.EncryptionKeyNotReady, run.Failure().Reason);
    }

    [Fact]
    public async Task Nothing_is_sent_nor_fails_while_the_instance_cannot_be_managed_and_all_goes_on_when_it_can()
    {
        await using var run = await StartAsync();
        run.World.Get<InstanceGate>().Set(new(Reason.InstanceChanged, "another"));
        run.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i))]);
        for (var i = 0; i < 50; i++)
            run.World.Wait(1);
        Assert.Equal(new WorkProgress(12, 0), run.Lines.ProgressOf(Owner));
        Assert.Empty(run.Lines.FailuresOf(Owner));
        run.World.Get<InstanceGate>().Set(null);
        await run.ThroughAsync();
        Assert.Equal(12, Sent(run.World).Count);
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Fact]
    public async Task An_account_that_is_denied_alone_costs_one_call_and_holds_no_other_up()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "CreateAccountAssignment", Containing = "400000000003" });
        run.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i)), Grant(arn, data, 3)]);
        await run.ThroughAsync();
        Assert.Null(run.Lines.RefusalOf(Owner));
        Assert.All(run.Lines.FailuresOf(Owner), failure => Assert.Equal((Reason.AccessDenied, "400000000003"), (failure.Reason, failure.Assignment.AccountId)));
        Assert.Equal(2, run.Lines.FailuresOf(Owner).Count);
        Assert.Equal(11, Sent(run.World).Count(call => call.Outcome == "OK"));
        Assert.Single(Sent(run.World), call => call.Outcome != "OK");
    }

    [Fact]
    public async Task What_is_of_another_instance_is_not_sent()
    {
        await using var run = await StartAsync();
        run.Submit(Grant(arn.Replace("ssoins-7223a1b2c3d4e5f6", "ssoins-bbbbbbbbbbbbbbbb", StringComparison.Ordinal), web, 1));
        for (var i = 0; i < 50; i++)
            run.World.Wait(1);
        Assert.Empty(Sent(run.World));
    }

    [Fact]
    public async Task The_management_account_is_refused_alone()
    {
        await using var run = await StartAsync(accessKey: DoorWorld.DelegatedKey);
        await run.World.Get<OrganizationDirectory>().GetAsync(OrganizationParts.Accounts, default);
        var there = new Assignment(DoorWorld.Management, arn, web);
        run.Submit(new AccountAssignmentStep.Grant(there), new AccountAssignmentStep.Grant(there with { Principal = data }), Grant(arn, web, 1), Grant(arn, web, 2));
        await run.ThroughAsync();
        Assert.Null(run.Lines.RefusalOf(Owner));
        Assert.All(run.Lines.FailuresOf(Owner), failure => Assert.Equal((Reason.ManagementAccountUnreachable, DoorWorld.Management), (failure.Reason, failure.Assignment.AccountId)));
        Assert.Equal(2, run.Lines.FailuresOf(Owner).Count);
        Assert.Equal(["AccessDeniedException", "OK", "OK"], Sent(run.World).Select(call => call.Outcome).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failure_brings_the_words_of_AWS_rests_and_is_forgotten_on_success()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.FailOperation, Operation = "CreateAccountAssignment", Message = "Not supported policy arn:aws:iam::400000000003:policy/x", Times = 2 });
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        var first = run.Failure();
        Assert.Equal((Reason.MissingCustomerManagedPolicy, 1), (first.Reason, first.Attempts));
        Assert.Contains("Not supported policy", first.Message, StringComparison.Ordinal);
        Assert.NotEmpty(first.RequestId!);
        Assert.True(run.Lines.IsResting(Owner, first.Assignment, isGrant: true));
        Assert.Equal(first.LastAttempt.AddSeconds(30) - run.Lines.Now, run.Lines.UntilNextTry(Owner, first.LastAttempt));
        // What was due when all was planned, and is not among the steps, wakes nobody.
        Assert.Null(run.Lines.UntilNextTry(Owner, first.LastAttempt.AddSeconds(30)));
        Assert.IsType<Fact<Assignment>.Unknown>(run.World.Facts.Assignment(first.Assignment));

        run.World.Wait(100);
        run.Submit(Grant(arn, web, 3));
        await run.UntilAsync(() => run.Failure().Attempts == 2, "it fails again");
        var second = run.Failure();
        Assert.Equal(first.Since, second.Since);
        Assert.Equal(second.LastAttempt + (second.LastAttempt - first.Since), second.DueAt);

        run.World.Wait(200);
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Fact]
    public void A_failure_rests_a_quarter_of_an_hour_at_most()
    {
        var at = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
        var failure = new AssignmentFailure(Grant("arn", web, 1), Reason.ProvisioningFailed, "", null, at, at, 1);
        Assert.Equal(at.AddDays(1).AddMinutes(15), failure.Again(failure with { LastAttempt = at.AddDays(1) }).DueAt);
    }

    [Fact]
    public async Task Failures_that_concern_nobody_any_more_are_forgotten_and_a_person_may_have_all_forgotten()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.FailOperation, Operation = "CreateAccountAssignment", Message = "no" });
        run.Submit(Grant(arn, web, 3), Grant(arn, web, 4));
        await run.ThroughAsync();
        run.Lines.ForgetFailures(Owner, assignment => assignment.AccountId == "400000000004");
        Assert.Equal("400000000004", run.Failure().Assignment.AccountId);
        run.Lines.ForgetFailures(Owner, _ => false);
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Theory]
    [InlineData(FaultKind.Throttle, null, null)]
    [InlineData(FaultKind.Error, "ConflictException", "There is a conflicting operation in process.")]
    [InlineData(FaultKind.Error, "ThrottlingException", "There are too many requests processing. Please try again later.")]
    [InlineData(FaultKind.DropBefore, null, null)]
    public async Task What_passes_in_a_moment_is_tried_again_and_nobody_hears_of_it(FaultKind kind, string? code, string? message)
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = kind, Operation = "CreateAccountAssignment", Code = code, Message = message, Status = 400, Times = 3 });
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        Assert.Empty(run.Lines.FailuresOf(Owner));
        Assert.Equal(4, run.World.Calls("CreateAccountAssignment"));
        Assert.IsType<Fact<Assignment>.Present>(run.World.Facts.Assignment(On(arn, web, 3)));
    }

    [Fact]
    public async Task What_does_not_pass_is_told_at_last()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "CreateAccountAssignment", Code = "ConflictException", Message = "busy", Status = 400 });
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        Assert.Equal(Reason.Progressing, run.Failure().Reason);
        Assert.Equal(5, run.World.Calls("CreateAccountAssignment"));
    }

    [Fact]
    public async Task An_operation_whose_reply_was_lost_is_followed_and_not_begun_again()
    {
        await using var run = await StartAsync(seed => seed with { Behaviour = seed.Behaviour with { Latency = TimeSpan.FromMinutes(2) } });
        run.World.Server.Faults.Add(new() { Kind = FaultKind.DropAfter, Operation = "CreateAccountAssignment", Times = 1 });
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        Assert.Equal(1, run.World.Calls("CreateAccountAssignment"));
        Assert.IsType<Fact<Assignment>.Present>(run.World.Facts.Assignment(On(arn, web, 3)));
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Malformed)]
    public async Task An_operation_whose_reply_was_lost_and_that_is_over_by_now_is_found_and_not_begun_again(FaultKind kind)
    {
        await using var run = await StartAsync();
        run.World.Server.Behaviour = run.World.Server.Behaviour with { Latency = TimeSpan.Zero };
        run.World.Server.Faults.Add(new() { Kind = kind, Operation = "CreateAccountAssignment" });
        run.Submit(Grant(arn, web, 3));
        await run.ThroughAsync();
        Assert.Equal(1, run.World.Calls("CreateAccountAssignment"));
        Assert.Empty(run.Lines.FailuresOf(Owner));
        Assert.IsType<Fact<Assignment>.Present>(run.World.Facts.Assignment(On(arn, web, 3)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_taken_out_and_planned_anew_after_its_reply_was_lost_is_found_and_not_begun_again(bool isGrant)
    {
        await using var run = await StartAsync();
        run.World.Server.Behaviour = run.World.Server.Behaviour with { Latency = TimeSpan.Zero };
        run.World.Server.Faults.Add(new() { Kind = FaultKind.DropAfter, Operation = isGrant ? "CreateAccountAssignment" : "DeleteAccountAssignment", Times = 1 });
        AccountAssignmentStep step = isGrant ? Grant(arn, web, 3) : Revoke(arn, data, 1);
        run.Submit(step);
        await run.UntilAsync(() => run.World.Server.Faults.All.Count == 0 && !run.Lines.IsBusy(step.Assignment), "its reply is lost");
        run.Submit();
        run.Submit(step);
        await run.ThroughAsync();
        Assert.Single(Sent(run.World));
    }

    [Fact]
    public async Task What_an_earlier_process_began_is_busy_and_then_freed_with_its_facts_in_doubt()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "CreateAccountAssignment" });
        run.Submit(Grant(arn, web, 3));
        await run.UntilAsync(() => Sent(run.World).Count == 1, "it is begun");

        await using var later = new WorksRun(run.World.Restarted());
        await later.World.Get<AssignmentReader>().TryHolderAsync(web, CallPriority.Edit, default);
        await later.World.Operations.RecognizedAsync(default);
        Assert.True(later.Lines.IsBusy(On(arn, web, 3)));
        var freed = new List<Assignment>();
        later.Works.Freed += freed.Add;
        run.World.Server.ReleaseStuck();
        await later.UntilAsync(() => freed.Contains(On(arn, web, 3)), "it ends");
        Assert.False(later.Lines.IsBusy(On(arn, web, 3)));
        Assert.IsType<Fact<Assignment>.Unknown>(later.World.Facts.Assignment(On(arn, web, 3)));
        Assert.Single(Sent(run.World));
    }

    [Fact]
    public async Task An_orphan_that_AWS_does_not_let_go_is_told_with_its_tries()
    {
        await using var run = await StartAsync(seed => seed with { Behaviour = seed.Behaviour with { DeletingOrphanFails = true } });
        await run.World.Get<Amazon.IdentityStore.IAmazonIdentityStore>().DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = data.Id }, default);
        run.Submit(Revoke(arn, data, 1));
        await run.ThroughAsync();
        Assert.Equal((Reason.PrincipalNotFound, 1), (run.Failure().Reason, run.Failure().Attempts));
        run.World.Wait(60);
        run.Submit(Revoke(arn, data, 1));
        await run.UntilAsync(() => run.Failure().Attempts == 2, "it fails again");
    }

    [Fact]
    public async Task A_permission_set_that_came_to_another_account_has_to_be_read_again()
    {
        await using var run = await StartAsync();
        await run.World.Get<FactReader>().PermissionSetAsync(arn, default);
        run.Submit(Grant(arn, web, 1));
        await run.ThroughAsync();
        Assert.Null(Assert.IsType<Fact<PermissionSetFacts>.Present>(run.World.Facts.PermissionSet(arn)).StaleSince);
        run.Submit(Grant(arn, web, 9));
        await run.ThroughAsync();
        Assert.NotNull(Assert.IsType<Fact<PermissionSetFacts>.Present>(run.World.Facts.PermissionSet(arn)).StaleSince);
    }

    [Fact]
    public async Task A_new_plan_drops_what_waits_and_a_withdrawal_all_of_it()
    {
        var world = await WorldAsync();
        var lines = world.Get<AssignmentLines>();
        lines.Submit(Subject(Owner), [Grant(arn, web, 1), Grant(arn, web, 2)], _ => true);
        lines.Submit(Subject(Owner), [Grant(arn, web, 2), Grant(arn, web, 3)], _ => true);
        lines.Submit(Subject(Other), [Grant(arn, web, 4)], _ => true);
        lines.Withdraw(Other);
        await using var run = new WorksRun(world);
        await run.ThroughAsync();
        Assert.Equal(["400000000002", "400000000003"], Sent(world).Select(call => System.Text.Json.Nodes.JsonNode.Parse(call.Body)!["TargetId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_owner_does_not_keep_is_not_begun_while_it_looks_at_AWS()
    {
        var world = await WorldAsync();
        var lines = world.Get<AssignmentLines>();
        lines.Submit(Subject(Owner), [Grant(arn, web, 1), Grant(arn, web, 2)], _ => true);
        lines.Submit(Subject(Other), [Grant(arn, web, 4)], _ => true);
        lines.Keep(Owner, step => step.Assignment != On(arn, web, 1));
        await using var run = new WorksRun(world);
        await run.ThroughAsync();
        Assert.Equal(["400000000002", "400000000004"], Sent(world).Select(call => System.Text.Json.Nodes.JsonNode.Parse(call.Body)!["TargetId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_process_that_does_not_lead_sends_nothing_and_stops()
    {
        await using var run = await StartAsync(fence: time => new LeaderElector(null!, new LeaderElectionOptions { Name = "x", Namespace = "y", Identity = "z" }, time, () => 0.5, NullLogger<LeaderElector>.Instance).Fence);
        run.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i))]);
        await run.UntilAsync(() => run.Lines.ProgressOf(Owner) == new WorkProgress(12, 0), "all is put back");
        run.World.Wait(60);
        Assert.Empty(Sent(run.World));
        Assert.Empty(run.Lines.FailuresOf(Owner));
    }

    [Fact]
    public async Task A_stop_waits_for_the_request_that_has_left()
    {
        await using var run = await StartAsync();
        run.World.Server.Faults.Add(new() { Kind = FaultKind.Slow, Operation = "CreateAccountAssignment", Delay = TimeSpan.FromHours(1), Times = 1 });
        run.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i))]);
        await run.UntilAsync(() => run.World.Server.Faults.All.Count == 0, "a request has left that is answered late");
        var stopping = run.StopAsync();
        Assert.False(stopping.IsCompleted);
        run.World.Wait(3600);
        await stopping;
        run.World.Wait(10);
        var sent = Sent(run.World);
        Assert.All(sent, call => Assert.Equal("OK", call.Outcome));

        // Another process finds all of it, and makes none of it again.
        await using var later = new WorksRun(run.World.Restarted());
        await later.World.Operations.RecognizedAsync(default);
        await later.World.Get<AssignmentReader>().TryHolderAsync(web, CallPriority.Edit, default);
        later.Submit([.. Enumerable.Range(1, 12).Select(i => Grant(arn, web, i))]);
        await later.ThroughAsync();
        Assert.Equal(12, Sent(run.World).Count);
    }

    // AWS asks to wait for ten minutes. Something was sent before, so that a slot is free at once.
    private async Task SubmitBeforeAPauseAsync(WorksRun run, AccountAssignmentStep step, Func<AccountAssignmentStep, bool> mayLeave)
    {
        run.Submit(Grant(arn, web, 1));
        await run.ThroughAsync();
        run.Told.Clear();
        var budget = run.World.Get<RequestBudgets>().SsoAdmin;
        budget.Throttled(TimeSpan.FromMinutes(10));
        run.Lines.Submit(Subject(Owner), [step], mayLeave);
        await run.UntilAsync(() => budget.Waiting > 0, "it waits for its turn among all requests");
    }

    private Task<WorksRun> StartAsync(
        Func<LocalIdentityCenter.Seeding.Seed, LocalIdentityCenter.Seeding.Seed>? change = null, string accessKey = DoorWorld.ManagementKey, Func<TimeProvider, WriteFence>? fence = null) =>
        WorldAsync(change, accessKey, fence).ContinueWith(world => new WorksRun(world.Result), TaskScheduler.Default);

    private async Task<DoorWorld> WorldAsync(
        Func<LocalIdentityCenter.Seeding.Seed, LocalIdentityCenter.Seeding.Seed>? change = null, string accessKey = DoorWorld.ManagementKey, Func<TimeProvider, WriteFence>? fence = null)
    {
        var world = await DoorWorld.StartAsync(change, accessKey, fence);
        (arn, web, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Web"), await GroupAsync(world, "Data"));
        return world;
    }
}
