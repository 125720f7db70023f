using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Asks the deletion guard before a permission set is deleted, and tells it what is held back.</summary>
internal sealed class PermissionSetGuard
{
    private readonly DeletionGuard _guard;

    // Counted already: a deletion that AWS refuses for a while is one deletion, however often it is tried.
    private readonly ConcurrentDictionary<string, bool> _counted = new(StringComparer.Ordinal);

    /// <summary>Subscribes to approvals.</summary>
    public PermissionSetGuard(DeletionGuard guard)
    {
        _guard = guard;
        guard.Approved += (kind, key) =>
        {
            if (kind == PermissionSet.Definition.Kind)
                Approved?.Invoke(key);
        };
    }

    /// <summary>Raised when the deletion of this resource's set was approved on the IdentityCenter.</summary>
    public event Action<ObjectKey>? Approved;

    /// <summary>The hash of the plan that the status says is held back; null for none.</summary>
    public static string? TrippedHash(PermissionSetStatus status) =>
        status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.GuardTripped) }) == true ? status.Plan?.Hash : null;

    /// <summary>The rules with what the guard allows now. Only a deletion asks, and waits until the guard knows.</summary>
    public async ValueTask<PermissionSetRules> AskedAsync(PermissionSet set, PermissionSetRules rules, CancellationToken cancellationToken)
    {
        if (set.Metadata.DeletionTimestamp is null || _counted.ContainsKey(set.Metadata.Uid))
            return rules with { IsApproved = _guard.IsApproved };
        await _guard.ReadyAsync(cancellationToken);
        return rules with { IsApproved = _guard.IsApproved, GuardLeft = _guard.Left.PermissionSets };
    }

    /// <summary>The plan that may be carried out: a deletion has been counted, or is withheld if others took the room meanwhile.</summary>
    public async Task<PermissionSetPlan> PassAsync(
        PermissionSet set, PermissionSetPlan plan, ObservedPermissionSet? observed, PermissionSetRules rules, CancellationToken cancellationToken)
    {
        var passed = IsDeletion(plan) && !await TryCountAsync(set, observed!, rules, cancellationToken)
            ? PermissionSetPlanner.Plan(null, observed, rules with { GuardLeft = 0 })
            : plan;
        Tell(set, passed);
        return passed;
    }

    /// <summary>Forgets a resource that is gone.</summary>
    public void Forget(ObjectKey key, string uid)
    {
        _counted.TryRemove(uid, out _);
        _guard.Unblock(PermissionSet.Definition.Kind, key);
    }

    private static bool IsDeletion(PermissionSetPlan plan) => plan is PermissionSetPlan.Do act && act.Steps.Any(step => step is PermissionSetStep.Delete);

    private async Task<bool> TryCountAsync(PermissionSet set, ObservedPermissionSet observed, PermissionSetRules rules, CancellationToken cancellationToken)
    {
        if (_counted.ContainsKey(set.Metadata.Uid))
            return true;
        var hash = PermissionSetPlanner.DeletionHash(observed.Arn);
        if (!await _guard.TryTakeAsync(0, 1, rules.Approval == hash || rules.IsApproved(hash), cancellationToken))
            return false;
        _counted[set.Metadata.Uid] = true;
        return true;
    }

    private void Tell(PermissionSet set, PermissionSetPlan plan)
    {
        if (plan is PermissionSetPlan.Withhold { Reason: Reason.GuardTripped } held)
            _guard.Block(new(PermissionSet.Definition.Kind, set.Metadata.Key, held.Hash, 0, 1, $"delete the permission set {Quoted.Text(PermissionSetDesired.NameOf(set))}"));
        else if (set.Metadata.DeletionTimestamp is not null && plan is not PermissionSetPlan.Do)
            _guard.Unblock(PermissionSet.Definition.Kind, set.Metadata.Key);
    }
}
