using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The instance that what is recorded in the cluster is about, as far as it is recorded.</summary>
/// <param name="Arn">ARN of the instance.</param>
/// <param name="IdentityStoreId">Its directory; null where that is not recorded.</param>
/// <param name="ManagementAccountId">The organization's management account; null where that is not recorded.</param>
internal sealed record RecordedInstance(string Arn, string? IdentityStoreId = null, string? ManagementAccountId = null)
{
    /// <summary>What stands against managing another instance, directory or organization than this; null where it is the same.</summary>
    public InstanceObjection? To(Instance found, string? managementAccount = null) => this switch
    {
        _ when found.Arn != Arn => new(Reason.InstanceChanged, Sentence(found, $"the instance {Arn}", $"the instance {found.Arn}")),
        { IdentityStoreId: { } store } when store != found.IdentityStoreId => new(
            Reason.InstanceChanged, Sentence(found, $"the instance {Arn} with the identity store {store}", $"that instance with the identity store {found.IdentityStoreId}")),
        { ManagementAccountId: { } management } when managementAccount is not null && management != managementAccount => new(
            Reason.InstanceChanged,
            Sentence(found, $"the instance {Arn} of the organization of management account {management}", $"that instance in the organization of management account {managementAccount}")),
        _ => null,
    };

    private static string Sentence(Instance found, string recorded, string seen) =>
        $"What is recorded in this cluster is about {recorded}, and what the operator reaches now is {seen}: nothing is written to either. If the operator runs with the wrong role or Region, "
        + $"correct that. If {found.Arn} is meant from now on, name it in spec.instanceArn of IdentityCenter default: then everything is looked for and made there anew, and what the other has stays as it is.";
}

/// <summary>
/// Tells which instance the statuses in the cluster are about: that of the IdentityCenter that people declared or of the operator's own, or where neither says so, those of the PermissionSets,
/// AccountAssignments and AccessRecords. Another instance must not be taken for it: ARNs and ids of one mean nothing in the other, and what is "not there" in the other is there all the same.
/// </summary>
internal sealed class InstanceRecord(
    ObjectStore<Entities.IdentityCenter> centers,
    ObjectStore<Entities.PermissionSet> sets,
    ObjectStore<Entities.AccountAssignment> assignments,
    ObjectStore<Entities.AccessRecord> records,
    InstanceGate gate)
{
    /// <summary>What is recorded; null for nothing. Waits until the stores are filled.</summary>
    /// <param name="found">The instance that was found: of several that they are about it is the one that counts, if it is among them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<RecordedInstance?> ReadAsync(Instance found, CancellationToken cancellationToken)
    {
        await centers.WaitForSyncAsync(cancellationToken);
        await sets.WaitForSyncAsync(cancellationToken);
        await assignments.WaitForSyncAsync(cancellationToken);
        if ((OfCenter(ReportingInstance.Declared) ?? OfCenter(ReportingInstance.Discovered)) is { } told)
            return told;
        // Where records cannot be read nothing leaves anyway.
        await gate.RecordsKnownAsync(cancellationToken);
        return OfOthers(found);
    }

    private RecordedInstance? OfCenter(ObjectKey key) =>
        centers.Find(key)?.Value?.Status is { InstanceArn: { } arn } status ? new(arn, status.IdentityStoreId, status.ManagementAccountId) : null;

    private RecordedInstance? OfOthers(Instance found)
    {
        var arns = sets.All().Select(stored => stored.Value?.Status?.InstanceArn)
            .Concat(assignments.All().Select(stored => stored.Value?.Status?.PermissionSetArn is { } arn ? Instance.OfPermissionSet(arn) : null))
            .Concat(records.All().SelectMany(stored => stored.Value?.Spec.Granted ?? []).Select(granted => Instance.OfPermissionSet(granted.PermissionSetArn)))
            .OfType<string>().Where(arn => arn.Contains(":instance/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return arns.Contains(found.Arn) || arns.Count == 0 ? null : new(arns.Order(StringComparer.Ordinal).First());
    }
}
