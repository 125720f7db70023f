using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What was seen of the instance, as far as its Regions depend on it.</summary>
/// <param name="Regions">Its Regions, the primary one included.</param>
public sealed record ObservedInstance(ValueSet<ObservedRegion> Regions)
{
    /// <summary>The primary Region; null when AWS names none.</summary>
    public string? PrimaryRegion => Regions.FirstOrDefault(region => region.IsPrimary)?.Name;

    /// <summary>A Region that AWS is at work on. While there is one, AWS takes no request about any; null when there is none.</summary>
    public ObservedRegion? Busy => Regions.FirstOrDefault(region => region.Status is not ObservedRegionStatus.Active);

    /// <summary>The Region of this name; null when the instance does not have it.</summary>
    public ObservedRegion? Find(string name) => Regions.FirstOrDefault(region => region.Name == name);
}

/// <summary>A Region of the instance, as AWS lists it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Status">What AWS is doing about it.</param>
/// <param name="IsPrimary">Whether it is the primary one.</param>
/// <param name="AddedDate">When it was added, if AWS says.</param>
public sealed record ObservedRegion(string Name, ObservedRegionStatus Status, bool IsPrimary = false, DateTimeOffset? AddedDate = null);

/// <summary>What AWS is doing about a Region. There is no failed one: an addition that fails stays Adding, or is listed no more.</summary>
public enum ObservedRegionStatus
{
    /// <summary>A word that the operator does not know; it counts as a workflow in progress.</summary>
    Unknown,

    /// <summary>The instance is being replicated there.</summary>
    Adding,

    /// <summary>The instance is replicated there.</summary>
    Active,

    /// <summary>The Region is being removed.</summary>
    Removing,
}
