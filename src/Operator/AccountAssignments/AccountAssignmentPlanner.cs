using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Decides what to do about the assignments of one object. It revokes only what is in the object's ledger and wanted by no object; deletion and expiry are planning
/// toward nothing.
/// </summary>
internal static class AccountAssignmentPlanner
{
    /// <summary>Plans from what is to what is wanted.</summary>
    /// <param name="desired">What is wanted; null when nothing is: the object expired, has not begun, or is being deleted.</param>
    /// <param name="observed">What AWS has of what is wanted or in the ledger.</param>
    /// <param name="rules">What may be done.</param>
    public static Decision Plan(AccessState? desired, ObservedAccess observed, AccountAssignmentRules rules)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules is { IsDeleting: true, Deletion: DeletionPolicy.Retain } or { IsDeleting: true, Management: ManagementPolicy.Observe })
            return new(new AccountAssignmentPlan.Nothing(), rules.Ledger);
        var survey = new AccessSurvey(rules.IsDeleting ? null : desired, observed, rules);
        var decision = rules.Management is ManagementPolicy.Observe ? Observe(survey, observed, rules) : Enforce(survey, observed, rules);
        return decision with
        {
            IsJudged = survey.IsSeen,
            HeldNothing = rules.Ledger.Count == 0,
            Adopts = decision.Ledger.Tuples.Any(recorded => !rules.Ledger.Contains(recorded) && observed.Present.Contains(recorded)),
            Differences = Differences(survey, observed, rules),
            Counts = Count(survey, observed),
        };
    }

    private static Decision Observe(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var steps = Differences(survey, observed, rules);
        return new(steps.Count == 0 ? WhenAllIsDone(survey, observed, rules) : OnlyObserved(steps), rules.Ledger);
    }

    private static Decision Enforce(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var verdict = RevocationGuard.Judge(survey, rules);
        var (admission, held) = (verdict as RevocationVerdict.Passes, verdict as RevocationVerdict.Held);
        var revocable = survey[SurplusCase.Revocable].Where(assignment => admission is not null || !rules.AsksGuard(assignment)).ToHashSet();
        var steps = Grants(survey[WantedCase.Due], rules).Concat(Revocations(survey[SurplusCase.Revocable].Where(revocable.Contains).Where(a => !survey.ComesLater(a)), rules)).ToValueList();
        return new(steps.Count > 0 ? new AccountAssignmentPlan.Do(steps) : held?.Plan ?? WhenAllIsDone(survey, observed, rules), Next(survey, observed, admission, rules))
        {
            Held = held,
            Admission = admission,
        };
    }

    // Nothing can be done now: either everything is, or something is awaited.
    private static AccountAssignmentPlan WhenAllIsDone(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var unknown = survey[WantedCase.Unknown].Count() + survey[SurplusCase.Unknown].Count();
        var running = survey[WantedCase.Running].Count() + survey[SurplusCase.Running].Count();
        var resting = survey[WantedCase.Resting].Count() + survey[SurplusCase.Resting].Count();
        return (unknown, running, survey[WantedCase.Waiting].Any(), resting) switch
        {
            ( > 0, _, _, _) => Unknown(unknown, observed),
            (_, > 0, _, _) => new AccountAssignmentPlan.Wait(Reason.Progressing, $"AWS is working on {Assignments(running)}."),
            _ when survey[SurplusCase.Awaited].Count() is > 0 and var awaited =>
                new AccountAssignmentPlan.Wait(Reason.Progressing, $"Waiting until the other objects that want {Assignments(awaited)} have recorded them as theirs."),
            (_, _, true, _) when rules.GrantsWait is { } wait => wait,
            _ when rules.IsDeleting && survey[SurplusCase.Elsewhere].Count() is > 0 and var elsewhere => Elsewhere(elsewhere),
            (_, _, _, > 0) => new AccountAssignmentPlan.Wait(
                Reason.AssignmentFailed, $"AWS refused {Assignments(resting)}; each is tried again after as long as it has failed for. See status.failures."),
            _ => new AccountAssignmentPlan.Nothing(),
        };
    }

    private static AccountAssignmentPlan.Wait Unknown(int count, ObservedAccess observed) => observed switch
    {
        { Obstacle: { } obstacle } => new(obstacle.Reason, $"Waiting until {Assignments(count)} can be judged. {obstacle.Sentence}"),
        { IsUnsettled: true } => new(Reason.Progressing, $"Waiting until AWS is sure to show {Assignments(count)}, if there: what was written a moment ago may not be in its lists yet."),
        _ => new(Reason.Progressing, $"Waiting until {Assignments(count)} can be judged: AWS or other objects have not been read that far."),
    };

    private static AccountAssignmentPlan.Wait Elsewhere(int count) => new(
        Reason.InstanceChanged,
        $"{Assignments(count)} of this object were made in another IAM Identity Center instance than the one that is managed now, and are not touched: revoke them there, name that instance in "
        + "spec.instanceArn of IdentityCenter default, or set spec.deletionPolicy to Retain to let the object go without.");

    // Recorded before AWS is asked: a crash in between leaves no assignment behind that nobody knows.
    private static AccessLedger Next(AccessSurvey survey, ObservedAccess observed, RevocationVerdict.Passes? admission, AccountAssignmentRules rules)
    {
        if (rules.IsDeleting && rules.Ledger.Count == survey[SurplusCase.Gone].Count() + survey[SurplusCase.Released].Count() + survey[SurplusCase.Shared].Count())
            return AccessLedger.Empty;
        var recorded = (survey.Desired?.Tuples ?? []).Where(assignment => rules.Ledger.Contains(assignment) || observed.Present.Contains(assignment)).Concat(survey[WantedCase.Due]);
        SurplusCase[] kept = [SurplusCase.Elsewhere, SurplusCase.Shared, SurplusCase.Awaited, SurplusCase.Held, SurplusCase.Unknown, SurplusCase.Running, SurplusCase.Resting, SurplusCase.Revocable];
        return new(
        [
            .. recorded.Select(assignment => new LedgerEntry(assignment, IsRevoking: false)),
            .. kept.SelectMany(surplus => survey[surplus].Select(assignment => new LedgerEntry(assignment, IsLetThrough(assignment, surplus, admission, rules)))),
        ]);
    }

    // What is left alone for now is asked about anew when it is to be revoked after all: what passed in many windows must not leave in one. What never asked the guard has
    // not passed it, either: its reason may be another one by the next time.
    private static bool IsLetThrough(Assignment assignment, SurplusCase surplus, RevocationVerdict.Passes? admission, AccountAssignmentRules rules) => surplus switch
    {
        SurplusCase.Shared or SurplusCase.Awaited or SurplusCase.Held => false,
        SurplusCase.Revocable => rules.Ledger.IsRevoking(assignment) || (admission is not null && rules.AsksGuard(assignment)),
        _ => rules.Ledger.IsRevoking(assignment),
    };

    private static ValueList<AccountAssignmentStep> Differences(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var lacking = survey.Desired?.Tuples.Where(assignment => observed.Of(assignment) is Sighting.Absent) ?? [];
        SurplusCase[] tooMuch = [SurplusCase.Running, SurplusCase.Resting, SurplusCase.Revocable];
        var surplus = tooMuch.SelectMany(each => survey[each]).Where(observed.Present.Contains);
        return Grants(lacking, rules).Concat(Revocations(surplus, rules)).ToValueList();
    }

    private static AccessCounts Count(AccessSurvey survey, ObservedAccess observed)
    {
        var desired = survey.Desired?.Tuples.ToList() ?? [];
        var assigned = desired.Count(observed.Present.Contains);
        var restingGrants = survey[WantedCase.Resting].Count();
        var restingRevocations = survey[SurplusCase.Resting].Count();
        var revocations = survey[SurplusCase.Unknown].Count() + survey[SurplusCase.Running].Count() + survey[SurplusCase.Revocable].Count();
        return new(desired.Count, assigned, desired.Count - assigned - restingGrants + revocations, restingGrants + restingRevocations);
    }

    private static IEnumerable<AccountAssignmentStep> Grants(IEnumerable<Assignment> assignments, AccountAssignmentRules rules) =>
        assignments.Select(assignment => rules.Named(new Grant(assignment)));

    private static IEnumerable<AccountAssignmentStep> Revocations(IEnumerable<Assignment> assignments, AccountAssignmentRules rules) =>
        assignments.Select(rules.Revocation);

    private static AccountAssignmentPlan.Withhold OnlyObserved(ValueList<AccountAssignmentStep> steps) => new(
        Reason.Drifted,
        "AWS differs from the spec and spec.managementPolicy is Observe: set it to Enforce to let status.plan be carried out.",
        steps,
        PlanHash.Of(steps));

    private static string Assignments(int count) => count == 1 ? "1 assignment" : $"{count} assignments";
}
