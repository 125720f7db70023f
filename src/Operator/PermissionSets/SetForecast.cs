using System.Diagnostics;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What AWS has of a permission set after a step.</summary>
internal static class SetForecast
{
    /// <summary>The facts after a step other than a creation or a deletion. A change of what the set grants leaves all its accounts behind until they are provisioned.</summary>
    public static PermissionSetFacts After(PermissionSetFacts set, PermissionSetStep step) => step switch
    {
        Tag s => set with { Tags = new Dictionary<string, string>([.. set.Tags.Where(tag => !s.Tags.ContainsKey(tag.Key)), .. s.Tags]) },
        Untag s => set with { Tags = set.Tags.Where(tag => !s.Keys.Contains(tag.Key)).ToDictionary() },
        ProvisionAllAccounts => set with { CurrentAccounts = All(set), OutdatedAccounts = [] },
        ProvisionAccount s => set with { CurrentAccounts = [.. set.CurrentAccounts.Union(set.OutdatedAccounts.Intersect([s.AccountId]))], OutdatedAccounts = [.. set.OutdatedAccounts.Where(account => account != s.AccountId)] },
        UpdateDetails s when !ReachesAccounts(set, s.Details) => Edited(set, step),
        _ => Edited(set, step) with { CurrentAccounts = [], OutdatedAccounts = All(set) },
    };

    /// <summary>The same, but a change leaves just these accounts behind.</summary>
    public static PermissionSetFacts After(PermissionSetFacts set, PermissionSetStep step, ValueSet<string> behind) =>
        After(set, step) is { CurrentAccounts.Count: 0 } changed
            ? changed with { CurrentAccounts = [.. set.CurrentAccounts.Where(account => !behind.Contains(account))], OutdatedAccounts = [.. set.OutdatedAccounts.Union(set.CurrentAccounts.Where(behind.Contains))] }
            : After(set, step);

    /// <summary>The same, but for the accounts: those are as they are.</summary>
    public static PermissionSetFacts ContentAfter(PermissionSetFacts set, PermissionSetStep step) =>
        After(set, step) with { CurrentAccounts = set.CurrentAccounts, OutdatedAccounts = set.OutdatedAccounts };

    private static bool ReachesAccounts(PermissionSetFacts set, PermissionSetDetails details) =>
        SessionDuration.Observed(set.SessionDuration) != details.SessionDuration || (set.RelayState ?? "") != details.RelayState;

    private static string[] All(PermissionSetFacts set) => [.. set.CurrentAccounts, .. set.OutdatedAccounts];

    private static PermissionSetFacts Edited(PermissionSetFacts set, PermissionSetStep step) => step switch
    {
        UpdateDetails { Details: var details } => set with
        {
            Description = AwsReply.NullIfEmpty(details.Description),
            SessionDuration = SessionDuration.Format(details.SessionDuration),
            RelayState = AwsReply.NullIfEmpty(details.RelayState),
        },
        AttachManagedPolicy s => set with { ManagedPolicies = [.. set.ManagedPolicies.Union([s.Arn])] },
        DetachManagedPolicy s => set with { ManagedPolicies = [.. set.ManagedPolicies.Where(arn => arn != s.Arn)] },
        AttachCustomerManagedPolicy s => set with { CustomerManagedPolicies = [.. set.CustomerManagedPolicies.Union([NameOf(s.Policy)])] },
        DetachCustomerManagedPolicy s => set with { CustomerManagedPolicies = [.. set.CustomerManagedPolicies.Where(policy => policy != NameOf(s.Policy))] },
        PutInlinePolicy s => set with { InlinePolicy = s.Policy.Text },
        DeleteInlinePolicy => set with { InlinePolicy = null },
        PutPermissionsBoundary { Boundary: Boundary.Managed boundary } => set with { BoundaryArn = boundary.Arn, BoundaryPolicy = null },
        PutPermissionsBoundary { Boundary: Boundary.CustomerManaged boundary } => set with { BoundaryArn = null, BoundaryPolicy = NameOf(boundary.Policy) },
        DeletePermissionsBoundary => set with { BoundaryArn = null, BoundaryPolicy = null },
        _ => throw new UnreachableException(),
    };

    private static PolicyName NameOf(CustomerManagedPolicy policy) => new(policy.Path, policy.Name);
}
