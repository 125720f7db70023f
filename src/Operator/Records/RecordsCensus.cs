using System.Collections.Immutable;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>Counts what is recorded, record by record as they change. Thread-safe.</summary>
internal sealed class RecordsCensus
{
    /// <summary>Most records that are told by name.</summary>
    public const int MaxSample = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AccessRecordEntry> _ownerless = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AccessRecordState State, string Namespace, int Held, int All)> _counts = new(StringComparer.Ordinal);
    private readonly AccessRecords _records;
    private volatile ImmutableDictionary<string, int> _held = ImmutableDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Counts what is there, and follows it.</summary>
    public RecordsCensus(AccessRecords records)
    {
        _records = records;
        records.Changed += change => OnChange(change.Uid);
        foreach (var entry in records.All)
            OnChange(entry.Uid);
    }

    /// <summary>Assignments in the records of each namespace, without those that are being revoked; namespaces that hold none are left out.</summary>
    public IReadOnlyDictionary<string, int> Held => _held;

    /// <summary>How many records there are in each state, and how many assignments in them.</summary>
    public IReadOnlyDictionary<AccessRecordState, (int Records, int Assignments)> ByState
    {
        get
        {
            lock (_gate)
                return Enum.GetValues<AccessRecordState>().ToDictionary(state => state, CountOf);
        }
    }

    /// <summary>What is left in AWS of objects that are gone; null when nothing is.</summary>
    public RecordsStatus? Left
    {
        get
        {
            lock (_gate)
            {
                return _ownerless.Count == 0 ? null : new()
                {
                    Retained = CountOf(AccessRecordState.Retained).Records,
                    Abandoned = CountOf(AccessRecordState.Abandoned).Records,
                    Assignments = CountOf(AccessRecordState.Retained).Assignments + CountOf(AccessRecordState.Abandoned).Assignments,
                    Sample = [.. _ownerless.Values.OrderBy(entry => entry.OwnerKey.ToString(), StringComparer.Ordinal).ThenBy(entry => entry.Uid, StringComparer.Ordinal).Take(MaxSample).Select(Words)],
                };
            }
        }
    }

    private (int Records, int Assignments) CountOf(AccessRecordState state) =>
        _counts.Values.Where(count => count.State == state).Aggregate((0, 0), (sum, count) => (sum.Item1 + 1, sum.Item2 + count.All));

    private static string Words(AccessRecordEntry entry) =>
        Quoted.Line($"AccountAssignment {entry.OwnerKey}: {entry.Ledger?.Count ?? 0} {(entry.Ledger?.Count == 1 ? "assignment" : "assignments")}, {entry.State} (AccessRecord {entry.Uid})");

    private void OnChange(string uid)
    {
        lock (_gate)
        {
            var entry = _records.Of(uid);
            var before = _counts.GetValueOrDefault(uid);
            // One that cannot be taken as it is holds what it held.
            var after = entry is null ? default : entry.IsSound ? (entry.State, entry.Owner.Namespace, entry.Ledger.Count(line => !line.IsRevoking), entry.Ledger.Count) : before with { State = entry.State };
            Add(before.Namespace, -before.Held);
            Add(after.Namespace, after.Item3);
            if (entry is null)
                _counts.Remove(uid);
            else
                _counts[uid] = after;
            if (entry is { State: not AccessRecordState.Live })
                _ownerless[uid] = entry;
            else
                _ownerless.Remove(uid);
        }
    }

    private void Add(string? ns, int more)
    {
        if (ns is not null && more != 0)
            _held = _held.GetValueOrDefault(ns) + more is > 0 and var held ? _held.SetItem(ns, held) : _held.Remove(ns);
    }
}
