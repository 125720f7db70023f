namespace IdentityCenterOperator.IdentityCenter;

/// <summary>A quota of IAM Identity Center and how much of it is used; of one per account or per permission set, the most that one uses.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Used">How much is used.</param>
/// <param name="Limit">How much there is by AWS's published default; a raised quota cannot be read with an API of IAM Identity Center.</param>
internal sealed record Quota(string Name, int Used, int Limit)
{
    // AWS's published defaults (IAM Identity Center quotas).
    private const int PermissionSets = 3500;
    private const int PermissionSetsPerAccount = 500;
    private const int PoliciesPerPermissionSet = 20;
    private const int InlinePolicySize = 10_240;

    /// <summary>The quotas of permission sets, as far as these are known.</summary>
    public static IReadOnlyList<Quota> Of(IReadOnlyCollection<PermissionSetFacts> sets)
    {
        var accounts = sets.SelectMany(set => set.CurrentAccounts.Concat(set.OutdatedAccounts));
        return
        [
            new("permission_sets", sets.Count, PermissionSets),
            new("permission_sets_per_account", accounts.CountBy(account => account).Select(count => count.Value).DefaultIfEmpty().Max(), PermissionSetsPerAccount),
            new("policies_per_permission_set", sets.Select(set => set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count).DefaultIfEmpty().Max(), PoliciesPerPermissionSet),
            // White space does not count to this one.
            new("inline_policy_size", sets.Select(set => set.InlinePolicy?.Count(c => !char.IsWhiteSpace(c)) ?? 0).DefaultIfEmpty().Max(), InlinePolicySize),
        ];
    }
}
