using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Reconciliation;
using Outcome = IdentityCenterOperator.Reconciliation.Outcome;

namespace Planning.Tests.Reconciliation;

/// <summary>Conditions as kstatus, kubectl wait and a person read them.</summary>
public sealed class ConditionsTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Then.AddHours(1);

    private static readonly Gen<Outcome> AnyOutcome =
        from reason in Gen.Elements(Enum.GetValues<Reason>())
        from outcome in Gen.Elements<Outcome>(
            new Outcome.InSync("m"), new Outcome.Progressing("m"), new Outcome.Waiting(reason, "m"), new Outcome.Withheld(reason, "m"),
            new Outcome.Stalled(reason, "m"), new Outcome.Failed(reason, "m"), new Outcome.Paused())
        select outcome;

    private static readonly Gen<IReadOnlyList<Finding>?> AnyFindings = Gen.Elements<IReadOnlyList<Finding>?>(
        null, [], [new Finding(Conditions.Drifted, ConditionStatus.True, Reason.Drifted, "3 places")]);

    private static readonly Gen<IReadOnlyList<ConditionState>> Previous =
        from outcome in AnyOutcome
        from findings in AnyFindings
        from any in Gen.Elements(true, false)
        select any ? Conditions.From(outcome, findings, [], 1, Then) : (IReadOnlyList<ConditionState>)[];

    [Fact]
    public void Each_type_is_there_once_and_Ready_always() => ForAll((_, _, _, now) =>
        now.Count(c => c.Type == Conditions.Ready) == 1 && now.DistinctBy(c => c.Type).Count() == now.Count);

    [Fact]
    public void Only_what_was_seen_to_be_as_declared_becomes_ready() => ForAll((outcome, _, previous, now) =>
        outcome is Outcome.Paused ? Of(now, Conditions.Ready)!.Status == (Of(previous, Conditions.Ready)?.Status ?? ConditionStatus.Unknown)
            : outcome is Outcome.InSync == (Of(now, Conditions.Ready)!.Status is ConditionStatus.True));

    [Fact]
    public void Reconciling_and_Stalled_are_true_or_absent_and_never_together_with_ready() => ForAll((outcome, _, _, now) =>
    {
        var abnormal = now.Where(c => c.Type is Conditions.Reconciling or Conditions.Stalled).ToList();
        return abnormal.All(c => c.Status is ConditionStatus.True)
            && (outcome is Outcome.Paused || abnormal.Count == 0 || Of(now, Conditions.Ready)!.Status is not ConditionStatus.True);
    });

    [Fact]
    public void A_transition_time_moves_only_when_the_status_flips() => ForAll((_, _, previous, now) =>
        now.All(c => c.LastTransitionTime == (Of(previous, c.Type) is { } before && before.Status == c.Status ? before.LastTransitionTime : Now)));

    [Fact]
    public void What_cannot_be_found_out_stays_as_it_was_last_found() => ForAll((_, findings, previous, now) =>
        findings is not null || Equals(Of(previous, Conditions.Drifted), Of(now, Conditions.Drifted)));

    [Fact]
    public void The_same_again_changes_nothing() => ForAll((outcome, findings, _, now) =>
        Conditions.From(outcome, findings, now, 2, Now.AddHours(1)).Equals(now));

    [Fact]
    public void A_new_generation_is_not_ready_before_it_was_looked_at()
    {
        var before = Conditions.From(new Outcome.InSync("m"), [], [], 1, Then);
        var ready = Of(Conditions.From(new Outcome.Progressing("m"), [], before, 2, Now), Conditions.Ready)!;
        Assert.Equal((ConditionStatus.Unknown, "Progressing", 2L, Now), (ready.Status, ready.Reason, ready.ObservedGeneration, ready.LastTransitionTime));
    }

    [Fact]
    public void A_resource_that_is_tried_again_stays_not_ready_since_it_failed() => ForAll((outcome, _, previous, now) =>
        outcome is not Outcome.Progressing || Of(previous, Conditions.Ready) is not { Status: ConditionStatus.False } before
        || Of(now, Conditions.Ready) is { Status: ConditionStatus.False, Reason: "Progressing" } ready && ready.LastTransitionTime == before.LastTransitionTime);

    [Fact]
    public void However_often_it_fails_the_time_says_since_when()
    {
        var conditions = Conditions.From(new Outcome.Failed(Reason.ProvisioningFailed, "m"), [], Conditions.From(new Outcome.InSync("m"), [], [], 1, Then), 1, Then.AddMinutes(1));
        for (var minute = 15; minute < 120; minute += 15)
        {
            conditions = Conditions.From(new Outcome.Progressing("m"), [], conditions, 1, Then.AddMinutes(minute));
            conditions = Conditions.From(new Outcome.Failed(Reason.ProvisioningFailed, "m"), [], conditions, 1, Then.AddMinutes(minute + 1));
        }

        Assert.Equal(Then.AddMinutes(1), Of(conditions, Conditions.Ready)!.LastTransitionTime);
    }

    [Fact]
    public void A_paused_resource_says_so_and_keeps_the_generation_that_its_readiness_is_about()
    {
        var before = Conditions.From(new Outcome.InSync("m"), [], [], 1, Then);
        var ready = Assert.Single(Conditions.From(new Outcome.Paused(), null, before, 2, Now));
        Assert.Equal((ConditionStatus.True, "Paused", 1L, Then), (ready.Status, ready.Reason, ready.ObservedGeneration, ready.LastTransitionTime));
    }

    [Fact]
    public void Every_reason_has_a_remedy() =>
        Assert.All(Enum.GetValues<Reason>(), reason => Assert.EndsWith(".", Reasons.Remedy(reason), StringComparison.Ordinal));

    private static ConditionState? Of(IReadOnlyList<ConditionState> conditions, string type) => conditions.FirstOrDefault(c => c.Type == type);

    private static void ForAll(Func<Outcome, IReadOnlyList<Finding>?, IReadOnlyList<ConditionState>, IReadOnlyList<ConditionState>, bool> property)
    {
        var cases =
            from outcome in AnyOutcome
            from findings in AnyFindings
            from previous in Previous
            select (outcome, findings, previous);
        Prop.ForAll(cases.ToArbitrary(), it => property(it.outcome, it.findings, it.previous, Conditions.From(it.outcome, it.findings, it.previous, 2, Now)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
