using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Planning.Tests.AccountAssignments;

/// <summary>What many plans come to, one after the other.</summary>
public sealed class WorldProperties
{
    [Fact]
    public void Whatever_happens_AWS_comes_to_what_the_objects_say_and_nothing_else_is_touched() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => new AccessWorld(seed).Live(events: 150)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void An_object_alone_is_done_within_four_plans() => Prop.ForAll(AnyAccess.Situations, situation =>
    {
        var rules = new AccountAssignmentRules { Ledger = situation.Rules.Ledger, Room = new(1_000, 1_000) };
        var alone = new AccessSituation(situation.Desired, new(situation.Observed.Present, new HashSet<Assignment>()), rules);
        for (var plans = 0; plans < 4 && alone.Decide().Plan is not AccountAssignmentPlan.Nothing; plans++)
            alone = Carried(alone, steps: int.MaxValue);
        return alone.Decide().Plan is AccountAssignmentPlan.Nothing;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_pair_that_keeps_a_holder_never_goes_through_zero() => Prop.ForAll(AnyAccess.Situations, Gen.Choose(0, 20).ToArbitrary(), (situation, steps) =>
    {
        var rules = new AccountAssignmentRules { Ledger = situation.Rules.Ledger, Room = new(1_000, 1_000) };
        var now = new AccessSituation(situation.Desired, new(situation.Observed.Present, new HashSet<Assignment>()), rules);
        var kept = now.Wanted.Select(assignment => assignment.Pair).ToHashSet();
        for (var plans = 0; plans < 6; plans++)
        {
            // Killed after so many steps, then after more and more.
            var next = Carried(now, steps + plans);
            if (now.Observed.Present.Select(assignment => assignment.Pair).Where(kept.Contains).Except(next.Observed.Present.Select(assignment => assignment.Pair)).Any())
                return false;
            now = next;
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    // AWS finishes in whatever order it likes; here the other way round.
    private static AccessSituation Carried(AccessSituation situation, int steps)
    {
        var decision = situation.Decide();
        var present = situation.Observed.Present.ToHashSet();
        foreach (var step in decision.Plan is AccountAssignmentPlan.Do plan ? plan.Steps.Reverse().Take(steps) : [])
            Assert.True(step is AccountAssignmentStep.Grant ? present.Add(step.Assignment) : present.Remove(step.Assignment), $"for nothing: {step.Summary}");
        return situation with { Observed = new(present, new HashSet<Assignment>()), Rules = situation.Rules with { Ledger = decision.Ledger } };
    }
}
