using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a failed call means for a permission set.</summary>
internal static class PermissionSetFailure
{
    /// <summary>
    /// Whether a failure is about this part of the set and about no other: a refusal, or an error of AWS's own. A throttle, a key or credentials are about all, and so is a line
    /// that is dead.
    /// </summary>
    public static bool IsOfThePart(PermissionSetStep step, Exception error) =>
        step is not (PermissionSetStep.ProvisionAllAccounts or PermissionSetStep.ProvisionAccount or PermissionSetStep.Delete)
        && error is AmazonServiceException e && !AwsFailure.IsThrottle(e) && !AwsFailure.IsForWantOfSlots(e) && !AwsFailure.IsOfCredentials(e) && !AwsFailure.IsOfTheKey(e);

    /// <summary>The refusal of a step, with the fields of the spec that it is about.</summary>
    public static AwsFailure Of(PermissionSetStep step, Exception error)
    {
        var failure = AwsFailure.Classify(error);
        return failure with { Message = $"{FieldsOf(step)}: {failure.Message}{Hint(step, failure)}" };
    }

    private static string FieldsOf(PermissionSetStep step) => step switch
    {
        Create => "spec.name, spec.description, spec.sessionDuration, spec.relayState and spec.tags, which go together",
        UpdateDetails => "spec.description, spec.sessionDuration and spec.relayState, which go together",
        AttachManagedPolicy s => $"spec.managedPolicies[{s.Arn}]",
        DetachManagedPolicy s => $"spec.managedPolicies, to which {s.Arn} does not belong",
        AttachCustomerManagedPolicy s => $"spec.customerManagedPolicies[{s.Policy}]",
        DetachCustomerManagedPolicy s => $"spec.customerManagedPolicies, to which {s.Policy} does not belong",
        PutInlinePolicy => "spec.inlinePolicy",
        DeleteInlinePolicy => "spec.inlinePolicy, which is to be none",
        PutPermissionsBoundary s => $"spec.permissionsBoundary ({s.Boundary})",
        DeletePermissionsBoundary => "spec.permissionsBoundary, which is to be none",
        Tag s => $"spec.tags ({string.Join(", ", s.Tags.Keys.Take(3).Select(key => Quoted.Text(key, 128)))})",
        Untag s => $"spec.tags, to which {string.Join(", ", s.Keys.Take(3).Select(key => Quoted.Text(key, 128)))} does not belong",
        _ => "spec",
    };

    private static string Hint(PermissionSetStep step, AwsFailure failure) => (step, failure.Reason) switch
    {
        (AttachManagedPolicy s, Reason.InvalidSpec) when PermissionSetAdvice.OnManaged("spec.managedPolicies", s.Arn) is { } advice => $" {advice}",
        (PutPermissionsBoundary { Boundary: Boundary.Managed boundary }, Reason.InvalidSpec) when PermissionSetAdvice.OnManaged("spec.permissionsBoundary", boundary.Arn) is { } advice => $" {advice}",
        _ => "",
    };

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
