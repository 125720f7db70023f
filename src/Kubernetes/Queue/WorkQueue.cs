namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>A key handed to a worker.</summary>
/// <typeparam name="TKey">Type of the key.</typeparam>
/// <param name="Key">What to work on.</param>
/// <param name="Priority">With which priority it was picked.</param>
public sealed record WorkItem<TKey>(TKey Key, Priority Priority);

/// <summary>What one key is up to, for diagnosis.</summary>
/// <param name="Key">The key.</param>
/// <param name="State"><c>ready</c>, <c>running</c>, <c>running, then again</c>, <c>delayed</c> or <c>idle</c>.</param>
/// <param name="Failures">How often it failed in a row.</param>
/// <param name="DueIn">When its delay ends, if it has one.</param>
public sealed record WorkItemState(string Key, string State, int Failures, TimeSpan? DueIn);

/// <summary>
/// Keys to work on. A key waits once however often it is added, is never with two workers, and runs once more when it was added while it ran. Each operation is
/// O(log n). Safe for any number of threads.
/// </summary>
/// <typeparam name="TKey">Type of the key.</typeparam>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // Timers take at most about 49 days; a day is enough, as the timer is set anew when it fires.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly WeightedLanes<TKey> _ready = new();
    private readonly DelayedKeys<TKey> _delayed = new();
    private readonly Dictionary<TKey, TimeSpan> _readySince = [];
    private readonly Dictionary<TKey, Running> _running = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly Queue<TaskCompletionSource<WorkItem<TKey>?>> _waiters = new();
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly Func<double> _random;
    private readonly QueueMetrics _metrics;
    private readonly ITimer _timer;
    private readonly long _start;
    private bool _closed;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="name">Name in metrics.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="backoff">Delays after failures; 1 second to 15 minutes when null.</param>
    /// <param name="random">Yields numbers from 0 up to but not including 1.</param>
    public WorkQueue(string name, TimeProvider time, Backoff? backoff = null, Func<double>? random = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _start = time.GetTimestamp();
        _backoff = backoff ?? new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        _random = random ?? Random.Shared.NextDouble;
        _timer = time.CreateTimer(_ => Promote(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _metrics = new QueueMetrics(name, Measure);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>
    /// Asks for a run of the key, now or after a delay. Of several delayed requests the earliest counts; a run before its time does not cancel it.
    /// </summary>
    public void Add(TKey key, Priority priority, TimeSpan after = default)
    {
        lock (_gate)
            Put(key, priority, after, own: false);
    }

    /// <summary>As <see cref="Add"/>, for what a run of the key itself asks for: <see cref="Forget"/> takes it back.</summary>
    public void Revisit(TKey key, Priority priority, TimeSpan after)
    {
        lock (_gate)
            Put(key, priority, after, own: true);
    }

    /// <summary>The key failed: asks for another run after its back-off, and returns how long that is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="notBefore">A time that must pass first; the back-off then comes on top, so that not all come at once. Never more than the longest back-off.</param>
    /// <param name="atMost">How long it may be, unless a longer time must pass first; null for as long as the back-off is.</param>
    public TimeSpan Retry(TKey key, TimeSpan notBefore = default, TimeSpan? atMost = null)
    {
        lock (_gate)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            var backoff = _backoff.Delay(failures, _random);
            var delay = backoff > atMost ? atMost.Value : backoff;
            if (notBefore > delay)
                delay = notBefore < _backoff.Maximum - delay ? notBefore + delay : _backoff.Maximum;
            _metrics.Retried();
            Put(key, Priority.Retry, delay, own: true);
            return delay;
        }
    }

    /// <summary>The key is well: its failures, and what its earlier runs asked for, no longer count.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _failures.Remove(key);
            _delayed.DropOwn(key);
        }
    }

    /// <summary>Waits for a key. The caller has it to itself until <see cref="Complete"/>. Null when the queue is closed.</summary>
    public async Task<WorkItem<TKey>?> TakeAsync(CancellationToken cancellationToken = default)
    {
        var waiter = new TaskCompletionSource<WorkItem<TKey>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed)
                return null;
            _waiters.Enqueue(waiter);
            Dispatch();
        }

        await using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        return await waiter.Task;
    }

    /// <summary>Gives a key back. When it was added meanwhile it waits for its next run.</summary>
    public void Complete(TKey key)
    {
        lock (_gate)
        {
            if (!_running.Remove(key, out var run))
                throw new InvalidOperationException($"{key} was not taken from the queue.");
            _metrics.Worked(Now - run.Since);
            if (run.Again is { } priority)
                MakeReady(key, priority);
            Dispatch();
        }
    }

    /// <summary>Takes nothing in and hands nothing out any more; keys that run may still be completed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_waiters.TryDequeue(out var waiter))
                waiter.TrySetResult(null);
        }
    }

    /// <summary>What each key is up to.</summary>
    public IReadOnlyList<WorkItemState> Snapshot()
    {
        lock (_gate)
            return [.. Keys().Select(StateOf)];
    }

    /// <summary>Closes the queue and frees its timer.</summary>
    public void Dispose()
    {
        Close();
        _timer.Dispose();
        _metrics.Dispose();
    }

    private void Put(TKey key, Priority priority, TimeSpan after, bool own)
    {
        if (_closed)
            return;
        if (after > TimeSpan.Zero)
            Delay(key, priority, after, own);
        else
            MakeReady(key, priority);
        Dispatch();
    }

    private void Delay(TKey key, Priority priority, TimeSpan after, bool own)
    {
        var before = _delayed.Earliest;
        _delayed.Put(key, Now + after, priority, own);
        if (_delayed.Earliest != before)
            SetTimer();
    }

    private void MakeReady(TKey key, Priority priority)
    {
        if (_running.TryGetValue(key, out var run))
        {
            if (run.Again is null)
                _metrics.Added();
            _running[key] = run with { Again = run.Again > priority ? run.Again : priority };
        }
        else if (_ready.Put(key, priority))
        {
            _metrics.Added();
            _readySince[key] = Now;
        }
    }

    private void Dispatch()
    {
        while (!_closed && _ready.Count > 0 && _waiters.TryDequeue(out var waiter))
        {
            if (!waiter.Task.IsCompleted)
                waiter.SetResult(Start());
        }
    }

    private WorkItem<TKey> Start()
    {
        _ready.TryTake(out var key, out var priority);
        _readySince.Remove(key!, out var since);
        _running.Add(key!, new Running(Now, null));
        _metrics.Waited(Now - since);
        return new WorkItem<TKey>(key!, priority);
    }

    private void Cancel(TaskCompletionSource<WorkItem<TKey>?> waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
            waiter.TrySetCanceled(cancellationToken);
    }

    private void Promote()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            while (_delayed.TryTakeDue(Now, out var key, out var priority))
                MakeReady(key, priority);
            SetTimer();
            Dispatch();
        }
    }

    private void SetTimer()
    {
        if (_delayed.Earliest is not { } due)
            return;
        // Timers count whole milliseconds: a rounded-down wait would fire too early and once more for nothing.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((due - Now).TotalMilliseconds, 0)));
        _timer.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
    }

    private QueueLoad Measure()
    {
        lock (_gate)
        {
            var now = Now;
            var ages = _running.Values.Select(run => (now - run.Since).TotalSeconds).ToArray();
            return new QueueLoad(_ready.Count, ages.Sum(), ages.DefaultIfEmpty().Max());
        }
    }

    private IEnumerable<TKey> Keys() => _running.Keys.Concat(_readySince.Keys).Concat(_failures.Keys).Concat(_delayed.Keys).Distinct();

    private WorkItemState StateOf(TKey key)
    {
        var delayed = _delayed.Contains(key, out var due);
        var state = _running.TryGetValue(key, out var run) ? run.Again is null ? "running" : "running, then again"
            : _readySince.ContainsKey(key) ? "ready"
            : delayed ? "delayed" : "idle";
        return new WorkItemState(key.ToString() ?? "", state, _failures.GetValueOrDefault(key), delayed ? due - Now : null);
    }

    private readonly record struct Running(TimeSpan Since, Priority? Again);
}
