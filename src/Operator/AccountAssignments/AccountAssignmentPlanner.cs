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
        // What was only observed is left as it is.
        rules = rules with { LeavesAlone = rules.LeavesAlone || rules is { IsDeleting: true, Management: ManagementPolicy.Observe } };
        var wanted = rules.IsDeleting || rules.LeavesAlone ? null : desired;
        var decision = Plan(new AccessSurvey(wanted, observed, rules), observed, rules);
        if (!decision.Ledger.IsTooLarge || rules.GrantsWait is not null)
            return decision;
        var full = rules with { GrantsWait = Full(rules), IsFull = true };
        return Plan(new AccessSurvey(wanted, observed, full), observed, full);
    }

    private static Decision Plan(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var verdict = RevocationGuard.Judge(survey, rules);
        var (admission, held) = (verdict as RevocationVerdict.Passes, verdict as RevocationVerdict.Held);
        var revocable = survey[SurplusCase.Revocable].Where(assignment => admission is not null || !rules.AsksGuard(assignment)).ToHashSet();
        var steps = Grants(survey[WantedCase.Due], rules).Concat(Revocations(survey[SurplusCase.Revocable].Where(revocable.Contains).Where(a => !survey.ComesLater(a)), rules)).ToValueList();
        var differences = Differences(survey, observed, rules);
        var rest = held?.Plan ?? (rules.Management is ManagementPolicy.Observe && differences.Count > 0 ? OnlyObserved(differences) : WhenAllIsDone(survey, observed, rules));
        var ledger = Next(survey, observed, admission, rules);
        return new(steps.Count > 0 ? new AccountAssignmentPlan.Do(steps) : rest, ledger)
        {
            Held = held,
            Admission = admission,
            IsJudged = survey.IsSeen,
            HeldNothing = rules.Ledger.Count == 0,
            Adopts = ledger.Tuples.Any(recorded => !rules.Ledger.Contains(recorded) && observed.Present.Contains(recorded)),
            Differences = differences,
            Counts = Count(survey, observed),
            Holding = Holding(survey, rules),
        };
    }

    // An object that is changed again and again while its revocations wait must not outgrow what a record holds.
    private static AccountAssignmentPlan.Wait Full(AccountAssignmentRules rules) => new(
        Reason.TooManyAssignments,
        $"{Assignments(rules.Ledger.Count)} are recorded for this object, also such as are still to be revoked, and no more fit into its AccessRecord: nothing new is assigned until some of them are gone.");

    // Nothing can be done now: either everything is, or something is awaited.
    private static AccountAssignmentPlan WhenAllIsDone(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var unknown = survey[WantedCase.Unknown].Count() + survey[SurplusCase.Unknown].Count();
        var running = survey[WantedCase.Running].Count() + survey[SurplusCase.Running].Count();
        var resting = survey[WantedCase.Resting].Count() + survey[SurplusCase.Resting].Count();
        return (unknown, running, survey[WantedCase.Waiting].Any(), resting) switch
        {
            ( > 0, _, _, _) => Unknown(unknown, observed, rules),
            (_, > 0, _, _) => new AccountAssignmentPlan.Wait(Reason.Progressing, $"AWS is working on {Assignments(running)}."),
            _ when survey[SurplusCase.Awaited].Count() is > 0 and var awaited =>
                new AccountAssignmentPlan.Wait(Reason.Progressing, $"Waiting until the other objects that want {Assignments(awaited)} have recorded them as theirs."),
            (_, _, true, _) when rules.GrantsWait is { } wait => wait,
            _ when rules is { IsDeleting: true, LeavesAlone: false } && survey[SurplusCase.Elsewhere].Count() is > 0 and var elsewhere => Elsewhere(elsewhere, rules),
            (_, _, _, > 0) => new AccountAssignmentPlan.Wait(
                Reason.AssignmentFailed, $"AWS refused {Assignments(resting)}; each is tried again after as long as it has failed for. See status.failures."),
            _ when !rules.LeavesAlone && survey[SurplusCase.Foreign].Any() => Foreign(survey, rules),
            _ => new AccountAssignmentPlan.Nothing(),
        };
    }

    private static AccountAssignmentPlan.Wait Unknown(int count, ObservedAccess observed, AccountAssignmentRules rules) => observed switch
    {
        { Obstacle: { } obstacle } => new(obstacle.Reason, $"Waiting until {Assignments(count)} can be judged. {obstacle.Sentence(rules.AccountNameOf)}"),
        { IsUnsettled: true } => new(Reason.Progressing, $"Waiting until AWS is sure to show {Assignments(count)}, if there: what was written a moment ago may not be in its lists yet."),
        _ => new(Reason.Progressing, $"Waiting until {Assignments(count)} can be judged: AWS or other objects have not been read that far."),
    };

    private static AccountAssignmentPlan.Wait Foreign(AccessSurvey survey, AccountAssignmentRules rules)
    {
        var foreign = survey[SurplusCase.Foreign].ToList();
        return new(
            Reason.PermissionSetNotReady,
            $"{Assignments(foreign.Count)} that were recorded for this object are of a permission set that is not this cluster's any more, {Named.PermissionSet(foreign[0].PermissionSetArn, rules.SetNameOf(foreign[0].PermissionSetArn))}: they stay as they are, in AWS and in the "
            + $"record. See the PermissionSet that declares it{(rules is { IsDeleting: true, IsOwnerless: false } ? ", or set spec.deletionPolicy to Retain to let the object go without them" : "")}.");
    }

    private static AccountAssignmentPlan.Wait Elsewhere(int count, AccountAssignmentRules rules) => new(
        Reason.InstanceChanged,
        $"{Assignments(count)} of this object were made in another IAM Identity Center instance than the one that is managed now, and are not touched: revoke them there, name that instance in "
        + $"spec.instanceArn of IdentityCenter default, or {(rules.IsOwnerless ? "delete the record to have them forgotten" : "set spec.deletionPolicy to Retain to let the object go without")}.");

    // What keeps an object that is being deleted.
    private static ValueList<Assignment> Holding(AccessSurvey survey, AccountAssignmentRules rules)
    {
        SurplusCase[] holding = [SurplusCase.Awaited, SurplusCase.Unknown, SurplusCase.Running, SurplusCase.Resting, SurplusCase.Revocable];
        SurplusCase[] untouched = rules.LeavesAlone ? [] : [SurplusCase.Foreign, SurplusCase.Elsewhere];
        return !rules.IsDeleting ? [] : [.. holding.Concat(untouched).SelectMany(each => survey[each])];
    }

    // Recorded before AWS is asked: a crash in between leaves no assignment behind that nobody knows.
    private static AccessLedger Next(AccessSurvey survey, ObservedAccess observed, RevocationVerdict.Passes? admission, AccountAssignmentRules rules)
    {
        var takesOver = rules.Management is not ManagementPolicy.Observe;
        var recorded = (survey.Desired?.Tuples ?? []).Where(assignment => rules.Ledger.Contains(assignment) || (takesOver && observed.Present.Contains(assignment))).Concat(survey[WantedCase.Due]);
        SurplusCase[] left = [SurplusCase.Elsewhere, SurplusCase.Shared, SurplusCase.Awaited, SurplusCase.Held, SurplusCase.Foreign, SurplusCase.Excess];
        SurplusCase[] due = [SurplusCase.Unknown, SurplusCase.Running, SurplusCase.Resting, SurplusCase.Revocable];
        return new(
        [
            .. recorded.Concat(left.SelectMany(surplus => survey[surplus])).Select(assignment => new LedgerEntry(assignment, IsRevoking: false)),
            .. due.SelectMany(surplus => survey[surplus].Select(assignment => new LedgerEntry(assignment, IsLetThrough(assignment, surplus, admission, rules)))),
        ]);
    }

    // What is left alone for now is asked about anew when it is to be revoked after all: what passed in many windows must not leave in one. What never asked the guard has
    // not passed it, either: its reason may be another one by the next time.
    private static bool IsLetThrough(Assignment assignment, SurplusCase surplus, RevocationVerdict.Passes? admission, AccountAssignmentRules rules) =>
        rules.Ledger.IsRevoking(assignment) || (surplus is SurplusCase.Revocable && admission is not null && rules.AsksGuard(assignment));

    private static ValueList<AccountAssignmentStep> Differences(AccessSurvey survey, ObservedAccess observed, AccountAssignmentRules rules)
    {
        var lacking = survey.Desired?.Tuples.Where(assignment => observed.Of(assignment) is Sighting.Absent) ?? [];
        SurplusCase[] tooMuch = [SurplusCase.Running, SurplusCase.Resting, SurplusCase.Revocable, SurplusCase.Excess];
        var surplus = tooMuch.SelectMany(each => survey[each]).Where(observed.Present.Contains);
        return Grants(lacking, rules).Concat(Revocations(surplus, rules)).ToValueList();
    }

    private static AccessCounts Count(AccessSurvey survey, ObservedAccess observed)
    {
        var desired = survey.Desired?.Tuples.ToList() ?? [];
        var assigned = desired.Count(observed.Present.Contains);
        var restingGrants = survey[WantedCase.Resting].Count();
        var restingRevocations = survey[SurplusCase.Resting].Count();
        var revocations = survey[SurplusCase.Unknown].Count() + survey[SurplusCase.Running].Count() + survey[SurplusCase.Revocable].Count() + survey[SurplusCase.Excess].Count();
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
