namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Facts of one kind by key. A fact changes by a read and by nothing else: a read that failed leaves the old fact in place, a read that began earlier than the one
/// the table holds is ignored, and a fact that was marked stale stays so until a read that began after the mark. Thread-safe.
/// </summary>
/// <param name="same">Whether two values say the same.</param>
internal sealed class FactTable<TKey, TValue>(Func<TValue, TValue, bool> same)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Fact<TValue>> facts = [];
    private readonly Dictionary<TKey, DateTimeOffset> marks = [];

    /// <summary>Raised after a fact changed in substance, with what it was and what it is; also for one that was marked dirty from outside.</summary>
    public event Action<TKey, Fact<TValue>, Fact<TValue>>? Changed;

    /// <summary>When all keys were last read completely; null before the first time.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>When the oldest fact was read; null when there is none.</summary>
    public DateTimeOffset? OldestReadAt => Present.Min(pair => (DateTimeOffset?)pair.Value.ReadAt);

    /// <summary>All that is known to exist.</summary>
    public IReadOnlyList<KeyValuePair<TKey, Fact<TValue>.Present>> Present
    {
        get
        {
            lock (gate)
            {
                return [.. facts.Where(pair => pair.Value is Fact<TValue>.Present).Select(pair => KeyValuePair.Create(pair.Key, (Fact<TValue>.Present)pair.Value))];
            }
        }
    }

    /// <summary>What is known.</summary>
    public Fact<TValue> Of(TKey key)
    {
        lock (gate)
        {
            return facts.GetValueOrDefault(key) ?? new Fact<TValue>.Unknown();
        }
    }

    /// <summary>Takes a fresh read.</summary>
    public void Put(TKey key, Fact<TValue> fact)
    {
        Fact<TValue> before;
        lock (gate)
        {
            before = Of(key);
            if (IsLate(key, before, fact))
            {
                return;
            }

            facts[key] = fact = Marked(key, fact);
        }

        if (Differ(before, fact))
        {
            Changed?.Invoke(key, before, fact);
        }
    }

    /// <summary>
    /// Says that the thing is being written to: whatever happens to that write, what is known of it has to be read again, by a read that begins at or after
    /// <paramref name="writtenAt"/>. To be called before the first write and after the last.
    /// </summary>
    public void MarkStale(TKey key, DateTimeOffset writtenAt)
    {
        lock (gate)
        {
            marks[key] = marks.TryGetValue(key, out var earlier) && earlier > writtenAt ? earlier : writtenAt;
            if (facts.TryGetValue(key, out var fact))
            {
                facts[key] = Marked(key, fact);
            }
        }
    }

    /// <summary>Somebody outside says that the thing changed: what is known of it is stale, and whoever is concerned is told.</summary>
    public void MarkDirty(TKey key, DateTimeOffset at)
    {
        MarkStale(key, at);
        var fact = Of(key);
        Changed?.Invoke(key, fact, fact);
    }

    /// <summary>A complete list of what exists: all else that was read before is gone.</summary>
    public void PutListing(IReadOnlyCollection<TKey> exist, DateTimeOffset readAt)
    {
        var kept = exist.ToHashSet();
        foreach (var (key, fact) in Present.Where(pair => !kept.Contains(pair.Key) && pair.Value.ReadAt < readAt))
        {
            Put(key, new Fact<TValue>.Absent(readAt));
        }

        lock (gate)
        {
            ListedAt = ListedAt > readAt ? ListedAt : readAt;
        }
    }

    private static DateTimeOffset? ReadAt(Fact<TValue> fact) => fact switch
    {
        Fact<TValue>.Present present => present.ReadAt,
        Fact<TValue>.Absent absent => absent.ReadAt,
        _ => null,
    };

    private bool Differ(Fact<TValue> before, Fact<TValue> after) => (before, after) switch
    {
        (Fact<TValue>.Present b, Fact<TValue>.Present a) => !same(b.Value, a.Value),
        (Fact<TValue>.Absent, Fact<TValue>.Absent) or (Fact<TValue>.Unknown, Fact<TValue>.Unknown) => false,
        _ => true,
    };

    // It may have seen less than what is known. An absence from before a write proves nothing at all: the write may have made the thing.
    private bool IsLate(TKey key, Fact<TValue> before, Fact<TValue> fact) =>
        ReadAt(fact) is not { } readAt
        || readAt < ReadAt(before)
        || (fact is Fact<TValue>.Absent && marks.TryGetValue(key, out var mark) && readAt < mark);

    private Fact<TValue> Marked(TKey key, Fact<TValue> fact)
    {
        if (!marks.TryGetValue(key, out var mark))
        {
            return fact;
        }

        if (ReadAt(fact) is { } readAt && readAt >= mark)
        {
            marks.Remove(key);
            return fact is Fact<TValue>.Present fresh ? fresh with { StaleSince = null } : fact;
        }

        return fact is Fact<TValue>.Present present ? present with { StaleSince = mark } : fact;
    }
}
