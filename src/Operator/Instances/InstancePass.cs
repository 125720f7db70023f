using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>What one pass over IdentityCenter found and did: all that its status says. What is null is not known, and what status says of it stays.</summary>
/// <param name="Outcome">What it came to.</param>
internal sealed record InstancePass(Outcome Outcome)
{
    /// <summary>The instance.</summary>
    public Instance? Instance { get; init; }

    /// <summary>What AWS says of it.</summary>
    public InstanceFacts? Facts { get; init; }

    /// <summary>Who administers the organization.</summary>
    public AdministrationFacts? Administration { get; init; }

    /// <summary>The last look at everything.</summary>
    public SweepReport? Sweep { get; init; }

    /// <summary>Quotas, once everything was looked at.</summary>
    public IReadOnlyList<Quota>? Quotas { get; init; }

    /// <summary>Operations of others in flight.</summary>
    public int? OperationsOfOthers { get; init; }

    /// <summary>What nobody declared, as far as it was looked for.</summary>
    public UnmanagedView? Unmanaged { get; init; }

    /// <summary>What is left in AWS of objects that are gone; null when nothing is.</summary>
    public RecordsStatus? Records { get; init; }

    /// <summary>What would be revoked, where it is held back.</summary>
    public Plan<UnmanagedStep>? Plan { get; init; }

    /// <summary>Whether the object is left alone as it is, so that nothing of it is held back either.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>The reconcile-at annotation that this pass answered.</summary>
    public string? HandledReconcileAt { get; init; }
}
