namespace Operator.Tests.Reliability.Crashes;

/// <summary>When an operator dies.</summary>
internal enum Moment
{
    /// <summary>Right before a write reaches the server.</summary>
    Before,

    /// <summary>Once a write has taken effect, and before its answer arrives.</summary>
    After,
}

/// <summary>
/// Counts what an operator writes, to AWS and to Kubernetes alike, and cuts it off from both at the write at which it is to die: from then on nothing that it sends
/// arrives, and nothing that is sent to it.
/// </summary>
internal sealed class Fate
{
    private readonly Lock _gate = new();
    private readonly List<string> _writes = [];
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int At, Moment Moment)? _end;
    private bool _isCounting;
    private long _lastWrite = TimeProvider.System.GetTimestamp();

    /// <summary>Completes when the operator is dead.</summary>
    public Task Death => _death.Task;

    public bool IsDead => _death.Task.IsCompleted;

    /// <summary>What was written since <see cref="Count"/>, in order.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_gate)
                return [.. _writes];
        }
    }

    /// <summary>How long nothing was written.</summary>
    public TimeSpan Quiet
    {
        get
        {
            lock (_gate)
                return TimeProvider.System.GetElapsedTime(_lastWrite);
        }
    }

    /// <summary>Called before each write with what is about to be written, whether it is counted or not.</summary>
    public Func<string, Task> Ahead { get; set; } = _ => Task.CompletedTask;

    /// <summary>Counts from now on, and lets the operator die at that write, counted from 1; a write that was to be its last and is under way is so no more.</summary>
    public void Count((int At, Moment Moment)? end)
    {
        lock (_gate)
            (_isCounting, _end) = (true, end);
    }

    /// <summary>Cuts the operator off now.</summary>
    public void Die() => _death.TrySetResult();

    /// <summary>Lets a write pass, or the operator die at it.</summary>
    public async Task<T> WriteAsync<T>(string what, Func<Task<T>> send)
    {
        await Ahead(what);
        return await SendAsync(send, Enter(what));
    }

    /// <summary>Lets a read pass while the operator lives.</summary>
    public Task<T> ReadAsync<T>(Func<Task<T>> send) => SendAsync(send, null);

    /// <summary>Throws as a broken line does, once the operator is dead.</summary>
    public void EnsureAlive()
    {
        if (IsDead)
            throw new HttpRequestException("the operator is dead");
    }

    private async Task<T> SendAsync<T>(Func<Task<T>> send, (int At, Moment Moment)? fatal)
    {
        if (fatal is { Moment: Moment.Before } now)
            DieAt(now);
        EnsureAlive();
        try
        {
            return await send();
        }
        finally
        {
            if (fatal is { Moment: Moment.After } then)
                DieAt(then);
            // Neither an answer nor a refusal arrives.
            EnsureAlive();
        }
    }

    // Unless it was pardoned meanwhile: who asks whether it is dead must not hear the contrary of what comes.
    private void DieAt((int At, Moment Moment) end)
    {
        lock (_gate)
        {
            if (_end == end)
                Die();
        }
    }

    // Null unless the operator dies at this one.
    private (int At, Moment Moment)? Enter(string what)
    {
        EnsureAlive();
        lock (_gate)
        {
            _lastWrite = TimeProvider.System.GetTimestamp();
            if (!_isCounting)
                return null;
            _writes.Add(what);
            return _end is { } end && end.At == _writes.Count ? end : null;
        }
    }
}
