using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Finds what is known of the instance, in memory where that is good enough, and what the checks before AddRegion look at.</summary>
internal sealed class ReplicaRegionSight(FactStore facts, InstanceReader reader, OrganizationAccount organization, ReplicaKeyReader keys)
{
    /// <summary>What AWS says of the instance; null when nothing is known yet and nothing urges: the sweep will tell.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="notBefore">It must have been read at this time or later; null when whatever is known will do.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<InstanceFacts?> LookAsync(Instance instance, DateTimeOffset? notBefore, CancellationToken cancellationToken) => facts.Instances.Of(instance.Arn) switch
    {
        Fact<InstanceFacts>.Present { StaleSince: null } known when notBefore is null || known.ReadAt >= notBefore => known.Value,
        Fact<InstanceFacts>.Unknown when notBefore is null => null,
        _ => await reader.ReadAsync(instance.Arn, CallPriority.Edit, cancellationToken),
    };

    /// <summary>The checks before AddRegion: at most one call to Organizations in a lifetime, and one to KMS.</summary>
    public async Task<ValueList<PreflightCheck>> CheckAsync(string region, Instance instance, InstanceFacts known, CancellationToken cancellationToken)
    {
        var key = ReplicaRegionObserved.KeyOf(known);
        return Preflight.Of(new(region, ReplicaRegionObserved.From(known).PrimaryRegion, instance.OwnerAccountId)
        {
            ManagementAccount = await organization.FindAsync(cancellationToken),
            PermissionSetsEnabled = known.PermissionSetsEnabled,
            Key = key,
            ReplicaKey = await keys.ReadAsync(key, region, cancellationToken),
        });
    }
}
