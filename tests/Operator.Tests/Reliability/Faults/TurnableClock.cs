namespace Operator.Tests.Reliability.Faults;

/// <summary>
/// The real clock, run faster by a factor that a test changes on the way. Its wall can be set as an administrator would: timers and timestamps, which are monotonic,
/// do not notice.
/// </summary>
internal sealed class TurnableClock(double speed) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _timers = [];
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private double _speed = speed;
    private long _turnedAt = System.GetTimestamp();
    private TimeSpan _elapsed;
    private TimeSpan _shift;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed + (System.GetElapsedTime(_turnedAt) * _speed);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _start + Elapsed + _shift;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Runs so many times as fast as the real clock from now on.</summary>
    public void Turn(double speed)
    {
        lock (_gate)
        {
            (_elapsed, _turnedAt, _speed) = (Elapsed, System.GetTimestamp(), speed);
            foreach (var timer in _timers)
                timer.Wind();
        }
    }

    /// <summary>Sets the wall forward, or backward.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
            _shift += by;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer : ITimer
    {
        private readonly TurnableClock _clock;
        private readonly Action _call;
        private readonly ITimer _inner;
        private TimeSpan? _due;
        private TimeSpan _period;

        public Timer(TurnableClock clock, Action call)
        {
            (_clock, _call) = (clock, call);
            _inner = System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                (_due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : _clock.Elapsed + dueTime, period);
                return Wind();
            }
        }

        /// <summary>Has the real timer ring when this one is due at the present speed. Called under the clock's lock.</summary>
        public bool Wind()
        {
            if (_due is not { } due)
            {
                _clock._timers.Remove(this);
                return _inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _clock._timers.Add(this);
            // A timer never rings early: real ones tick in whole milliseconds.
            var wait = Math.Clamp(Math.Ceiling((due - _clock.Elapsed).TotalMilliseconds / _clock._speed), 0, int.MaxValue);
            return _inner.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            lock (_clock._gate)
                _clock._timers.Remove(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            lock (_clock._gate)
            {
                if (_due is not { } due)
                    return;
                if (due <= _clock.Elapsed)
                    _due = _period > TimeSpan.Zero ? due + _period : null;
                Wind();
                if (due > _clock.Elapsed)
                    return;
            }

            _call();
        }
    }
}
