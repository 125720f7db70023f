using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>What is to be done about an event.</summary>
internal abstract record EventDecision
{
    /// <summary>Tell it for the first time.</summary>
    public sealed record Create(RecordedEvent Event) : EventDecision;

    /// <summary>It was told lately: count it there.</summary>
    public sealed record Repeat(RecordedEvent Event) : EventDecision;

    /// <summary>Too many.</summary>
    public sealed record Drop : EventDecision;
}

/// <summary>An event that was written, as far as its repetition needs it.</summary>
internal sealed record RecordedEvent(EventNote Note, ObjectKey Key, DateTimeOffset First)
{
    /// <summary>How often, the first time included.</summary>
    public int Count { get; set; } = 1;

    /// <summary>When last.</summary>
    public DateTimeOffset Last { get; set; } = First;
}

/// <summary>Decides, without doing anything: repeats within the window become a series, and each object has a budget. Used by one thread.</summary>
internal sealed class EventCorrelator(EventRecorderOptions options, TimeProvider time, Func<string> suffix)
{
    private readonly Dictionary<string, RecordedEvent> told = [];
    private readonly Dictionary<string, TokenBucket> buckets = [];
    private readonly TokenBucket all = new(options.GlobalBurst, options.GlobalRefill, time);
    private DateTimeOffset swept = time.GetUtcNow();

    public EventDecision Decide(EventNote note)
    {
        Sweep();
        if (!Bucket(note).TryTake() || !all.TryTake())
            return new EventDecision.Drop();
        return told.TryGetValue(Key(note), out var before) && time.GetUtcNow() - before.Last <= options.SeriesWindow ? Repeat(before) : Create(note);
    }

    /// <summary>The event that a series counts on is gone from the server: tell it anew.</summary>
    public EventDecision.Create Restart(EventNote note) => Create(note);

    /// <summary>It could not be written: its next occurrence is the first again.</summary>
    public void Forget(EventNote note) => told.Remove(Key(note));

    private EventDecision.Repeat Repeat(RecordedEvent before)
    {
        before.Count++;
        before.Last = time.GetUtcNow();
        return new EventDecision.Repeat(before);
    }

    private EventDecision.Create Create(EventNote note)
    {
        // Events of cluster-scoped objects live in default, where kubectl describe and client-go look for them.
        var key = new ObjectKey(note.Object.Namespace ?? "default", $"{Shortened(note.Object.Name)}.{suffix()}");
        var created = new RecordedEvent(note, key, time.GetUtcNow());
        told[Key(note)] = created;
        return new EventDecision.Create(created);
    }

    private TokenBucket Bucket(EventNote note)
    {
        var key = $"{note.Regarding.Name}/{note.Object.Uid}/{note.Object.Key}";
        return buckets.TryGetValue(key, out var bucket) ? bucket : buckets[key] = new TokenBucket(options.Burst, options.Refill, time);
    }

    /// <summary>Once a window, forgets what no longer matters, so that memory is bounded by what happens within one.</summary>
    private void Sweep()
    {
        var now = time.GetUtcNow();
        if (now - swept < options.SeriesWindow)
            return;
        swept = now;
        foreach (var (key, _) in told.Where(t => now - t.Value.Last > options.SeriesWindow).ToList())
            told.Remove(key);
        foreach (var (key, _) in buckets.Where(b => b.Value.IsFull).ToList())
            buckets.Remove(key);
    }

    private static string Key(EventNote note) =>
        $"{note.Regarding.Name}/{note.Object.Uid}/{note.Object.Key}/{note.Type}/{note.Reason}/{note.Action}/{note.Note}";

    /// <summary>Names of objects have up to 253 characters, and so has the event's.</summary>
    private static string Shortened(string name) => name.Length <= 230 ? name : name[..230].TrimEnd('.', '-');
}
