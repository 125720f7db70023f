using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a failed call means for a permission set.</summary>
internal static class PermissionSetFailure
{
    /// <summary>
    /// Explains a refusal. AWS lets a delegated administrator change no permission set that the management account has (IAM User Guide, delegated administration): it says
    /// just AccessDenied, and no policy of the role would help.
    /// </summary>
    /// <param name="failure">The failure as such.</param>
    /// <param name="set">What is known of the set; null for nothing.</param>
    /// <param name="administration">What is known of the organization; null for nothing.</param>
    public static AwsFailure Explain(AwsFailure failure, PermissionSetFacts? set, AdministrationFacts? administration) =>
        failure is { Class: FailureClass.Terminal, Reason: Reason.AccessDenied } && administration?.ManagementAccountId is { } management && Has(set, management)
            ? failure with
            {
                Reason = Reason.ManagementAccountUnreachable,
                Message = $"The management account {management} has this permission set, and only an identity of that account may change it: run the operator there, or keep a separate permission "
                    + $"set for it and take this one away from it. {failure.Message}",
            }
            : failure;

    private static bool Has(PermissionSetFacts? set, string account) => set is not null && (set.CurrentAccounts.Contains(account) || set.OutdatedAccounts.Contains(account));
}
