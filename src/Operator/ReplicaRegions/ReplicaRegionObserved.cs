using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>From what AWS says to what the planner compares.</summary>
internal static class ReplicaRegionObserved
{
    private const string CustomerManaged = "CUSTOMER_MANAGED_KEY";

    /// <summary>The instance as the planner sees it.</summary>
    public static ObservedInstance From(InstanceFacts facts) => new(facts.Regions.Select(Region).ToValueSet());

    /// <summary>How it is encrypted.</summary>
    public static InstanceKey KeyOf(InstanceFacts facts) =>
        new(facts.Encryption.KeyType == CustomerManaged ? facts.Encryption.KeyArn : null, facts.Encryption.Status, facts.Encryption.StatusReason);

    private static ObservedRegion Region(RegionFacts region) => new(region.Name, Status(region.Status), region.IsPrimary, region.AddedDate);

    private static ObservedRegionStatus Status(string? status) => status switch
    {
        "ACTIVE" => ObservedRegionStatus.Active,
        "ADDING" => ObservedRegionStatus.Adding,
        "REMOVING" => ObservedRegionStatus.Removing,
        _ => ObservedRegionStatus.Unknown,
    };
}
