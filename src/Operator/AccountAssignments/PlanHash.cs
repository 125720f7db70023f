using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Names plans for their approval.</summary>
internal static class PlanHash
{
    /// <summary>The same for the same steps in any order. Names of principals make no difference: they may come to be known later.</summary>
    public static string Of(IEnumerable<AccountAssignmentStep> steps) => Fingerprint.Of(steps.Select(Line).Order(StringComparer.Ordinal));

    private static string Line(AccountAssignmentStep step) =>
        $"{(step is Grant ? '+' : '-')} {step.Assignment.PermissionSetArn} {step.Assignment.AccountId} {step.Assignment.Principal.Kind} {step.Assignment.Principal.Id}";
}
