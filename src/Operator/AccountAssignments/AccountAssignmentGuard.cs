using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Entities;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Asks the deletion guard before assignments are revoked, and tells it what is held back.</summary>
internal sealed class AccountAssignmentGuard
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly string RecordKind = AccessRecord.Definition.Kind;

    private readonly DeletionGuard _guard;

    /// <summary>Subscribes to approvals.</summary>
    public AccountAssignmentGuard(DeletionGuard guard)
    {
        _guard = guard;
        guard.Approved += (kind, key) =>
        {
            if (kind == Kind || kind == RecordKind)
                Approved?.Invoke(key);
        };
    }

    /// <summary>Raised when what is held back of this resource was approved on the IdentityCenter.</summary>
    public event Action<ObjectKey>? Approved;

    /// <summary>The rules with what the guard allows now. Only who has something to lose asks, and waits until the guard knows.</summary>
    public async Task<AccountAssignmentRules> AskedAsync(AccountAssignmentRules rules, CancellationToken cancellationToken)
    {
        if (rules.Ledger.Count == 0)
            return rules;
        await _guard.ReadyAsync(cancellationToken);
        return rules with { GuardLeft = _guard.Left.Revocations, IsApproved = _guard.IsApproved };
    }

    /// <summary>The decision that may be carried out: its new revocations have been counted, or are held back if others took the room meanwhile.</summary>
    /// <param name="key">The resource.</param>
    /// <param name="rules">What was decided by.</param>
    /// <param name="decide">Decides.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Decision> PassAsync(ObjectKey key, AccountAssignmentRules rules, Func<AccountAssignmentRules, Decision> decide, CancellationToken cancellationToken)
    {
        var decision = decide(rules);
        if (decision.LetThrough > 0 && !await TryTakeAsync(decision, rules, cancellationToken))
            decision = decide(rules with { GuardLeft = 0 });
        if (decision.Blocked is { } held)
            _guard.Block(new(KindOf(key), key, held.Hash, held.Steps.Count, 0, $"revoke {held.Steps.Count} assignments, first to {held.Steps[0].Summary}"));
        else
            _guard.Unblock(KindOf(key), key);
        return decision;
    }

    /// <summary>Nothing of a resource is held back any more: it is gone, or left alone.</summary>
    public void Forget(ObjectKey key) => _guard.Unblock(KindOf(key), key);

    // Records, whose objects are gone, are the only ones in no namespace.
    private static string KindOf(ObjectKey key) => key.Namespace is null ? RecordKind : Kind;

    private Task<bool> TryTakeAsync(Decision decision, AccountAssignmentRules rules, CancellationToken cancellationToken)
    {
        var first = decision.Ledger.Where(entry => entry.IsRevoking && rules.AsksGuard(entry.Assignment)).Select(entry => new Revoke(entry.Assignment));
        var hash = PlanHash.Of(first);
        return _guard.TryTakeAsync(decision.LetThrough, 0, hash == rules.Approval || rules.IsApproved(hash), cancellationToken);
    }
}
