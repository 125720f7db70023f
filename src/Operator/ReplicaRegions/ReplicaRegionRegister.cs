using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>
/// What the other ReplicaRegions of this cluster mean for one of them: who keeps a Region that two declare, and whose turn it is. The line is in the statuses, so that
/// a restart keeps it: who waits for its turn has <c>waitingSince</c> and the reason RegionBusy. Who fails a check, is paused or only observed does not wait, and
/// holds nobody up.
/// </summary>
internal sealed class ReplicaRegionRegister(ObjectStore<ReplicaRegion> store, StatusWriter<ReplicaRegion, ReplicaRegionStatus> statuses)
{
    /// <summary>All objects.</summary>
    public IEnumerable<ObjectKey> Keys => store.All().Select(stored => stored.Key);

    /// <summary>Name of an older object that declares the same Region, and so keeps it; null for none.</summary>
    public string? OlderClaim(ReplicaRegion entity) => Rivals(entity)
        .Where(other => Age(other).CompareTo(Age(entity)) < 0)
        .MinBy(Age)?.Metadata.Name;

    /// <summary>Whether another object, which is not being deleted, declares the same Region. One that cannot be read says no more than which, and that is enough to keep it.</summary>
    public bool IsShared(ReplicaRegion entity) => store.All().Any(other => other.Uid != entity.Metadata.Uid && !other.IsDeleting && RegionOf(other) == ReplicaRegionDesired.RegionOf(entity));

    /// <summary>Name of an object that has waited longer than this one; null when it is this one's turn.</summary>
    public string? Ahead(ReplicaRegion entity, DateTimeOffset now) => Others(entity)
        .Where(other => IsWaiting(statuses.Latest(other)))
        .Where(other => Place(other, now).CompareTo(Place(entity, now)) < 0)
        .MinBy(other => Place(other, now))?.Metadata.Name;

    /// <summary>Whether a status is that of an object in the line.</summary>
    public static bool IsWaiting(ReplicaRegionStatus? status) =>
        status is { WaitingSince: not null } && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.RegionBusy) }) == true;

    // Who begins to wait now comes after all who wait already. Objects of the same second: their age, then the uid decides, the same way for everybody.
    private (DateTimeOffset, DateTimeOffset, string) Place(ReplicaRegion entity, DateTimeOffset now) =>
        (statuses.Latest(entity)?.WaitingSince ?? now, entity.Metadata.CreationTimestamp ?? now, entity.Metadata.Uid);

    private static (DateTimeOffset, string) Age(ReplicaRegion entity) => (entity.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue, entity.Metadata.Uid);

    private static string RegionOf(StoredObject<ReplicaRegion> stored)
    {
        using var document = JsonDocument.Parse(stored.Json, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("spec", out var spec) && spec.ValueKind is JsonValueKind.Object && spec.TryGetProperty("region", out var region) && region.ValueKind is JsonValueKind.String
            ? region.GetString()!
            : stored.Key.Name;
    }

    private IEnumerable<ReplicaRegion> Rivals(ReplicaRegion entity) => Others(entity).Where(other => ReplicaRegionDesired.RegionOf(other) == ReplicaRegionDesired.RegionOf(entity));

    private IEnumerable<ReplicaRegion> Others(ReplicaRegion entity) =>
        store.All().Where(stored => stored.Uid != entity.Metadata.Uid).Select(stored => stored.Value).OfType<ReplicaRegion>();
}
