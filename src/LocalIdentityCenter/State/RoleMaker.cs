namespace LocalIdentityCenter.State;

/// <summary>What IAM says when Identity Center makes or updates the role of a permission set in an account.</summary>
internal static class RoleMaker
{
    /// <summary>Null, or the failure reason of the operation.</summary>
    public static string? Problem(WorldState world, Instance instance, PermissionSet set, string accountId, Limits limits, Behaviour behaviour)
    {
        var account = world.Organization.Accounts[accountId];
        return MissingPolicy(set, account, instance.Partition) ?? TooManyPolicies(set, account, limits) ?? TooManyRoles(set, account, instance, limits)
            ?? InlinePolicy.Problem(set.InlinePolicy, instance.Partition, behaviour);
    }

    private static string? MissingPolicy(PermissionSet set, Account account, string partition)
    {
        IEnumerable<CustomerManagedPolicy> needed = set.Boundary?.CustomerManagedPolicy is { } boundary ? [.. set.CustomerManagedPolicies, boundary] : set.CustomerManagedPolicies;
        foreach (var policy in needed)
            if (!account.CustomerManagedPolicies.Contains(policy))
                return $"Received a 404 status error: Not supported policy {policy.ArnIn(account.Id, partition)}.";
        return null;
    }

    private static string? TooManyPolicies(PermissionSet set, Account account, Limits limits) =>
        (account.PoliciesPerRole ?? limits.PoliciesPerRole) is { } quota && set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count > quota
            ? $"Received a 409 status error: Cannot exceed quota for PoliciesPerRole: {quota}"
            : null;

    private static string? TooManyRoles(PermissionSet set, Account account, Instance instance, Limits limits) =>
        !set.Provisioned.ContainsKey(account.Id) && instance.ProvisionedTo(account.Id).Count >= limits.RolesPerAccount
            ? $"Received a 409 status error: Cannot exceed quota for RolesPerAccount: {limits.RolesPerAccount}"
            : null;
}
