using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>What is the case with a record whose AccountAssignment is gone, or that cannot be taken as it is. The record of an object that is there has none: the object's own status tells.</summary>
public sealed record AccessRecordStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Ready: what is recorded is kept, or there is nothing left to do. Reconciling: it is being revoked. Stalled: somebody must act.</summary>
    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>What would be revoked; absent unless it is held back.</summary>
    [AtomicMap]
    public PlanStatus? Plan { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/approve that was last answered. It is good for one plan, once.</summary>
    public string? LastApproval { get; init; }
}
