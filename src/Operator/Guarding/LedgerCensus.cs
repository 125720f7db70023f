using System.Collections.Immutable;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Guarding;

/// <summary>Counts what stands in the ledgers of all AccountAssignments, by namespace and change by change: that shares of it are taken of.</summary>
internal sealed class LedgerCensus
{
    private readonly Dictionary<ObjectKey, int> _counts = [];
    private volatile ImmutableDictionary<string, int> _held = ImmutableDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Counts what is there, and follows it.</summary>
    public LedgerCensus(ObjectStore<AccountAssignment> store) => store.Subscribe(OnChange);

    /// <summary>Assignments in the ledgers of the objects of each namespace, without those that are being revoked. Namespaces that hold none are left out.</summary>
    public IReadOnlyDictionary<string, int> Held => _held;

    // The store calls back for one change at a time.
    private void OnChange(Change<AccountAssignment> change)
    {
        var before = _counts.GetValueOrDefault(change.Key);
        var after = change.New switch
        {
            null => 0,
            // One that cannot be read holds what it held.
            { Value: null } => before,
            { Value: { } value } => Count(value),
        };
        _counts[change.Key] = after;
        if (after != before)
            Add(GuardedPlan.ScopeOf(change.Key), after - before);
        if (change.New is null)
            _counts.Remove(change.Key);
    }

    private void Add(string scope, int more) =>
        _held = _held.GetValueOrDefault(scope) + more is > 0 and var held ? _held.SetItem(scope, held) : _held.Remove(scope);

    private static int Count(AccountAssignment assignment) => (assignment.Status?.Granted ?? []).Sum(grant => grant.Accounts?.Count ?? 0);
}
