using System.Diagnostics.CodeAnalysis;

namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>Keys that wait for a time, each once. All operations are O(log n). Not thread-safe.</summary>
internal sealed class DelayedKeys<TKey>
    where TKey : notnull
{
    private readonly SortedSet<Entry> _byTime = new(Comparer<Entry>.Create(static (a, b) => (a.Due, a.Order).CompareTo((b.Due, b.Order))));
    private readonly Dictionary<TKey, Entry> _byKey = [];
    private long _order;

    public IEnumerable<TKey> Keys => _byKey.Keys;

    public TimeSpan? Earliest => _byTime.Count == 0 ? null : _byTime.Min!.Due;

    /// <summary>The earlier of two times wins, the higher of two priorities, and a request from outside over a result of the key's own run.</summary>
    public void Put(TKey key, TimeSpan due, Priority priority, bool own)
    {
        if (_byKey.TryGetValue(key, out var present))
        {
            due = present.Due < due ? present.Due : due;
            priority = present.Priority > priority ? present.Priority : priority;
            own &= present.Own;
            _byTime.Remove(present);
        }

        var entry = new Entry(key, due, priority, own, ++_order);
        _byKey[key] = entry;
        _byTime.Add(entry);
    }

    /// <summary>Drops what an earlier run of the key asked for; what others asked for stays.</summary>
    public void DropOwn(TKey key)
    {
        if (_byKey.TryGetValue(key, out var entry) && entry.Own)
            Remove(entry);
    }

    public bool Contains(TKey key, out TimeSpan due)
    {
        var waits = _byKey.TryGetValue(key, out var entry);
        due = entry?.Due ?? default;
        return waits;
    }

    public bool TryTakeDue(TimeSpan now, [MaybeNullWhen(false)] out TKey key, out Priority priority)
    {
        (key, priority) = (default, default);
        if (_byTime.Min is not { } first || first.Due > now)
            return false;
        Remove(first);
        (key, priority) = (first.Key, first.Priority);
        return true;
    }

    private void Remove(Entry entry)
    {
        _byTime.Remove(entry);
        _byKey.Remove(entry.Key);
    }

    private sealed record Entry(TKey Key, TimeSpan Due, Priority Priority, bool Own, long Order);
}
