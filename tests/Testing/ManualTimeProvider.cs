namespace Testing;

/// <summary>A clock that moves only when a test moves it. Due timers fire, in the order of their times, within <see cref="Advance"/>.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;
    private DateTimeOffset wall = start;

    /// <summary>A clock that starts at noon on 1 December 2026.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Number of timers that wait: lets a test know that a delay has begun before it moves the clock.</summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    /// <summary>How far off the next timer is; null when none waits.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (gate)
                return timers.Count == 0 ? null : timers.Min(timer => timer.Due) - now;
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return wall;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate)
            return now.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time forward and fires what falls due.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (gate)
            end = now + by;
        while (NextDue(end) is { } due)
            due.Fire();
        lock (gate)
            MoveTo(end);
    }

    /// <summary>Sets the wall clock as an administrator would: timers and timestamps, which are monotonic, do not notice.</summary>
    public void SetWallClock(DateTimeOffset to)
    {
        lock (gate)
            wall = to;
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is null)
                return null;
            MoveTo(next.Due > now ? next.Due : now);
            next.Reschedule();
            return next;
        }
    }

    private void MoveTo(DateTimeOffset time) => (now, wall) = (time, wall + (time - now));

    private sealed class ManualTimer(ManualTimeProvider clock, Action fire) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private bool disposed;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        /// <summary>Called under the clock's lock.</summary>
        public void Reschedule()
        {
            if (period > TimeSpan.Zero)
                Due += period;
            else
                clock.timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed)
                    return false;
                clock.timers.Remove(this);
                this.period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock.now + dueTime;
                clock.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
