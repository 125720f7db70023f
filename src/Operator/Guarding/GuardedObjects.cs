using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Guarding;

/// <summary>The objects whose plans the guard is asked about.</summary>
internal sealed class GuardedObjects(ObjectStore<AccountAssignment> assignments, ObjectStore<PermissionSet> sets, ObjectStore<Entities.IdentityCenter> instances)
{
    /// <summary>The uids of all that there are, once all are known.</summary>
    public async Task<IReadOnlySet<string>> UidsAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(assignments.WaitForSyncAsync(cancellationToken), sets.WaitForSyncAsync(cancellationToken), instances.WaitForSyncAsync(cancellationToken));
        return assignments.All().Select(stored => stored.Uid)
            .Concat(sets.All().Select(stored => stored.Uid))
            .Concat(instances.All().Select(stored => stored.Uid))
            .ToHashSet(StringComparer.Ordinal);
    }
}
