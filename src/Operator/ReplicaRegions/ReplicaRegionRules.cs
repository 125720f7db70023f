using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What the planner may do, and what it must know of the past and of other objects.</summary>
/// <param name="Region">The Region that the object is about.</param>
/// <param name="Now">The time.</param>
public sealed record ReplicaRegionRules(string Region, DateTimeOffset Now)
{
    /// <summary>Whether AWS is written to at all.</summary>
    public ManagementPolicy Management { get; init; }

    /// <summary>Whether the Region goes with the object.</summary>
    public DeletionPolicy Deletion { get; init; } = DeletionPolicy.Retain;

    /// <summary>How long AWS may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the object added the Region or took it over, from its status.</summary>
    public bool IsOwned { get; init; }

    /// <summary>What is under way with this Region, see <see cref="RegionWorkflow.Current"/>.</summary>
    public RegionWorkflow? Workflow { get; init; }

    /// <summary>Name of an older object that declares the same Region; null for none.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Whether another object, which is not being deleted, declares the same Region.</summary>
    public bool IsShared { get; init; }

    /// <summary>Name of an object that has waited longer for its turn; null for none.</summary>
    public string? Ahead { get; init; }

    /// <summary>The checks before AddRegion.</summary>
    public ValueList<PreflightCheck> Preflight { get; init; } = [];

    /// <summary>Whether the deletion of the object may remove the Region.</summary>
    public bool MayRemove => this is { Management: ManagementPolicy.Enforce, Deletion: DeletionPolicy.Delete, IsOwned: true, IsShared: false };

    /// <summary>Whether what is under way takes longer than it may.</summary>
    public bool IsLate => Workflow is { } workflow && Now - workflow.StartedAt >= Timeout;
}
