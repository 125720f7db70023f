using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Asks the deletion guard before a permission set is deleted, and tells it what is held back.</summary>
internal sealed class PermissionSetGuard
{
    private static readonly string Kind = PermissionSet.Definition.Kind;

    private readonly DeletionGuard _guard;

    /// <summary>Subscribes to approvals, and to room.</summary>
    public PermissionSetGuard(DeletionGuard guard)
    {
        _guard = guard;
        guard.Released += (kind, key) =>
        {
            if (kind == Kind)
                Released?.Invoke(key);
        };
    }

    /// <summary>Raised when the deletion of this resource's set was approved on the IdentityCenter, or may have room now.</summary>
    public event Action<ObjectKey>? Released;

    /// <summary>The rules with what the guard allows now. Only a deletion asks, and waits until the guard knows.</summary>
    public async ValueTask<PermissionSetRules> AskedAsync(PermissionSet set, PermissionSetRules rules, CancellationToken cancellationToken)
    {
        if (set.Metadata.DeletionTimestamp is null)
            return rules;
        await _guard.ReadyAsync(cancellationToken);
        var key = set.Metadata.Key;
        return rules with
        {
            Room = _guard.PermissionSetsOf(Kind, key),
            IsApproved = name => _guard.IsApproved(Kind, key, name),
            IsAdmitted = hash => _guard.IsAdmitted(Request(set, hash)),
        };
    }

    /// <summary>The plan that may be carried out: a deletion has been counted, or is withheld if others took the room meanwhile.</summary>
    public async Task<PermissionSetPlan> PassAsync(
        PermissionSet set, PermissionSetPlan plan, ObservedPermissionSet? observed, PermissionSetRules rules, CancellationToken cancellationToken)
    {
        var passed = IsDeletion(plan) && !await TryAdmitAsync(set, observed!.Arn, rules, cancellationToken)
            ? PermissionSetPlanner.Plan(null, observed, rules with { Room = rules.Room with { Left = 0 } })
            : plan;
        Tell(set, passed, rules);
        return passed;
    }

    /// <summary>Nothing is planned for the resource as it is: nothing of it is held back, or could be approved.</summary>
    /// <param name="key">The resource.</param>
    /// <param name="shown">The name of the plan that its status shows; null for none.</param>
    public void LeaveAlone(ObjectKey key, string? shown)
    {
        if (shown is not null)
            _guard.Undone();
        _guard.Unblock(Kind, key);
    }

    /// <summary>Forgets a resource that is gone.</summary>
    public void Forget(ObjectKey key) => _guard.Settle(Kind, key);

    private static bool IsDeletion(PermissionSetPlan plan) => plan is PermissionSetPlan.Do act && act.Steps.Any(step => step is PermissionSetStep.Delete);

    private Task<bool> TryAdmitAsync(PermissionSet set, string arn, PermissionSetRules rules, CancellationToken cancellationToken) => _guard.TryAdmitAsync(
        Request(set, PermissionSetPlanner.DeletionHash(arn)) with { PermissionSets = 1, IsApproved = PermissionSetPlanner.IsDeletionApproved(arn, rules) }, cancellationToken);

    private void Tell(PermissionSet set, PermissionSetPlan plan, PermissionSetRules rules)
    {
        if (plan is PermissionSetPlan.Withhold { Reason: Reason.GuardTripped } held)
            _guard.Block(new(Kind, set.Metadata.Key, held.Hash, 0, 1, $"delete the permission set {Quoted.Text(PermissionSetDesired.NameOf(set))}"));
        else if (set.Metadata.DeletionTimestamp is not null)
            LeaveAlone(set.Metadata.Key, rules.Approval.Shown);
    }

    private static GuardRequest Request(PermissionSet set, string hash) => new(Kind, set.Metadata.Key, set.Metadata.Uid, hash);
}
