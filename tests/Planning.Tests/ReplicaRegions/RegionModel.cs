using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;

namespace Planning.Tests.ReplicaRegions;

/// <summary>Plays AWS for the Regions of an instance, and throws where AWS would refuse.</summary>
internal static class RegionModel
{
    public static ObservedInstance Apply(ObservedInstance instance, ReplicaRegionStep step) => (instance.Busy, instance.Find(step.Region), step) switch
    {
        ({ } busy, _, _) => throw new InvalidOperationException($"ConflictException: {busy.Name} is {busy.Status}"),
        (_, null, ReplicaRegionStep.Add) => new([.. instance.Regions, new(step.Region, ObservedRegionStatus.Adding, AddedDate: AnyRegion.Noon)]),
        (_, { IsPrimary: false } have, ReplicaRegionStep.Remove) => With(instance, have with { Status = ObservedRegionStatus.Removing }),
        _ => throw new InvalidOperationException($"ValidationException or ResourceNotFoundException: {step.Summary}"),
    };

    /// <summary>AWS ends what it is at.</summary>
    public static ObservedInstance Settle(ObservedInstance instance) => new(instance.Regions
        .Where(region => region.Status is not ObservedRegionStatus.Removing)
        .Select(region => region with { Status = ObservedRegionStatus.Active })
        .ToValueSet());

    private static ObservedInstance With(ObservedInstance instance, ObservedRegion region) =>
        new([.. instance.Regions.Where(other => other.Name != region.Name), region]);
}
