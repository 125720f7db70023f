using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace Planning.Tests.ReplicaRegions;

/// <summary>What holds for every wish, every instance and all rules.</summary>
public sealed class PlannerProperties
{
    [Fact]
    public void A_busy_instance_gets_no_request() => ForAll(situation => situation.Observed.Busy is null || situation.Steps().Count == 0);

    [Fact]
    public void Only_the_named_Region_is_touched() => ForAll(situation => situation.Steps().All(step => step.Region == situation.Rules.Region));

    [Fact]
    public void The_primary_Region_is_never_touched() => ForAll(situation =>
        situation.Steps().All(step => step.Region != AnyRegion.Primary) && !(situation.Rules.Region == AnyRegion.Primary && !situation.Rules.IsOwned && situation.Owns()));

    [Fact]
    public void AWS_would_refuse_no_request() => ForAll(situation =>
    {
        _ = situation.Steps().Aggregate(situation.Observed, RegionModel.Apply);
        return true;
    });

    [Fact]
    public void A_plan_has_one_request_at_most() => ForAll(situation => situation.Steps().Count <= 1);

    [Fact]
    public void The_same_facts_give_the_same_plan() => ForAll(situation =>
        situation.Plan().Equals((situation with { Observed = new(situation.Observed.Regions.Reverse().ToValueSet()) }).Plan()));

    [Fact]
    public void What_is_wanted_comes_true_when_nothing_is_in_the_way() => ForAll(situation =>
    {
        var end = Run(Unobstructed(situation));
        return end.Plan() is ReplicaRegionPlan.Nothing && (end.Desired is null ? end.Mine is null : end.Mine is { Status: ObservedRegionStatus.Active });
    });

    [Fact]
    public void The_other_Regions_end_as_they_would_without_us() => ForAll(situation =>
    {
        var open = Unobstructed(situation);
        return Others(Run(open)).Equals(Others(open with { Observed = RegionModel.Settle(open.Observed) }));
    });

    [Fact]
    public void Only_observing_does_nothing() => ForAll(situation =>
        (situation with { Recorded = situation.Recorded with { Management = ManagementPolicy.Observe } }).Plan() is not ReplicaRegionPlan.Do);

    [Fact]
    public void Deletion_removes_what_is_our_own_by_policy_and_else_lets_go() => ForAll(situation => (situation with { Desired = null }, situation.Rules) switch
    {
        var (deleted, rules) when deleted.Plan() is ReplicaRegionPlan.Do plan => plan.Steps is [ReplicaRegionStep.Remove] && rules.MayRemove,
        var (deleted, rules) when !rules.MayRemove => deleted.Plan() is ReplicaRegionPlan.Nothing,
        _ => true,
    });

    [Fact]
    public void A_Region_is_removed_only_when_nobody_wants_it() => ForAll(situation =>
        situation.Desired is null || situation.Steps().All(step => step is ReplicaRegionStep.Add));

    [Fact]
    public void No_Region_is_added_while_a_check_fails() => ForAll(situation =>
        situation.Steps().All(step => step is not ReplicaRegionStep.Add || situation.Rules.Preflight.All(check => check.Result is not PreflightResult.Failed)));

    [Fact]
    public void Nobody_goes_before_who_has_waited_longer() => ForAll(situation => situation.Rules.Ahead is null || situation.Steps().Count == 0);

    [Fact]
    public void Who_fails_a_check_does_not_stand_in_line() => ForAll(situation =>
        situation is not { Desired: not null, Mine: null } || situation.Rules.Preflight.All(check => check.Result is not PreflightResult.Failed)
        || situation.Plan() is not ReplicaRegionPlan.Wait { Reason: Reason.RegionBusy });

    [Fact]
    public void A_request_that_AWS_may_not_show_yet_is_not_made_again() => ForAll(situation =>
        situation.Rules.Workflow?.IsSettling(situation.Rules.Now) != true || situation.Steps().Count == 0);

    [Fact]
    public void What_takes_longer_than_it_may_has_timed_out_and_nothing_else_has() => ForAll(situation =>
        situation.Plan() is ReplicaRegionPlan.Refuse { Reason: Reason.ReplicationTimedOut }
            ? situation.Rules.IsLate && situation.Mine is { Status: not ObservedRegionStatus.Active }
            : !situation.Rules.IsLate || situation.Mine is null or { Status: ObservedRegionStatus.Active } || IsNotFollowed(situation));

    [Fact]
    public void A_restart_in_the_middle_keeps_the_deadline() => ForAll(situation =>
    {
        var later = situation.Recorded.Now.AddMinutes(7);
        return situation.Mine is not { Status: ObservedRegionStatus.Adding or ObservedRegionStatus.Removing }
            || RegionWorkflow.Current(situation.Rules.Workflow, situation.Mine, later) == situation.Rules.Workflow;
    });

    [Fact]
    public void A_Region_that_is_there_is_left_alone_and_taken_over() => ForAll(situation =>
        situation is not { Desired: not null, Mine: { Status: ObservedRegionStatus.Active, IsPrimary: false }, Rules.ClaimedBy: null }
        || (situation.Plan() is ReplicaRegionPlan.Nothing && situation.Owns() == (situation.Rules.IsOwned || situation.Rules.Management is ManagementPolicy.Enforce)));

    [Fact]
    public void What_an_older_object_declares_is_not_taken_over() => ForAll(situation =>
        situation.Rules is not { ClaimedBy: not null, IsOwned: false } || (!situation.Owns() && situation.Steps().Count == 0));

    [Fact]
    public void Drift_is_reported_exactly_when_the_Region_is_not_there_or_goes() => ForAll(situation =>
        situation.Desired is not { } want
        || ReplicaRegionDrift.Between(want, situation.Observed).Count > 0 == situation.Mine is null or { Status: ObservedRegionStatus.Removing });

    private static void ForAll(Func<RegionSituation, bool> property) =>
        Prop.ForAll(AnyRegion.Situations, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    // Nobody asks what becomes of it: the object is going without it, is not about it, or only looks at a removal.
    private static bool IsNotFollowed(RegionSituation situation) => situation switch
    {
        { Desired: null, Rules.MayRemove: false } => true,
        { Desired: not null, Rules.ClaimedBy: not null } => true,
        { Desired: not null, Rules.Management: ManagementPolicy.Observe, Mine.Status: ObservedRegionStatus.Removing } => true,
        _ => false,
    };

    private static RegionSituation Unobstructed(RegionSituation situation)
    {
        var region = situation.Recorded.Region == AnyRegion.Primary ? "eu-west-1" : situation.Recorded.Region;
        return situation with
        {
            Desired = situation.Desired is null ? null : new(region),
            Recorded = new(region, AnyRegion.Noon) { Deletion = DeletionPolicy.Delete, IsOwned = true, Timeout = TimeSpan.FromDays(1) },
        };
    }

    // Plans, acts, and lets AWS end what it is at, with some time in between.
    private static RegionSituation Run(RegionSituation situation)
    {
        for (var round = 0; round < 3; round++)
        {
            situation = situation with { Observed = RegionModel.Settle(situation.Observed) };
            situation = situation with { Observed = RegionModel.Settle(situation.Steps().Aggregate(situation.Observed, RegionModel.Apply)) };
            situation = situation with { Recorded = situation.Recorded with { Now = situation.Recorded.Now.AddMinutes(10) } };
        }

        return situation;
    }

    private static ValueSet<ObservedRegion> Others(RegionSituation situation) =>
        situation.Observed.Regions.Where(region => region.Name != situation.Recorded.Region).ToValueSet();

    [Fact]
    public void A_start_in_the_future_was_written_before_the_clock_was_set_back_and_begins_anew() => ForAll(situation =>
        RegionWorkflow.Current(situation.Recorded.Workflow is { } workflow ? workflow with { StartedAt = situation.Recorded.Now.AddDays(1) } : null, situation.Mine, situation.Recorded.Now) is not { } current
        || current.StartedAt <= situation.Recorded.Now);
}
