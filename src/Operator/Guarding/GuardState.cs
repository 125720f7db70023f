using System.Collections.Immutable;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>All that the guard remembers, as a value.</summary>
internal sealed record GuardState
{
    /// <summary>What was taken away lately.</summary>
    public GuardWindow Window { get; init; } = GuardWindow.Empty;

    /// <summary>Plans that are held back, by the object whose plan it is.</summary>
    public ImmutableSortedDictionary<string, GuardedPlan> Blocked { get; init; } = ImmutableSortedDictionary.Create<string, GuardedPlan>(StringComparer.Ordinal);

    /// <summary>Hashes of plans that were approved and are not done yet, by object.</summary>
    public ImmutableSortedDictionary<string, string> Approved { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The approval that was last acted on: an annotation that stays behind must not approve the same plans when they come up again.</summary>
    public string? LastApproval { get; init; }

    /// <summary>Whether there is nothing to remember.</summary>
    public bool IsEmpty => Window.Buckets.Count == 0 && Blocked.IsEmpty && Approved.IsEmpty;

    /// <summary>Names everything that is held back and not approved yet; null while there is nothing.</summary>
    public string? Hash => Waiting.ToList() is { Count: > 0 } plans ? Fingerprint.Of(plans.Select(plan => $"{plan.Owner} {plan.Hash}")) : null;

    /// <summary>Plans that are held back and not approved, in a fixed order.</summary>
    public IEnumerable<GuardedPlan> Waiting => Blocked.Values.Where(plan => Approved.GetValueOrDefault(plan.Owner) != plan.Hash);

    /// <summary>Whether a plan of this hash was approved.</summary>
    public bool IsApproved(string hash) => Approved.ContainsValue(hash);

    /// <summary>Holds a plan back. An approval of another plan of the same object ends: it was not given for this one.</summary>
    public GuardState Block(GuardedPlan plan) => Blocked.GetValueOrDefault(plan.Owner) == plan ? this : this with
    {
        Blocked = Blocked.SetItem(plan.Owner, plan),
        Approved = Approved.GetValueOrDefault(plan.Owner) == plan.Hash ? Approved : Approved.Remove(plan.Owner),
    };

    /// <summary>The object has no plan any more that is held back.</summary>
    public GuardState Unblock(string kind, ObjectKey key)
    {
        var owner = $"{kind} {key}";
        return Blocked.ContainsKey(owner) || Approved.ContainsKey(owner) ? this with { Blocked = Blocked.Remove(owner), Approved = Approved.Remove(owner) } : this;
    }

    /// <summary>Approves everything that is held back, if this is its name and was not acted on before.</summary>
    public GuardState Approve(string? approval)
    {
        // Once the annotation says something else, the same name may be given again.
        if (approval != LastApproval && LastApproval is not null)
            return (this with { LastApproval = null }).Approve(approval);
        return approval is null || approval == LastApproval || approval != Hash
            ? this
            : this with { LastApproval = approval, Approved = Approved.SetItems(Waiting.Select(plan => KeyValuePair.Create(plan.Owner, plan.Hash))) };
    }
}
