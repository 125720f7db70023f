namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Facts of one kind by key. A fact changes by a read and by nothing else: a read that failed leaves the old fact in place, a read that began earlier than the one
/// the table holds is ignored, and a fact that was marked stale stays so until a read that began after the mark. An absence that was read so soon after a write that AWS may
/// not have shown what was written is ignored as well. Thread-safe.
/// </summary>
/// <param name="same">Whether two values say the same.</param>
/// <param name="settling">How soon; null where nobody here writes.</param>
internal sealed class FactTable<TKey, TValue>(Func<TValue, TValue, bool> same, Settling? settling = null)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Fact<TValue>> facts = [];
    private readonly Dictionary<TKey, DateTimeOffset> marks = [];
    private readonly Dictionary<TKey, DateTimeOffset> written = [];
    private DateTimeOffset clearedAt = DateTimeOffset.MinValue;
    private HashSet<TKey>? listed;

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

    /// <summary>Whether the last complete list of all keys had this one; null before the first such list.</summary>
    public bool? IsListed(TKey key)
    {
        lock (gate)
            return listed?.Contains(key);
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
    /// <param name="key">The thing.</param>
    /// <param name="writtenAt">When.</param>
    /// <param name="exists">
    /// What the write showed: that the thing exists, so that an absence that is read right after it is not believed; or that it is gone, so that nothing stands against one.
    /// Null for neither: a write that AWS refused, or whose answer was lost, proves nothing.
    /// </param>
    public void MarkStale(TKey key, DateTimeOffset writtenAt, bool? exists = null)
    {
        lock (gate)
        {
            if (exists == true)
                written[key] = Latest(written, key, writtenAt);
            else if (exists == false)
                written.Remove(key);
            marks[key] = Latest(marks, key, writtenAt);
            if (facts.TryGetValue(key, out var fact))
            {
                facts[key] = Marked(key, fact);
            }
        }
    }

    /// <summary>The thing was made by a write that ended then, and is known to be so.</summary>
    public void PutWritten(TKey key, Fact<TValue>.Present fact)
    {
        lock (gate)
            written[key] = Latest(written, key, fact.ReadAt);
        Put(key, fact);
    }

    /// <summary>Nobody asks for the thing any more: nothing is known of it.</summary>
    public void Remove(TKey key)
    {
        lock (gate)
        {
            facts.Remove(key);
            marks.Remove(key);
            written.Remove(key);
        }
    }

    /// <summary>Forgets everything, and takes nothing that was read before: what was known is about another instance. Nobody is told.</summary>
    public void Clear(DateTimeOffset at)
    {
        lock (gate)
        {
            facts.Clear();
            marks.Clear();
            written.Clear();
            (ListedAt, listed, clearedAt) = (null, null, at);
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
            if (readAt < clearedAt || ListedAt > readAt)
                return;
            (ListedAt, listed) = (readAt, kept);
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

    private static DateTimeOffset Latest(Dictionary<TKey, DateTimeOffset> times, TKey key, DateTimeOffset time) => times.TryGetValue(key, out var earlier) && earlier > time ? earlier : time;

    // It may have seen less than what is known. An absence from before a write proves nothing at all, nor one from right after it: the write may have made the thing.
    private bool IsLate(TKey key, Fact<TValue> before, Fact<TValue> fact) =>
        ReadAt(fact) is not { } readAt
        || readAt < clearedAt
        || readAt < ReadAt(before)
        || (fact is Fact<TValue>.Absent && ((marks.TryGetValue(key, out var mark) && readAt < mark) || IsTooEarly(key, readAt)));

    private bool IsTooEarly(TKey key, DateTimeOffset readAt) => settling is not null && written.TryGetValue(key, out var at) && settling.IsTooEarly(readAt, at);

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
