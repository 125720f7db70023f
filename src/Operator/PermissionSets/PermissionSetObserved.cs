using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>From what AWS says to what the planner compares.</summary>
internal static class PermissionSetObserved
{
    // AWS's own tags can neither be set nor removed.
    private const string ReservedTagPrefix = "aws:";

    /// <summary>The permission set as the planner sees it.</summary>
    /// <param name="facts">What AWS says.</param>
    /// <param name="isProvisioning">Whether a provisioning that the operator started is running.</param>
    public static ObservedPermissionSet From(PermissionSetFacts facts, bool isProvisioning) => new(facts.Arn, State(facts))
    {
        ProvisionedAccounts = facts.CurrentAccounts.Concat(facts.OutdatedAccounts).ToValueSet(),
        OutdatedAccounts = facts.OutdatedAccounts.ToValueSet(),
        IsProvisioning = isProvisioning,
    };

    /// <summary>What a set is right after AWS confirmed its creation: what it was created with, and nothing else. No read could say more.</summary>
    public static PermissionSetFacts JustCreated(PermissionSetStep.Create step, string arn) => new()
    {
        Arn = arn,
        Name = step.Name,
        Description = AwsReply.NullIfEmpty(step.Details.Description),
        SessionDuration = SessionDuration.Format(step.Details.SessionDuration),
        RelayState = AwsReply.NullIfEmpty(step.Details.RelayState),
        ManagedPolicies = [],
        CustomerManagedPolicies = [],
        Tags = step.Tags,
        CurrentAccounts = [],
        OutdatedAccounts = [],
    };

    private static PermissionSetState State(PermissionSetFacts facts) => new()
    {
        Name = facts.Name,
        Details = new()
        {
            Description = facts.Description ?? "",
            SessionDuration = SessionDuration.Observed(facts.SessionDuration),
            RelayState = facts.RelayState ?? "",
        },
        ManagedPolicies = facts.ManagedPolicies.ToValueSet(),
        CustomerManagedPolicies = facts.CustomerManagedPolicies.Select(Policy).ToValueSet(),
        InlinePolicy = PolicyDocument.Observed(facts.InlinePolicy),
        Boundary = facts switch
        {
            { BoundaryArn: { } arn } => new Boundary.Managed(arn),
            { BoundaryPolicy: { } policy } => new Boundary.CustomerManaged(Policy(policy)),
            _ => null,
        },
        Tags = new(facts.Tags.Where(tag => !tag.Key.StartsWith(ReservedTagPrefix, StringComparison.OrdinalIgnoreCase))),
    };

    private static CustomerManagedPolicy Policy(PolicyName policy) => new(policy.Name, policy.Path);
}
