using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Planning.Tests.AccountAssignments;

/// <summary>What holds for every wish, every ledger, every world and all rules.</summary>
public sealed class PlannerProperties
{
    [Fact]
    public void Only_what_is_in_the_ledger_and_wanted_by_nobody_is_revoked() => ForAll(situation => situation.Revocations().All(assignment =>
        situation.Rules.Ledger.Contains(assignment) && !situation.Wanted.Contains(assignment) && situation.Rules.ClaimOf(assignment) is Claim.None
        && (situation.Rules.IsDeleting || situation.IsLost(assignment) || !situation.Rules.IsHeld(assignment))));

    [Fact]
    public void What_is_left_alone_only_loses_what_the_namespace_may_not_have_any_more() => ForAll(situation => situation.Revocations().All(assignment =>
        situation.IsLost(assignment) || !(situation.Rules.LeavesAlone || situation.Rules.IsLeftAlone(assignment) || situation.Rules.Management is ManagementPolicy.Observe)));

    [Fact]
    public void What_the_namespace_may_not_have_any_more_is_revoked_whatever_the_object_says() => ForAll(situation =>
    {
        var rules = situation.Rules with { StandingOf = _ => Standing.Lost, ClaimOf = _ => Claim.None, IsBusy = _ => false, IsResting = _ => false, ReasonOf = _ => RevocationReason.PermissionLost };
        var lost = situation with { Desired = null, Rules = rules };
        return lost.Revocations().ToHashSet().SetEquals(rules.Ledger.Tuples.Where(situation.Observed.Present.Contains));
    });

    [Fact]
    public void Under_a_permission_set_that_is_not_this_clusters_nothing_is_revoked_and_nothing_is_forgotten() => ForAll(situation =>
    {
        var foreign = situation with { Desired = null, Rules = situation.Rules with { StandingOf = _ => Standing.Foreign } };
        var kept = foreign.Decide().Ledger;
        return !foreign.Revocations().Any() && situation.Rules.Ledger.Tuples.All(held => kept.Contains(held) || (situation.Observed.Of(held) is Sighting.Absent && !situation.Rules.IsBusy(held)));
    });

    [Fact]
    public void What_is_of_another_instance_is_neither_revoked_nor_forgotten_and_holds_a_deletion() => ForAll(situation =>
    {
        var elsewhere = situation with { Desired = null, Rules = situation.Rules with { StandingOf = _ => Standing.Elsewhere } };
        var decision = elsewhere.Decide();
        return !elsewhere.Revocations().Any() && decision.Held is null && situation.Rules.Ledger.Tuples.All(decision.Ledger.Contains)
            && (!situation.Rules.IsDeleting || situation.Rules.LeavesAlone || situation.Rules.Management is ManagementPolicy.Observe || situation.Rules.Ledger.Count == 0
                || decision is { Plan: AccountAssignmentPlan.Wait { Reason: Reason.InstanceChanged }, Holding.Count: > 0 });
    });

    [Fact]
    public void An_object_that_goes_leaves_only_what_it_must_or_what_others_watch() => ForAll(situation => situation.Decide() is not { Plan: AccountAssignmentPlan.Nothing, Ledger: var left }
        || !situation.Rules.IsDeleting
        || left.Tuples.All(held => situation.Rules.LeavesAlone || situation.Rules.IsLeftAlone(held) || situation.Rules.ClaimOf(held) is Claim.Passive || situation.Rules.Management is ManagementPolicy.Observe));

    [Fact]
    public void What_the_guard_let_through_once_is_asked_about_again_after_it_was_not_due() => ForAll(situation =>
        situation.Decide().Ledger.All(entry => !entry.IsRevoking || !(situation.Wanted.Contains(entry.Assignment) || IsNotDue(situation, entry.Assignment))));

    private static bool IsNotDue(AccessSituation situation, Assignment held) =>
        situation.Rules.StandingOf(held) is Standing.Foreign or Standing.Elsewhere
        || (!situation.IsLost(held) && (situation.Rules.LeavesAlone || situation.Rules.IsLeftAlone(held)))
        || situation.Rules.ClaimOf(held) is Claim.Unrecorded or Claim.Passive;

    [Fact]
    public void Only_what_is_wanted_and_seen_to_be_absent_is_granted() => ForAll(situation => situation.Grants().All(assignment =>
        situation.Wanted.Contains(assignment) && situation.Observed.Of(assignment) is Sighting.Absent && situation.Rules.GrantsWait is null));

    [Fact]
    public void Nothing_is_done_about_what_is_unknown_busy_or_resting() => ForAll(situation => situation.Steps().All(step =>
        situation.Observed.Of(step.Assignment) is not Sighting.Unknown && !situation.Rules.IsBusy(step.Assignment) && !situation.Rules.IsResting(step.Assignment)));

    [Fact]
    public void Everything_is_recorded_before_it_is_done() => ForAll(situation =>
    {
        var ledger = situation.Decide().Ledger;
        return situation.Grants().All(assignment => ledger.Contains(assignment) && !ledger.IsRevoking(assignment))
            && situation.Revocations().All(assignment => ledger.Contains(assignment) && (ledger.IsRevoking(assignment) || !situation.Rules.ReasonOf(assignment).IsCounted()));
    });

    [Fact]
    public void The_ledger_gains_only_what_is_wanted_and_there_or_about_to_be() => ForAll(situation =>
    {
        var gained = situation.Decide().Ledger.Tuples.Where(assignment => !situation.Rules.Ledger.Contains(assignment)).ToList();
        return gained.All(assignment => situation.Wanted.Contains(assignment) && (situation.Observed.Present.Contains(assignment) || situation.Grants().Contains(assignment)));
    });

    [Fact]
    public void What_is_wanted_and_there_is_in_the_ledger() => ForAll(situation => situation.Rules.Management is ManagementPolicy.Observe
        || situation.Wanted.Where(situation.Observed.Present.Contains).All(situation.Decide().Ledger.Contains));

    [Fact]
    public void The_ledger_loses_only_what_is_gone_or_in_another_ledger() => ForAll(situation =>
    {
        var next = situation.Decide().Ledger;
        return situation.Rules.Ledger.Tuples.Where(assignment => !next.Contains(assignment)).All(assignment =>
            !situation.Wanted.Contains(assignment)
            && ((situation.Observed.Of(assignment) is Sighting.Absent && !situation.Rules.IsBusy(assignment))
                || situation.Rules.ClaimOf(assignment) is Claim.Recorded
                || (situation.Rules.IsDeleting && situation.Rules.ClaimOf(assignment) is Claim.Passive)));
    });

    [Fact]
    public void Grants_come_first() => ForAll(situation =>
        situation.Steps().SkipWhile(step => step is AccountAssignmentStep.Grant).All(step => step is AccountAssignmentStep.Revoke));

    [Fact]
    public void Nothing_is_revoked_in_a_pair_that_gets_a_holder() => ForAll(situation =>
    {
        var gets = situation.Wanted.Where(assignment => situation.Grants().Contains(assignment) || situation.Rules.IsBusy(assignment)).Select(assignment => assignment.Pair).ToHashSet();
        return situation.Revocations().All(assignment => !gets.Contains(assignment.Pair));
    });

    [Fact]
    public void The_old_permission_set_goes_after_the_new_one_has_come() => ForAll(situation =>
    {
        var lacking = situation.Wanted.Where(assignment => situation.Observed.Of(assignment) is Sighting.Absent && !situation.Rules.IsResting(assignment))
            .Select(assignment => assignment.AccountId).ToHashSet();
        return situation.Revocations().All(assignment => assignment.PermissionSetArn == situation.Desired?.PermissionSetArn || !lacking.Contains(assignment.AccountId));
    });

    [Fact]
    public void The_guard_lets_all_that_it_counts_through_or_nothing() => ForAll(situation =>
    {
        var decision = situation.Decide();
        var asked = situation.Revocations().Where(situation.Rules.AsksGuard).ToList();
        return decision switch
        {
            { Held.Plan: { } held } => asked.Count == 0 && decision.Admission is null && held.Steps.All(step => !decision.Ledger.IsRevoking(step.Assignment)),
            { Admission: { } admission } => asked.Count <= admission.Count && admission.Count <= situation.Rules.Room.Left
                && !decision.Ledger.Any(entry => entry.IsRevoking && situation.Rules.AsksGuard(entry.Assignment) && situation.Rules.ShrunkAccounts.Contains(entry.Assignment.AccountId)),
            _ => asked.Count == 0,
        };
    });

    [Fact]
    public void What_had_to_come_is_never_held_back() => ForAll(situation =>
    {
        var had = situation with { Rules = situation.Rules with { Room = default, ReasonOf = _ => RevocationReason.PermissionLost } };
        return had.Decide() is { Held: null, Admission: null } && had.Steps().OfType<AccountAssignmentStep.Revoke>().All(step => step.Reason is RevocationReason.PermissionLost);
    });

    [Fact]
    public void What_had_to_come_has_not_passed_the_guard_when_another_reason_takes_the_place_of_that() => ForAll(situation =>
    {
        var had = (situation with { Rules = situation.Rules with { ReasonOf = _ => RevocationReason.PermissionLost } }).Decide();
        return had.Ledger.Where(entry => entry.IsRevoking).All(entry => situation.Rules.Ledger.IsRevoking(entry.Assignment));
    });

    [Fact]
    public void As_long_as_anything_of_a_plan_is_not_known_nothing_of_it_passes() => ForAll(situation =>
    {
        var decision = situation.Decide();
        return decision.IsJudged || decision is { Admission: null, Held: null };
    });

    [Fact]
    public void What_is_held_back_passes_once_its_name_is_approved_at_the_object_or_at_the_instance() => ForAll(situation =>
    {
        if (situation.Decide().Held is not { Plan: var held })
            return true;
        return Passes(situation.Rules with { Approval = situation.Rules.Approval with { Annotation = held.Hash, Shown = held.Hash } }) && Passes(situation.Rules with { IsApproved = name => name == held.Hash });

        bool Passes(AccountAssignmentRules rules)
        {
            var decision = (situation with { Rules = rules }).Decide();
            return decision is { Held: null, Admission: { IsApproved: true } admission } && admission.Count == held.Steps.Count && held.Steps.All(step => decision.Ledger.IsRevoking(step.Assignment));
        }
    });

    [Fact]
    public void An_approval_that_stays_behind_or_came_before_the_plan_was_shown_approves_nothing() => ForAll(situation =>
    {
        if (situation.Decide().Held is not { Plan: var held })
            return true;
        var (annotation, rules) = (held.Hash, situation.Rules);
        return IsHeldUnderAnotherName(new(annotation, annotation, null)) && IsHeldUnderAnotherName(new(annotation, annotation, annotation)) && IsHeldUnderAnotherName(new(annotation, null, null));

        bool IsHeldUnderAnotherName(PlanApproval approval)
        {
            var again = (situation with { Rules = rules with { Approval = approval, Room = default } }).Decide().Held?.Plan;
            return again is not null && again.Hash != annotation && again.Message.Contains($"is set to \"{annotation}\"", StringComparison.Ordinal);
        }
    });

    [Fact]
    public void What_was_held_back_goes_when_there_is_room_only_if_it_is_little_with_all_that_waits_beside_it() => ForAll(situation =>
    {
        if (situation.Decide().Held is not { Plan: var held } || situation.Rules.ShrunkAccounts.Count > 0)
            return true;
        var roomy = situation.Rules with { Room = situation.Rules.Room with { Left = 1_000 }, Approval = PlanApproval.None with { Shown = held.Hash } };
        var isLittle = held.Steps.Count + roomy.Room.Waiting <= roomy.Room.Small;
        return (situation with { Rules = roomy }).Decide() is { Admission: var admission } && (admission is not null) == isLittle;
    });

    [Fact]
    public void What_the_guard_let_through_is_not_asked_about_again() => ForAll(situation =>
    {
        var rules = situation.Rules with { Room = default, Ledger = new(situation.Rules.Ledger.Select(entry => entry with { IsRevoking = true })) };
        var decision = (situation with { Rules = rules }).Decide();
        return decision is { Held: null, Admission: null };
    });

    [Fact]
    public void What_the_guard_let_through_and_is_then_left_alone_is_asked_about_anew() => ForAll(situation =>
    {
        var decision = situation.Decide();
        var rules = situation.Rules;
        return decision.Ledger.Where(entry => entry.IsRevoking).All(entry => rules.ClaimOf(entry.Assignment) is Claim.None or Claim.Unknown
            && (rules.IsDeleting || situation.IsLost(entry.Assignment) || rules.IsBusy(entry.Assignment) || !rules.IsHeld(entry.Assignment)));
    });

    [Fact]
    public void What_was_counted_and_could_not_be_recorded_passes_without_room() => ForAll(situation =>
    {
        if (situation.Decide() is not { Admission: { } admission })
            return true;
        var again = situation with { Rules = situation.Rules with { Room = default, IsAdmitted = hash => hash == admission.Hash } };
        return again.Decide().Admission == admission;
    });

    [Fact]
    public void The_same_facts_in_any_order_make_the_same_decision() => ForAll(situation =>
    {
        var reordered = new AccessSituation(
            situation.Desired is { } want ? new(want.PermissionSetArn, want.Accounts.Reverse().ToValueSet(), want.Principals.Reverse().ToValueSet()) : null,
            new(situation.Observed.Present.Reverse().ToHashSet(), situation.Observed.Unknown.Reverse().ToHashSet()),
            situation.Rules with { Ledger = new(situation.Rules.Ledger.Reverse()) });
        return situation.Decide() == reordered.Decide();
    });

    [Fact]
    public void What_is_equal_is_left_alone() => ForAll(situation =>
    {
        if (situation.Desired is not { } want)
            return true;
        var ledger = new AccessLedger(want.Tuples.Select(assignment => new LedgerEntry(assignment, IsRevoking: false)));
        var same = new AccessSituation(want, new(want.Tuples.ToHashSet(), new HashSet<Assignment>()), situation.Rules with { Ledger = ledger, IsDeleting = false, LeavesAlone = false, IsBusy = _ => false });
        var decision = same.Decide();
        return decision.Plan is AccountAssignmentPlan.Nothing && decision.Ledger.Equals(ledger) && decision.Differences.Count == 0;
    });

    [Fact]
    public void Nothing_to_do_means_that_AWS_is_as_declared() => ForAll(situation =>
    {
        if (situation.Rules.IsDeleting || situation.Decide() is not { Plan: AccountAssignmentPlan.Nothing } decision)
            return true;
        return situation.Wanted.All(situation.Observed.Present.Contains)
            && decision.Ledger.Tuples.Where(situation.Observed.Present.Contains)
                .All(assignment => situation.Wanted.Contains(assignment) || situation.Rules.IsHeld(assignment) || situation.Rules.ClaimOf(assignment) is not Claim.None
                    || situation.Rules.LeavesAlone || situation.Rules.IsLeftAlone(assignment) || situation.Rules.StandingOf(assignment) is Standing.Elsewhere)
            && decision.Counts == new AccessCounts(situation.Wanted.Count, situation.Wanted.Count, 0, 0);
    });

    [Fact]
    public void Only_observing_does_nothing_and_records_nothing() => ForAll(situation =>
    {
        var observing = situation with { Rules = situation.Rules with { Management = ManagementPolicy.Observe, StandingOf = _ => Standing.Ours } };
        var decision = observing.Decide();
        return decision.Plan is not AccountAssignmentPlan.Do && decision.Ledger.Tuples.All(situation.Rules.Ledger.Contains) && decision is { Admission: null, Held: null }
            && (decision.Plan is AccountAssignmentPlan.Withhold || decision.Differences.Count == 0 || situation.Rules.IsDeleting);
    });

    [Fact]
    public void Deletion_grants_nothing_and_leaves_everything_if_told_to() => ForAll(situation =>
    {
        var deleting = situation with { Rules = situation.Rules with { IsDeleting = true, StandingOf = _ => Standing.Ours } };
        var decision = deleting.Decide();
        return !deleting.Grants().Any() && (deleting.Rules is { LeavesAlone: false, Management: not ManagementPolicy.Observe }
            || (decision is { Plan: AccountAssignmentPlan.Nothing, Holding.Count: 0 }
                && deleting.Rules.Ledger.Tuples.All(held => decision.Ledger.Contains(held) || deleting.Observed.Of(held) is Sighting.Absent)));
    });

    [Fact]
    public void What_holds_a_deletion_is_what_is_still_to_be_done() => ForAll(situation =>
    {
        var deleting = situation with { Rules = situation.Rules with { IsDeleting = true } };
        return deleting.Decide().Plan is AccountAssignmentPlan.Nothing == (deleting.Decide().Holding.Count == 0);
    });

    [Fact]
    public void Every_assignment_is_touched_once_at_most() => ForAll(situation =>
        situation.Steps().Select(step => step.Assignment).Distinct().Count() == situation.Steps().Count
        && situation.Steps().Count <= situation.Wanted.Count + situation.Rules.Ledger.Count);

    [Fact]
    public void What_is_counted_adds_up() => ForAll(situation =>
    {
        var counts = situation.Decide().Counts;
        return situation.Rules is { IsDeleting: true, Management: ManagementPolicy.Observe }
            || (counts.Desired == situation.Wanted.Count && counts.Assigned == situation.Wanted.Count(situation.Observed.Present.Contains)
                && counts is { Pending: >= 0, Failed: >= 0 } && counts.Assigned + counts.Pending + counts.Failed >= counts.Desired);
    });

    private static void ForAll(Func<AccessSituation, bool> property) =>
        Prop.ForAll(AnyAccess.Situations, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
