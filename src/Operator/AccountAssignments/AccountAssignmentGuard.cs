using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Asks the deletion guard before assignments are revoked, and tells it what is held back.</summary>
internal sealed class AccountAssignmentGuard
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly string RecordKind = AccessRecord.Definition.Kind;

    private readonly DeletionGuard _guard;
    private readonly VanishedPrincipals _vanished;
    private readonly AuditNames _names;
    private readonly OperatorSettings _settings;

    /// <summary>Subscribes to approvals, and to room.</summary>
    public AccountAssignmentGuard(DeletionGuard guard, VanishedPrincipals vanished, AuditNames names, OperatorSettings settings)
    {
        (_guard, _vanished, _names, _settings) = (guard, vanished, names, settings);
        guard.Released += (kind, key) =>
        {
            if (kind == Kind || kind == RecordKind)
                Released?.Invoke(key);
        };
    }

    /// <summary>Raised when what is held back of this resource was approved on the IdentityCenter, or may have room now.</summary>
    public event Action<ObjectKey>? Released;

    /// <summary>The rules with what the guard allows now. Only who has something to lose asks, and waits until the guard knows.</summary>
    public async Task<AccountAssignmentRules> AskedAsync(AuditSubject owner, AccountAssignmentRules rules, CancellationToken cancellationToken)
    {
        if (rules.Ledger.Count == 0)
            return rules;
        await _guard.ReadyAsync(cancellationToken);
        return rules with
        {
            Room = _guard.RevocationsOf(owner.Kind, owner.Key),
            IsApproved = name => _guard.IsApproved(owner.Kind, owner.Key, name),
            IsAdmitted = hash => _guard.IsAdmitted(Request(owner, hash)),
        };
    }

    /// <summary>The decision that may be carried out: its new revocations have been counted, or are held back if others took the room meanwhile.</summary>
    /// <param name="owner">Whose plan it is.</param>
    /// <param name="rules">What was decided by.</param>
    /// <param name="decide">Decides.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Decision> PassAsync(AuditSubject owner, AccountAssignmentRules rules, Func<AccountAssignmentRules, Decision> decide, CancellationToken cancellationToken)
    {
        var decision = decide(rules);
        if (decision.Held is { } held && await _vanished.AmongAsync(held.Plan.Steps.Select(step => step.Assignment.Principal), cancellationToken) is { Count: > 0 } gone)
            decision = decide(rules = rules.Without(gone));
        if (decision.Admission is { } admission && !await _guard.TryAdmitAsync(Request(owner, admission), cancellationToken))
            decision = decide(rules with { Room = rules.Room with { Left = 0 } });
        Tell(owner.Key, decision, rules);
        return decision;
    }

    /// <summary>What was decided stands in the resource's record.</summary>
    public void Recorded(ObjectKey key, Decision decision)
    {
        if (decision.Admission is not null)
            _guard.Settle(KindOf(key), key);
    }

    /// <summary>Nothing is planned for the resource as it is: nothing of it is held back, or could be approved.</summary>
    /// <param name="key">The resource.</param>
    /// <param name="shown">The name of the plan that its status shows; null for none.</param>
    public void LeaveAlone(ObjectKey key, string? shown)
    {
        if (shown is not null)
            _guard.Undone();
        _guard.Unblock(KindOf(key), key);
    }

    /// <summary>Forgets a resource that is gone.</summary>
    public void Forget(ObjectKey key) => _guard.Settle(KindOf(key), key);

    /// <summary>
    /// The ledger without the marks of what AWS has refused to revoke for as long as the guard's window: that is asked about anew, since otherwise what passed in many
    /// windows would leave in the one in which AWS lets it.
    /// </summary>
    public AccessLedger Renewed(AccessLedger ledger, IReadOnlyList<AssignmentFailure> failures, AssignmentFailure? refusal)
    {
        var old = failures.Where(IsOld).Select(failure => failure.Assignment).ToHashSet();
        return refusal is not null && IsOld(refusal) ? ledger.Unmarked(_ => true) : old.Count == 0 ? ledger : ledger.Unmarked(old.Contains);
    }

    // AWS never revokes what a principal that is gone holds, if it refuses to at first.
    private bool IsOld(AssignmentFailure failure) =>
        failure is { Step: Revoke, Reason: not Reason.PrincipalNotFound } && failure.LastAttempt - failure.Since >= _settings.Guard.Window;

    private void Tell(ObjectKey key, Decision decision, AccountAssignmentRules rules)
    {
        if (decision is { IsJudged: true, Held: null } && rules.Approval.Shown is not null)
            _guard.Undone();
        if (decision.Held is { } held)
            _guard.Block(new(KindOf(key), key, held.Plan.Hash, held.Plan.Steps.Count, 0, Summary(held.Plan.Steps)) { NeedsApproval = held.NeedsApproval });
        else if (decision is { IsJudged: true, Admission: null })
            _guard.Settle(KindOf(key), key);
    }

    private string Summary(ValueList<AccountAssignmentStep> steps)
    {
        var first = steps[0];
        var set = _names.PermissionSet(first.Assignment.PermissionSetArn).Name is { } name ? Quoted.Text(name) : first.Assignment.PermissionSetArn;
        var account = Named.Account(first.Assignment.AccountId, _names.Account(first.Assignment.AccountId).Name);
        return $"revoke {(steps.Count == 1 ? "1 assignment" : $"{steps.Count} assignments, the first")} of {set} in {account} to {first.Holder}";
    }

    private static GuardRequest Request(AuditSubject owner, RevocationVerdict.Passes admission) =>
        Request(owner, admission.Hash) with { Revocations = admission.Count, IsApproved = admission.IsApproved };

    private static GuardRequest Request(AuditSubject owner, string hash) => new(owner.Kind, owner.Key, owner.Uid, hash);

    // Records, whose objects are gone, are the only ones in no namespace.
    private static string KindOf(ObjectKey key) => key.Namespace is null ? RecordKind : Kind;
}
