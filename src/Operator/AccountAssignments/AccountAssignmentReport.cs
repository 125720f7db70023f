using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Status as a function of what a pass came to.</summary>
internal static class AccountAssignmentReport
{
    /// <summary>The status after a pass.</summary>
    /// <param name="previous">The status before it.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="generation">Generation that the pass was about.</param>
    /// <param name="now">The time.</param>
    public static AccountAssignmentStatus From(AccountAssignmentStatus previous, AccountAssignmentPass pass, long generation, DateTimeOffset now)
    {
        var conditions = Conditions.From(
            pass.Outcome,
            pass.Decision is { } decision ? [.. Drifted(decision)] : null,
            [.. (previous.Conditions ?? []).Select(ConditionMapping.FromStored)],
            generation,
            now);
        var next = previous with
        {
            ObservedGeneration = pass.Outcome is Outcome.Paused ? previous.ObservedGeneration : generation,
            Conditions = [.. conditions.Select(ConditionMapping.ToStored)],
            PermissionSetArn = pass.PermissionSetArn ?? previous.PermissionSetArn,
            PermissionSetName = pass.PermissionSetName ?? previous.PermissionSetName,
            Principals = pass.Principals ?? previous.Principals,
            LastHandledReconcileAt = pass.HandledReconcileAt ?? previous.LastHandledReconcileAt,
            LastSyncTime = pass.Outcome is Outcome.InSync ? ConditionMapping.WholeSeconds(now) : previous.LastSyncTime,
            ExpiryNotice = pass.Notice ?? previous.ExpiryNotice,
            AccessRecord = pass.AccessRecord ?? previous.AccessRecord,
            Granted = null,
            DeclaredEnd = pass.DeclaredEnd,
            Plan = pass.IsLeftAlone ? null : previous.Plan,
        };
        return pass.Decision is null ? next : WithDecision(next, pass, pass.Decision, now);
    }

    /// <summary>The name of the plan that status says the guard holds back; null for none. A plan that is only observed was never held back.</summary>
    public static string? ShownPlan(AccountAssignmentStatus status) =>
        status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.Drifted) }) == true ? null : status.Plan?.Hash;

    private static AccountAssignmentStatus WithDecision(AccountAssignmentStatus next, AccountAssignmentPass pass, Decision decision, DateTimeOffset now) => next with
    {
        Assignments = Counts(decision, pass.SkippedAccounts),
        Failures = pass.Failures.Count == 0 ? null : [.. pass.Failures.Take(Entities.AssignmentFailure.MaxEntries).Select(Entry)],
        Drift = DriftOf(decision.Differences, next.Drift, now),
        Plan = decision.IsJudged ? PlanOf(decision.Held?.Plan ?? decision.Plan as AccountAssignmentPlan.Withhold) : next.Plan,
        LastApproval = decision.IsJudged ? pass.Approval : next.LastApproval,
    };

    private static AssignmentCounts Counts(Decision decision, int skipped) => Counts(decision.Counts, skipped) with { Recorded = decision.Ledger.Count };

    private static AssignmentCounts Counts(AccessCounts counts, int skipped) => new()
    {
        Desired = counts.Desired,
        Assigned = counts.Assigned,
        Pending = counts.Pending,
        Failed = counts.Failed,
        SkippedAccounts = skipped,
        Summary = $"{counts.Assigned}/{counts.Desired}",
    };

    private static Entities.AssignmentFailure Entry(AssignmentFailure failure) => new()
    {
        AccountId = failure.Assignment.AccountId,
        Principal = failure.Step.Holder,
        Reason = failure.Reason.ToString(),
        Message = failure.Message,
        RequestId = failure.RequestId,
        Since = ConditionMapping.WholeSeconds(failure.Since),
        LastAttempt = ConditionMapping.WholeSeconds(failure.LastAttempt),
    };

    private static IEnumerable<Finding> Drifted(Decision decision) => decision.Differences is not [var first, ..] all
        ? []
        : [new(Conditions.Drifted, ConditionStatus.True, Reason.Drifted, $"AWS differs from what is declared in {(all.Count == 1 ? "1 assignment" : $"{all.Count} assignments, first")}: {first.Summary}.")];

    private static DriftStatus DriftOf(ValueList<AccountAssignmentStep> differences, DriftStatus? previous, DateTimeOffset now) => differences.Count == 0 ? DriftStatus.None : new()
    {
        Total = differences.Count,
        Entries = [.. differences.Take(DriftStatus.MaxEntries).Select(step => Entry(step, previous, now))],
    };

    private static DriftEntry Entry(AccountAssignmentStep step, DriftStatus? previous, DateTimeOffset now)
    {
        var path = $"{step.Set}[{step.Where}, {step.Holder}]";
        return new()
        {
            Path = path,
            Desired = step is Grant ? Assigned : Difference.Absent,
            Observed = step is Grant ? Difference.Absent : Assigned,
            Since = previous?.Entries?.FirstOrDefault(entry => entry.Path == path)?.Since ?? ConditionMapping.WholeSeconds(now),
        };
    }

    private const string Assigned = "assigned";

    private static PlanStatus? PlanOf(AccountAssignmentPlan.Withhold? withheld) => withheld is null ? null : new()
    {
        Hash = withheld.Hash,
        Total = withheld.Steps.Count,
        Steps = [.. withheld.Steps.Take(PlanStatus.MaxSteps).Select(step => step.Summary)],
    };
}
