using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;

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
        Assert.Empty(reviewed.Resting(Noon));
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
        Assert.Equal(Noon.AddSeconds(restsForSeconds), provisioning.NextTry());
        Assert.True(provisioning.Resting(Noon.AddSeconds(restsForSeconds - 1)).ContainsKey(Account));
        Assert.False(provisioning.Resting(Noon.AddSeconds(restsForSeconds)).ContainsKey(Account));
    }

    [Fact]
    public void Tries_that_keep_failing_come_at_doubling_distances()
    {
        var (since, last) = (Noon, Noon);
        var waits = new List<double>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            var next = Failing(since, last).NextTry()!.Value;
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

    private static PermissionSetProvisioning Review(PropagationStatus recorded, OperationStatus status) => PermissionSetProvisioning.Review(recorded, _ => status, Noon);

    private static PermissionSetProvisioning Failing(DateTimeOffset since, DateTimeOffset last) =>
        new([], [new PropagationFailure { AccountId = Account, Reason = "because", Since = since, LastAttempt = last }]);
}
