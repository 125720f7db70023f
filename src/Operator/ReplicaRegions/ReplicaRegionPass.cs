using IdentityCenterOperator.Reconciliation;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What one pass over a resource found, decided and did: all that its status says.</summary>
/// <param name="Outcome">What it came to.</param>
internal sealed record ReplicaRegionPass(Outcome Outcome)
{
    /// <summary>The Region; null when the spec is invalid or was not looked at.</summary>
    public string? Region { get; init; }

    /// <summary>What is wanted; null when the resource is being deleted or its spec is invalid.</summary>
    public ReplicaRegionState? Desired { get; init; }

    /// <summary>What AWS had before any step of this pass; null when it was not seen: what status says of AWS then stays.</summary>
    public ObservedInstance? Observed { get; init; }

    /// <summary>The instance, as far as it is known.</summary>
    public string? InstanceArn { get; init; }

    /// <summary>The plan; null when there was none to make.</summary>
    public ReplicaRegionPlan? Plan { get; init; }

    /// <summary>What is under way after this pass; null for nothing.</summary>
    public RegionWorkflow? Workflow { get; init; }

    /// <summary>How long AWS may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Whether the Region is this resource's own.</summary>
    public bool IsOwned { get; init; }

    /// <summary>The checks before AddRegion; null when there was nothing to check: those of the last time stay.</summary>
    public ValueList<PreflightCheck>? Preflight { get; init; }

    /// <summary>What is left to people; null when it is not known.</summary>
    public ValueList<string>? NextSteps { get; init; }

    /// <summary>The reconcile-at annotation that this pass answered.</summary>
    public string? HandledReconcileAt { get; init; }

    /// <summary>Where AWS differed from what is wanted.</summary>
    public ValueList<Difference> Differences => Observed is not null && Desired is not null ? ReplicaRegionDrift.Between(Desired, Observed) : [];
}
