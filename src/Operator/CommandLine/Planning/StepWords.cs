using System.Diagnostics;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Steps of all kinds as people read them.</summary>
internal static class StepWords
{
    /// <summary>A step on a permission set.</summary>
    /// <param name="step">The step.</param>
    /// <param name="accounts">How many accounts have the set.</param>
    public static PlannedStep Of(PermissionSetStep step, int accounts) => step switch
    {
        // The owner's tags name a uid that a new object does not have yet.
        Create s => new("CreatePermissionSet", StepSign.Adds, Trimmed(new Create(s.Name, s.Details, Declared(s.Tags)).Summary)),
        Tag s => new("TagResource", StepSign.Changes, Words(s)),
        ProvisionAllAccounts => new("ProvisionPermissionSet", StepSign.Changes, accounts == 1 ? "provision the 1 account that has it" : $"provision all {accounts} accounts that have it"),
        _ => new(OperationOf(step), SignOf(step), step.Summary),
    };

    /// <summary>A step on an assignment.</summary>
    /// <param name="step">The step.</param>
    /// <param name="set">Name of the permission set in AWS.</param>
    /// <param name="account">Name of the account; null for none.</param>
    public static PlannedStep Of(AccountAssignmentStep step, string set, string? account)
    {
        var (isGrant, principal) = (step is AccountAssignmentStep.Grant, step.Assignment.Principal);
        var where = Named.Account(step.Assignment.AccountId, account);
        return new(
            isGrant ? "CreateAccountAssignment" : "DeleteAccountAssignment",
            isGrant ? StepSign.Adds : StepSign.Removes,
            $"{(isGrant ? "assign" : "revoke")} {set} {(isGrant ? "to" : "from")} {step.Holder} in {where}")
        {
            Access = new(set, step.Assignment.AccountId, account, PrincipalType.Of(principal.Kind), principal.Id, step.Holder),
        };
    }

    /// <summary>A step on a Region.</summary>
    public static PlannedStep Of(ReplicaRegionStep step) =>
        step is ReplicaRegionStep.Add ? new("AddRegion", StepSign.Adds, step.Summary) : new("RemoveRegion", StepSign.Removes, step.Summary);

    /// <summary>A step on the instance.</summary>
    public static PlannedStep Of(InstanceStep step) => step switch
    {
        InstanceStep.CreateAttributes => new("CreateInstanceAccessControlAttributeConfiguration", StepSign.Adds, step.Summary),
        InstanceStep.UpdateAttributes => new("UpdateInstanceAccessControlAttributeConfiguration", StepSign.Changes, step.Summary),
        InstanceStep.DeleteAttributes => new("DeleteInstanceAccessControlAttributeConfiguration", StepSign.Removes, step.Summary),
        _ => throw new UnreachableException(),
    };

    private static string OperationOf(PermissionSetStep step) => step switch
    {
        UpdateDetails => "UpdatePermissionSet",
        AttachManagedPolicy => "AttachManagedPolicyToPermissionSet",
        DetachManagedPolicy => "DetachManagedPolicyFromPermissionSet",
        AttachCustomerManagedPolicy => "AttachCustomerManagedPolicyReferenceToPermissionSet",
        DetachCustomerManagedPolicy => "DetachCustomerManagedPolicyReferenceFromPermissionSet",
        PutInlinePolicy => "PutInlinePolicyToPermissionSet",
        DeleteInlinePolicy => "DeleteInlinePolicyFromPermissionSet",
        PutPermissionsBoundary => "PutPermissionsBoundaryToPermissionSet",
        DeletePermissionsBoundary => "DeletePermissionsBoundaryFromPermissionSet",
        Untag => "UntagResource",
        ProvisionAccount => "ProvisionPermissionSet",
        Delete => "DeletePermissionSet",
        _ => throw new UnreachableException(),
    };

    private static StepSign SignOf(PermissionSetStep step) => step switch
    {
        AttachManagedPolicy or AttachCustomerManagedPolicy => StepSign.Adds,
        DetachManagedPolicy or DetachCustomerManagedPolicy or DeleteInlinePolicy or Delete => StepSign.Removes,
        _ => StepSign.Changes,
    };

    private static ValueDictionary Declared(ValueDictionary tags) => new(tags.Where(tag => !Owner.TagKeys.Contains(tag.Key)));

    private static string Trimmed(string words) => words.EndsWith(" and tags ", StringComparison.Ordinal) ? words[..^" and tags ".Length] : words;

    private static string Words(Tag step) => (Declared(step.Tags), step.Tags.Keys.Any(Owner.TagKeys.Contains)) switch
    {
        ({ Count: 0 }, _) => "tag it as this object's own",
        (var tags, true) => $"tag it as this object's own, and {new Tag(tags).Summary}",
        _ => step.Summary,
    };
}
