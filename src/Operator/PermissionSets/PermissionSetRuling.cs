using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Gathers what the planner must know of the past and of other objects.</summary>
internal sealed class PermissionSetRuling(PermissionSetRegister register, PermissionSetHolders holders, OrganizationDirectory organization, ClusterIdentity cluster, TimeProvider time)
{
    /// <summary>The rules for one plan, but for what the guard has to say.</summary>
    /// <param name="set">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="provisioning">Its provisionings.</param>
    /// <param name="observed">What AWS has; null for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<PermissionSetRules> RulesAsync(
        PermissionSet set, PermissionSetStatus status, PermissionSetProvisioning provisioning, ObservedPermissionSet? observed, CancellationToken cancellationToken)
    {
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
            // Somebody who asks for a look asks for a new try, too.
            RestingAccounts = Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt) is null ? provisioning.Resting(observed?.OutdatedAccounts ?? [], time.GetUtcNow()) : ValueDictionary.Empty,
            FleetFailed = provisioning.FleetFailed,
            AccountNameOf = id => organization.Current?.Accounts.GetValueOrDefault(id)?.Name,
            Holders = set.Metadata.DeletionTimestamp is not null && observed is not null ? holders.Of(observed.Arn) : [],
        };
    }
}
