namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// AWS promises no read of what was just written: a list may come from a host that has not heard of it yet. A list is therefore believed against a write of ours, or against
/// what AWS said at the end of an operation, only if it began at least the settling time after it. Thread-safe.
/// </summary>
/// <param name="time">The settling time.</param>
internal sealed class Settling(TimeSpan time)
{
    /// <summary>The settling time of the operator. AWS publishes none; its own guides and others' tools wait for seconds.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    private long since = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>A process that writes nothing has nothing to wait for.</summary>
    public static Settling None => new(TimeSpan.Zero);

    /// <summary>The settling time.</summary>
    public TimeSpan Time => time;

    /// <summary>When an earlier process may have written last, of whose writes nothing is known here. The beginning of time where there was none.</summary>
    public DateTimeOffset Since => new(Interlocked.Read(ref since), TimeSpan.Zero);

    /// <summary>An earlier process may have written until now.</summary>
    public void Begin(DateTimeOffset at) => Interlocked.Exchange(ref since, at.UtcTicks);

    /// <summary>Whether a read that began then is too early to be believed against a write, or the end of an operation, at this time.</summary>
    public bool IsTooEarly(DateTimeOffset readAt, DateTimeOffset writtenAt) => time > TimeSpan.Zero && readAt < Settled(writtenAt);

    /// <summary>When a read must begin at the earliest to be believed against a write at this time.</summary>
    public DateTimeOffset Settled(DateTimeOffset writtenAt) => writtenAt > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : writtenAt + time;
}
