using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Gathers what the planner must know of the past and of other objects.</summary>
internal sealed class PermissionSetRuling(
    PermissionSetRegister register, PermissionSetHolders holders, OrganizationDirectory organization, RefusedSteps refused, Leftovers leftovers, ClusterIdentity cluster, TimeProvider time)
{
    /// <summary>The rules for one plan, but for what the guard has to say.</summary>
    /// <param name="set">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="provisioning">Its provisionings.</param>
    /// <param name="observed">What AWS has; null for nothing.</param>
    /// <param name="skipped">The accounts that it is not brought to.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<PermissionSetRules> RulesAsync(
        PermissionSet set, PermissionSetStatus status, PermissionSetProvisioning provisioning, ObservedPermissionSet? observed, SkippedAccounts skipped, CancellationToken cancellationToken)
    {
        // Somebody who asks for a look asks for a new try, too.
        var isAsked = Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt) is not null;
        var assigned = IsToBeDeleted(set, observed) ? await holders.AccountsAsync(observed!, cancellationToken) : null;
        var self = new Owner(await cluster.UidAsync(cancellationToken), set.Metadata.Uid);
        return new(self)
        {
            Management = set.Spec.ManagementPolicy,
            Adoption = set.Spec.AdoptionPolicy,
            Deletion = set.Spec.DeletionPolicy,
            Provisioning = set.Spec.Provisioning,
            Approval = new(Wishes.Approval(set.Metadata), status.LastApproval, PermissionSetReport.ShownPlan(status)),
            ApprovedContent = status.Approved,
            ManagedTagKeys = (status.ManagedTagKeys ?? []).ToValueSet(),
            RecordedArn = status.Owned == true ? status.Arn : null,
            OwnerIsGone = observed?.Owner is { } owner && owner.Cluster == self.Cluster && !register.Exists(owner.Uid),
            ClaimedBy = register.OlderClaim(set),
            RestingAccounts = isAsked ? ValueDictionary.Empty : provisioning.Resting(observed?.OutdatedAccounts ?? [], time.GetUtcNow()),
            LackingPolicies = provisioning.LackingPolicies,
            InactiveAccounts = skipped.Inactive,
            UnreachableAccounts = skipped.Unreachable,
            Refused = refused.Of(set, isAsked),
            FleetFailed = provisioning.FleetFailed,
            AssignedAccounts = assigned,
            Leftover = LeftoverOf(set, assigned),
            AccountNameOf = id => organization.Current?.Accounts.GetValueOrDefault(id)?.Name,
            Holders = set.Metadata.DeletionTimestamp is not null && observed is not null ? holders.Of(observed.Arn) : [],
        };
    }

    private static bool IsToBeDeleted(PermissionSet set, ObservedPermissionSet? observed) =>
        set.Metadata.DeletionTimestamp is not null && set.Spec is { ManagementPolicy: ManagementPolicy.Enforce, DeletionPolicy: DeletionPolicy.Delete } && observed is { ProvisionedAccounts.Count: > 0 };

    private Leftover LeftoverOf(PermissionSet set, ValueSet<string>? assigned)
    {
        if (assigned is { Count: 0 })
            return leftovers.See(set.Metadata.Uid);
        leftovers.Forget(set.Metadata.Uid);
        return Leftover.None;
    }
}
