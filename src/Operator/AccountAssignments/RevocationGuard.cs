using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Decides whether the deletion guard lets a plan's revocations through: all that it counts, or none of them. Those that it let through once are not asked about again.
/// </summary>
internal static class RevocationGuard
{
    /// <summary>What is held back and why; null when the revocations may be made.</summary>
    public static AccountAssignmentPlan.Withhold? Objection(AccessSurvey survey, AccountAssignmentRules rules)
    {
        var steps = survey[SurplusCase.Revocable].Where(rules.AsksGuard).Select(rules.Revocation).ToValueList();
        if (steps.Count == 0)
            return null;
        var hash = PlanHash.Of(steps);
        return hash == rules.Approval || rules.IsApproved(hash) || Why(steps, hash, rules) is not { } why
            ? null
            : new(Reason.GuardTripped, $"{why}: none of it is done until the annotation identitycenter.dev/approve is set to {hash}, {Undo(rules)}.", steps, hash);
    }

    // Kubernetes takes no deletion back, but what it does to AWS can still be chosen.
    private static string Undo(AccountAssignmentRules rules) =>
        rules.IsDeleting ? "or spec.deletionPolicy to Retain, which leaves all of it assigned and lets the object go" : "or the change is undone";

    private static string? Why(ValueList<AccountAssignmentStep> steps, string hash, AccountAssignmentRules rules)
    {
        var revocations = steps.Count == 1 ? "1 assignment" : $"{steps.Count} assignments";
        var shrunk = steps.Select(step => step.Assignment.AccountId).Distinct().Count(rules.ShrunkAccounts.Contains);
        return shrunk switch
        {
            > 0 => $"{revocations} would be revoked, and {shrunk} of their accounts left the organization together with many others",
            _ when steps.Count > rules.GuardLeft => $"{revocations} would be revoked, and the deletion guard allows {rules.GuardLeft} now",
            _ when hash == rules.TrippedHash => $"{revocations} would be revoked, which was more than the deletion guard allowed",
            _ => null,
        };
    }
}
