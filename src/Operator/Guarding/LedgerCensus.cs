using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Guarding;

/// <summary>Counts what stands in the ledgers of all AccountAssignments, change by change: that a share of it is taken of.</summary>
internal sealed class LedgerCensus
{
    private readonly Dictionary<ObjectKey, int> _counts = [];
    private volatile int _total;

    /// <summary>Counts what is there, and follows it.</summary>
    public LedgerCensus(ObjectStore<AccountAssignment> store) => store.Subscribe(OnChange);

    /// <summary>Assignments in the ledgers of all objects, without those that are being revoked.</summary>
    public int Assignments => _total;

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
        _total += after - before;
        if (change.New is null)
            _counts.Remove(change.Key);
    }

    private static int Count(AccountAssignment assignment) => (assignment.Status?.Granted ?? []).Sum(grant => grant.Accounts?.Count ?? 0);
}
