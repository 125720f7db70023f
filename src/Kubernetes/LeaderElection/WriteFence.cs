namespace IdentityCenterOperator.Kubernetes.LeaderElection;

/// <summary>This process does not lead (any more), and so must not write.</summary>
public sealed class LeadershipLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LeadershipLostException()
        : base("This process does not hold the lease (any more), so it must not write.")
    {
    }
}

/// <summary>
/// Says before each write whether this process may still write. It compares the age of the lease at that moment, on the monotonic clock, so that a process that was
/// stopped for a while (SIGSTOP, a long pause, a starved node) finds out before it writes, not when the next renewal fails. On Linux that clock stands still while
/// the whole machine is suspended: do not run elected replicas on machines that are.
/// </summary>
public sealed class WriteFence : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _deadline;
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _gate = new();
    private long? _renewed;

    internal WriteFence(TimeProvider time, TimeSpan deadline) => (_time, _deadline) = (time, deadline);

    /// <summary>A fence for a process that has no rivals: always open.</summary>
    public static WriteFence Open { get; } = new(TimeProvider.System, TimeSpan.MaxValue);

    /// <summary>A fence for a process that must never write: always closed.</summary>
    public static WriteFence Closed { get; } = new(TimeProvider.System, TimeSpan.Zero);

    /// <summary>Whether this process may write now. Once lost, it is not regained.</summary>
    public bool IsHeld => !_lost.IsCancellationRequested && (this == Open || Age < _deadline);

    /// <summary>How long ago the last successful renewal began.</summary>
    internal TimeSpan Age
    {
        get
        {
            lock (_gate)
                return _renewed is { } renewed ? _time.GetElapsedTime(renewed) : TimeSpan.MaxValue;
        }
    }

    /// <summary>Cancelled when leadership is lost; cancels writes that are on their way.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>To be called right before each write to the outside world.</summary>
    /// <exception cref="LeadershipLostException">Another process may lead by now.</exception>
    public void EnsureHeld()
    {
        if (!IsHeld)
            throw new LeadershipLostException();
    }

    /// <summary>Ends <see cref="Lost"/>.</summary>
    public void Dispose() => _lost.Dispose();

    /// <summary>The lease was renewed by a request that began then.</summary>
    internal void Renew(long timestamp)
    {
        lock (_gate)
            _renewed = timestamp;
    }

    internal void Lose() => _lost.Cancel();
}
