using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;

namespace Operator.Tests.ReplicaRegions;

/// <summary>From a pass to a status.</summary>
public sealed class ReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, 500, TimeSpan.Zero);
    private static readonly ObservedRegion Primary = new("eu-central-1", ObservedRegionStatus.Active, IsPrimary: true);

    [Fact]
    public void What_is_under_way_is_recorded_in_whole_seconds()
    {
        var adding = new ObservedRegion("eu-west-1", ObservedRegionStatus.Adding, AddedDate: Noon);
        var status = Report(new(), Seen(new Outcome.Waiting(Reason.Progressing, "AWS is adding it."), adding) with { Workflow = new(ReplicaRegionPhase.Adding, Noon), IsOwned = true });
        Assert.Equal(("eu-west-1", "eu-central-1", ReplicaRegionPhase.Adding, true), (status.Region, status.PrimaryRegion, status.Phase, status.Owned));
        Assert.Equal((Noon.AddMilliseconds(-500), Noon.AddMilliseconds(-500)), (status.Workflow!.StartedAt, status.AddedDate));
        Assert.Equal(0, status.Drift?.Total);
    }

    [Fact]
    public void A_place_in_the_line_is_kept_while_waiting_and_over_a_failure_and_given_up_with_the_wait()
    {
        var waiting = Report(new(), Seen(new Outcome.Waiting(Reason.RegionBusy, "Busy.")));
        Assert.Equal(Noon.AddMilliseconds(-500), waiting.WaitingSince);
        Assert.True(ReplicaRegionRegister.IsWaiting(waiting));
        var failed = Report(waiting, new(new Outcome.Failed(Reason.Throttled, "Slow down.")), minutes: 1);
        Assert.Equal(waiting.WaitingSince, failed.WaitingSince);
        Assert.False(ReplicaRegionRegister.IsWaiting(failed));
        var again = Report(failed, Seen(new Outcome.Waiting(Reason.RegionBusy, "Busy.")), minutes: 2);
        Assert.Equal(waiting.WaitingSince, again.WaitingSince);
        Assert.Null(Report(again, Seen(new Outcome.Stalled(Reason.ReplicaKeyNotReady, "Disabled.")), minutes: 3).WaitingSince);
    }

    [Fact]
    public void A_pass_that_could_not_see_AWS_keeps_what_was_known_of_it()
    {
        var before = Report(new(), Seen(new Outcome.InSync("As declared."), new ObservedRegion("eu-west-1", ObservedRegionStatus.Active, AddedDate: Noon)) with { IsOwned = true, NextSteps = ["Before: a key."] });
        var after = Report(before, new(new Outcome.Failed(Reason.AwsUnavailable, "No answer.")), minutes: 1);
        Assert.Equal(before with { Conditions = null }, after with { Conditions = null });
        Assert.Equal(["Ready", "Reconciling"], after.Conditions!.Select(condition => condition.Type));
    }

    [Fact]
    public void A_Region_that_is_lacking_is_drift_since_it_was_first_seen_lacking()
    {
        var first = Report(new(), Seen(new Outcome.Stalled(Reason.EncryptionKeyNotReady, "No key.")));
        var later = Report(first, Seen(new Outcome.Stalled(Reason.EncryptionKeyNotReady, "No key.")), minutes: 60);
        Assert.Equal(1, later.Drift!.Total);
        Assert.Equal(first.Drift!.Entries![0].Since, later.Drift.Entries![0].Since);
        Assert.Contains(later.Conditions!, condition => condition is { Type: "Drifted", Message: "Region eu-west-1 of the instance is absent." });
    }

    private static ReplicaRegionPass Seen(Outcome outcome, params ObservedRegion[] regions) => new(outcome)
    {
        Region = "eu-west-1",
        Desired = new("eu-west-1"),
        Observed = new([Primary, .. regions]),
    };

    private static ReplicaRegionStatus Report(ReplicaRegionStatus before, ReplicaRegionPass pass, int minutes = 0) => ReplicaRegionReport.From(before, pass, 7, Noon.AddMinutes(minutes));
}
