using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.PermissionSets;

/// <summary>What requests came to, and when a failed account is tried again.</summary>
public sealed class ProvisioningTests
{
    private const string Account = "400000000001";

    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_request_that_runs_stays_recorded()
    {
        var reviewed = Review(new() { RequestId = "all", AccountRequests = [new() { AccountId = Account, RequestId = "one" }] }, new OperationStatus.InProgress());
        Assert.Equal([new("all", null), new("one", Account)], reviewed.Running);
        Assert.False(reviewed.HasEnded);
    }

    [Fact]
    public void A_request_that_ended_is_dropped_and_calls_for_a_new_look()
    {
        foreach (OperationStatus end in new OperationStatus[] { new OperationStatus.Succeeded(), new OperationStatus.Forgotten() })
        {
            var reviewed = Review(new() { RequestId = "all" }, end);
            Assert.Equal((0, 0, true), (reviewed.Running.Count, reviewed.Failures.Count, reviewed.HasEnded));
        }
    }

    [Fact]
    public void A_failed_request_for_all_accounts_is_a_failure_without_an_account()
    {
        var reviewed = Review(new() { RequestId = "all" }, new OperationStatus.Failed("Not supported policy arn:x"));
        Assert.True(reviewed.FleetFailed);
        var failure = Assert.Single(reviewed.Failures);
        Assert.Equal((null, "all", Noon, Noon), (failure.AccountId, failure.RequestId, failure.Since, failure.LastAttempt));
        Assert.Empty(reviewed.Resting([Account], Noon));
    }

    [Fact]
    public void A_repeated_failure_keeps_the_time_since_when_it_fails()
    {
        var before = new PropagationStatus
        {
            AccountRequests = [new() { AccountId = Account, RequestId = "second" }],
            Failures = [new() { AccountId = Account, Reason = "old", RequestId = "first", Since = Noon.AddMinutes(-5), LastAttempt = Noon.AddMinutes(-4) }],
        };
        var failure = Assert.Single(Review(before, new OperationStatus.Failed("new")).Failures);
        Assert.Equal((Noon.AddMinutes(-5), Noon, "second"), (failure.Since, failure.LastAttempt, failure.RequestId));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(20, 30)]
    [InlineData(30, 30)]
    [InlineData(60, 60)]
    [InlineData(120, 120)]
    [InlineData(900, 900)]
    [InlineData(36_000, 900)]
    public void An_account_rests_as_long_again_as_it_has_failed_for(int failingForSeconds, int restsForSeconds)
    {
        var provisioning = Failing(Noon.AddSeconds(-failingForSeconds), Noon);
        Assert.Equal(Noon.AddSeconds(restsForSeconds), NextTry(provisioning, Noon));
        Assert.True(provisioning.Resting([Account], Noon.AddSeconds(restsForSeconds - 1)).ContainsKey(Account));
        Assert.False(provisioning.Resting([Account], Noon.AddSeconds(restsForSeconds)).ContainsKey(Account));
    }

    [Fact]
    public void Tries_that_keep_failing_come_at_doubling_distances()
    {
        var (since, last) = (Noon, Noon);
        var waits = new List<double>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            var next = NextTry(Failing(since, last), last)!.Value;
            waits.Add((next - last).TotalSeconds);
            last = next;
        }

        Assert.Equal([30, 30, 60, 120, 240, 480, 900], waits);
    }

    [Fact]
    public void Failures_of_accounts_that_are_up_to_date_are_forgotten()
    {
        Assert.Empty(Failing(Noon, Noon).Among([]).Failures);
        Assert.Single(Failing(Noon, Noon).Among([Account]).Failures);
    }

    [Fact]
    public void A_new_request_for_all_accounts_forgets_that_the_last_one_failed()
    {
        var failed = Review(new() { RequestId = "all" }, new OperationStatus.Failed("reason"));
        Assert.True(failed.Started([new("one", Account)]).FleetFailed);
        Assert.False(failed.Started([new("again", null)]).FleetFailed);
    }

    [Fact]
    public void That_all_accounts_failed_is_forgotten_once_each_outdated_one_was_tried_on_its_own_since()
    {
        const string Other = "400000000002";
        var fleet = new PropagationFailure { Reason = "some failed", Since = Noon, LastAttempt = Noon };
        PermissionSetProvisioning Having(params (string Account, int Seconds)[] tried) =>
            new([], [fleet, .. tried.Select(t => new PropagationFailure { AccountId = t.Account, Reason = "because", Since = Noon, LastAttempt = Noon.AddSeconds(t.Seconds) })]);

        Assert.True(Having().Among([Account]).FleetFailed);
        Assert.True(Having((Account, 5)).Among([Account, Other]).FleetFailed);
        Assert.True(Having((Account, 5), (Other, -60)).Among([Account, Other]).FleetFailed);
        Assert.False(Having((Account, 5), (Other, 5)).Among([Account, Other]).FleetFailed);
        Assert.False(Having((Account, 5)).Among([Account]).FleetFailed);
        Assert.False(Having().Among([]).FleetFailed);
        Assert.Equal([Account], Having((Account, 5)).Among([Account]).Failures.Select(failure => failure.AccountId));
    }

    [Fact]
    public void When_no_more_failures_can_be_listed_the_other_accounts_wait_too_and_the_failure_of_all_is_explained()
    {
        var outdated = Enumerable.Range(0, 50).Select(i => $"4000000000{i:00}").ToValueSet();
        var fleet = new PropagationFailure { Reason = "some failed", Since = Noon, LastAttempt = Noon };
        var listed = outdated.Take(PropagationStatus.MaxFailures - 1)
            .Select(id => new PropagationFailure { AccountId = id, Reason = "because", Since = Noon.AddSeconds(5), LastAttempt = Noon.AddSeconds(5) }).ToList();
        var full = new PermissionSetProvisioning([], [fleet, .. listed]).Among(outdated);

        Assert.False(full.FleetFailed);
        Assert.Equal(50, full.Resting(outdated, Noon.AddSeconds(10)).Count);
        Assert.Equal(listed.Select(failure => failure.AccountId), outdated.Except(full.Resting(outdated, Noon.AddMinutes(1)).Keys));
        Assert.Equal(18, new PermissionSetProvisioning([], [fleet, .. listed.Skip(1)]).Among(outdated).Resting(outdated, Noon.AddSeconds(10)).Count);
    }

    [Fact]
    public void What_is_due_and_was_not_planned_wakes_nobody()
    {
        Assert.Equal(Noon.AddSeconds(30), NextTry(Failing(Noon, Noon), Noon.AddSeconds(29)));
        Assert.Null(NextTry(Failing(Noon, Noon), Noon.AddSeconds(30)));
    }

    private static DateTimeOffset? NextTry(PermissionSetProvisioning provisioning, DateTimeOffset now) => provisioning.NextTry(now, provisioning.Resting([Account], now));

    private static PermissionSetProvisioning Review(PropagationStatus recorded, OperationStatus status) => PermissionSetProvisioning.Review(recorded, _ => status, Noon);

    private static PermissionSetProvisioning Failing(DateTimeOffset since, DateTimeOffset last) =>
        new([], [new PropagationFailure { AccountId = Account, Reason = "because", Since = since, LastAttempt = last }]);

    [Fact]
    public void A_try_in_the_future_was_made_before_the_clock_was_set_back_and_holds_nothing_up_for_longer_than_others()
    {
        var provisioning = Failing(Noon.AddDays(1).AddMinutes(-1), Noon.AddDays(1));
        Assert.Equal(Noon.AddSeconds(30), NextTry(provisioning, Noon));
    }

    [Fact]
    public void What_AWS_refused_to_begin_is_a_failure_of_that_account()
    {
        var refused = PermissionSetProvisioning.None.Refused(Account, "no", Noon).Refused(Account, "still no", Noon.AddMinutes(1));
        var failure = Assert.Single(refused.Failures);
        Assert.Equal((Account, "still no", null, Noon, Noon.AddMinutes(1)), (failure.AccountId, failure.Reason, failure.RequestId, failure.Since, failure.LastAttempt));
        Assert.True(PermissionSetProvisioning.None.Refused(null, "no", Noon).FleetFailed);
    }
}
