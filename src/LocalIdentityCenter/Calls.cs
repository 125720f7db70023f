namespace LocalIdentityCenter;

/// <summary>The latest calls, in the order they came. Safe to use from any thread.</summary>
public sealed class Calls
{
    private readonly Lock gate = new();
    private readonly Queue<Call> kept = new();
    private readonly int capacity;
    private long count;

    internal Calls(int capacity) => this.capacity = capacity;

    /// <summary>The kept calls, oldest first.</summary>
    public IReadOnlyList<Call> All
    {
        get { lock (gate) return [.. kept]; }
    }

    /// <summary>How many calls came since the start, forgotten ones included.</summary>
    public long Count
    {
        get { lock (gate) return count; }
    }

    /// <summary>The kept calls after the one with this id: what happened since <see cref="Count"/> was read.</summary>
    public IReadOnlyList<Call> Since(long id)
    {
        lock (gate) return [.. kept.SkipWhile(c => c.Id <= id)];
    }

    /// <summary>Forgets the kept calls; their numbering goes on.</summary>
    public void Clear()
    {
        lock (gate) kept.Clear();
    }

    internal Call Add(Func<long, Call> call)
    {
        lock (gate)
        {
            var added = call(++count);
            kept.Enqueue(added);
            if (kept.Count > capacity) kept.Dequeue();
            return added;
        }
    }
}
