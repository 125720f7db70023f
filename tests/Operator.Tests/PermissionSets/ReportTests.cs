using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Operator.Tests.PermissionSets;

/// <summary>From a pass to a status.</summary>
public sealed class ReportTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef";

    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, 500, TimeSpan.Zero);
    private static readonly PermissionSetState Wanted = new() { Name = "reader", Details = new() { Description = "Reads" } };

    [Fact]
    public void A_look_that_found_nothing_to_do_is_Ready_and_synced_in_whole_seconds()
    {
        var status = Report(Seen(new Outcome.InSync("As declared.")));
        Assert.Equal(["Ready True Synced", "Propagated True Synced"], Words(status));
        Assert.Equal(Noon.AddMilliseconds(-500), status.LastSyncTime);
        Assert.Equal((7, Arn, "0/0"), (status.ObservedGeneration, status.Arn, status.Propagation!.Summary));
    }

    [Fact]
    public void A_pass_that_could_not_see_AWS_keeps_what_was_known_of_it()
    {
        var before = Report(Seen(new Outcome.InSync("As declared."), Wanted with { Details = new() }));
        var after = PermissionSetReport.From(before, new(new Outcome.Failed(Reason.Throttled, "Slow down.")), 7, Noon.AddMinutes(1));
        Assert.Equal((before.Arn, before.Drift, before.Propagation, before.LastSyncTime), (after.Arn, after.Drift, after.Propagation, after.LastSyncTime));
        Assert.Equal(["Ready False Throttled", "Reconciling True Throttled", "Drifted True Drifted", "Propagated True Synced"], Words(after));
    }

    [Fact]
    public void A_difference_keeps_the_time_when_it_was_first_seen()
    {
        var first = Report(Seen(new Outcome.Progressing("Working."), Wanted with { Details = new() }));
        var later = PermissionSetReport.From(first, Seen(new Outcome.Progressing("Working."), new() { Name = "reader", Details = new() { RelayState = "https://example.com" } }), 7, Noon.AddHours(1));
        Assert.Equal(first.Drift!.Entries![0].Since, later.Drift!.Entries!.Single(entry => entry.Path == "spec.description").Since);
        Assert.Equal(Noon.AddHours(1).AddMilliseconds(-500), later.Drift.Entries!.Single(entry => entry.Path == "spec.relayState").Since);
    }

    [Fact]
    public void Of_many_differences_twenty_are_listed_and_all_are_counted()
    {
        var observed = Wanted with { ManagedPolicies = Enumerable.Range(0, 30).Select(i => $"arn:aws:iam::aws:policy/P{i}").ToValueSet() };
        var drift = Report(Seen(new Outcome.Progressing("Working."), observed)).Drift!;
        Assert.Equal((30, 20), (drift.Total, drift.Entries!.Count));
    }

    [Fact]
    public void A_plan_is_shown_only_while_it_is_withheld()
    {
        ValueList<PermissionSetStep> steps = [new PermissionSetStep.ProvisionAllAccounts()];
        var withheld = new PermissionSetPlan.Withhold(Reason.PendingApproval, "Approve it.", steps, "0123456789ab");
        var plan = Report(Seen(Outcome.From(withheld)) with { Plan = withheld }).Plan!;
        Assert.Equal(("0123456789ab", 1, "provision all accounts that have it"), (plan.Hash, plan.Total, plan.Steps![0]));
        Assert.Null(Report(Seen(new Outcome.Progressing("Working.")) with { Plan = new PermissionSetPlan.Do(steps) }).Plan);
    }

    [Fact]
    public void Accounts_are_counted_and_running_requests_recorded()
    {
        var pass = Seen(new Outcome.Waiting(Reason.Progressing, "Waiting."));
        var status = Report(pass with
        {
            Observed = pass.Observed! with { ProvisionedAccounts = ["1", "2", "3"], OutdatedAccounts = ["2", "3"] },
            Provisioning = new([new("all", null), new("one", "2")], [new() { AccountId = "3", Reason = "because" }]),
        });
        var propagation = status.Propagation!;
        Assert.Equal((3, 1, 2, 1, "1/3", "all"), (propagation.Accounts, propagation.Current, propagation.Outdated, propagation.Failed, propagation.Summary, propagation.RequestId));
        Assert.Equal(("2", "one"), (propagation.AccountRequests!.Single().AccountId, propagation.AccountRequests!.Single().RequestId));
        Assert.Contains("Propagated False Progressing", Words(status));
    }

    [Fact]
    public void A_pause_leaves_the_generation_that_was_looked_at_last()
    {
        var before = Report(Seen(new Outcome.InSync("As declared.")));
        var paused = PermissionSetReport.From(before, new(new Outcome.Paused()), 8, Noon.AddMinutes(1));
        Assert.Equal((7, "Ready True Paused"), (paused.ObservedGeneration, Words(paused)[0]));
    }

    [Fact]
    public void A_set_that_is_gone_takes_its_ARN_and_its_accounts_with_it()
    {
        var before = Report(Seen(new Outcome.InSync("As declared.")));
        var gone = PermissionSetReport.From(before, new(new Outcome.Progressing("Working.")) { SawAws = true, Desired = Wanted }, 7, Noon);
        Assert.Equal((null, null, null), (gone.Arn, gone.Owned, gone.Propagation));
        Assert.Equal("spec.name", Assert.Single(gone.Drift!.Entries!).Path);
    }

    private static PermissionSetPass Seen(Outcome outcome, PermissionSetState? observed = null) =>
        new(outcome) { SawAws = true, Desired = Wanted, Observed = new(Arn, observed ?? Wanted), Arn = Arn, IsOwned = true, Name = "reader" };

    private static PermissionSetStatus Report(PermissionSetPass pass) => PermissionSetReport.From(new(), pass, 7, Noon);

    private static List<string> Words(PermissionSetStatus status) => [.. status.Conditions!.Select(condition => $"{condition.Type} {condition.Status} {condition.Reason}")];
}
