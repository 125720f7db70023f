using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Says where AWS differs from what is declared, for people. A Region on its way to what is declared does not differ.</summary>
public static class ReplicaRegionDrift
{
    /// <summary>The path of each difference.</summary>
    public const string Field = "spec.region";

    /// <summary>The difference, if there is one.</summary>
    public static ValueList<Difference> Between(ReplicaRegionState desired, ObservedInstance observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        return observed.Find(desired.Region) switch
        {
            null => [new(Field, desired.Region, Difference.Absent)],
            { Status: ObservedRegionStatus.Removing } => [new(Field, desired.Region, "being removed")],
            _ => [],
        };
    }
}
