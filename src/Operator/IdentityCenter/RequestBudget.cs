namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Who waits for a request. Earlier values are served more often; none is ever starved.</summary>
internal enum CallPriority
{
    /// <summary>Polls of operations in flight: they free slots that everybody waits for.</summary>
    Poll,

    /// <summary>A person's change, or a fact that a resource waits for.</summary>
    Edit,

    /// <summary>The look around that finds drift.</summary>
    Sweep,
}

/// <summary>
/// One token bucket for all calls to a service. AWS grants sso-admin 20 requests a second to all callers of an instance together, so the budget stays below that,
/// halves its rate when AWS throttles and wins it back by <see cref="RecoveryPerSecond"/> each second without a throttle.
/// Thread-safe. Callers of one priority are served in order of arrival, priorities by weight.
/// </summary>
internal sealed class RequestBudget : IDisposable
{
    /// <summary>
    /// Requests a second that the rate regains in each second without a throttle. Slow, because a rate that is too high is noticed only when AWS's burst is used up:
    /// beside a caller that takes half of AWS's rate, one a second had 2 to 3 of 100 calls throttled.
    /// </summary>
    public const double RecoveryPerSecond = 0.25;

    /// <summary>The rate never falls below this many requests a second.</summary>
    public const double Floor = 1;

    // Poll : Edit : Sweep. A sweep still gets a thirteenth of a saturated budget.
    private static readonly int[] Weights = [8, 4, 1];

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly LinkedList<TaskCompletionSource>[] lanes = [new(), new(), new()];
    private readonly int[] credit = new int[Weights.Length];
    private readonly long[] granted = new long[Weights.Length];
    private readonly ITimer pump;
    private double limit;
    private double rate;
    private double tokens;
    private long refilledAt;
    private long throttledAt;
    private long pausedUntil;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="requestsPerSecond">Sustained rate while AWS does not throttle.</param>
    /// <param name="time">Clock.</param>
    public RequestBudget(double requestsPerSecond, TimeProvider time)
    {
        this.time = time;
        limit = rate = requestsPerSecond;
        tokens = Burst(rate);
        refilledAt = time.GetTimestamp();
        pausedUntil = throttledAt = refilledAt;
        pump = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests a second granted at present.</summary>
    public double Rate
    {
        get
        {
            lock (gate)
            {
                Refill();
                return rate;
            }
        }
    }

    /// <summary>Requests that could be made at once.</summary>
    public double Available
    {
        get
        {
            lock (gate)
            {
                Refill();
                return tokens;
            }
        }
    }

    /// <summary>Callers that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return lanes.Sum(lane => lane.Count);
            }
        }
    }

    /// <summary>Requests granted so far at a priority.</summary>
    public long Granted(CallPriority priority)
    {
        lock (gate)
        {
            return granted[(int)priority];
        }
    }

    /// <summary>Changes the sustained rate, at once.</summary>
    public void SetLimit(double requestsPerSecond)
    {
        lock (gate)
        {
            Refill();
            rate = rate >= limit ? requestsPerSecond : Math.Min(rate, requestsPerSecond);
            limit = requestsPerSecond;
        }

        Pump();
    }

    /// <summary>Completes when one request may be made. One that is cancelled before costs nothing.</summary>
    public Task AcquireAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            place = lanes[(int)priority].AddLast(waiter);
        }

        Pump();
        return waiter.Task.IsCompletedSuccessfully ? Task.CompletedTask : CancellableAsync(place, cancellationToken);
    }

    /// <summary>AWS throttled: halves the rate (at most once a second, however many calls were in flight) and honours its wish to wait.</summary>
    public void Throttled(TimeSpan? retryAfter = null)
    {
        lock (gate)
        {
            Refill();
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(throttledAt, now) >= TimeSpan.FromSeconds(1) || rate >= limit)
            {
                rate = Math.Max(Floor, rate / 2);
                tokens = Math.Min(tokens, 0);
                throttledAt = now;
            }

            if (retryAfter is { } wait)
            {
                pausedUntil = Math.Max(pausedUntil, now + (long)(wait.TotalSeconds * time.TimestampFrequency));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pump.Dispose();

    // AWS's own bucket refills 20 a second; half a second of it is a burst that leaves room for others.
    private static double Burst(double rate) => Math.Max(1, rate / 2);

    private async Task CancellableAsync(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() =>
        {
            lock (gate)
            {
                place.List?.Remove(place);
            }

            place.Value.TrySetCanceled(cancellationToken);
        });
        await place.Value.Task;
    }

    private void Pump()
    {
        lock (gate)
        {
            Refill();
            while (!Paused && tokens >= 1 && NextLane() is { } lane)
            {
                tokens -= 1;
                granted[lane]++;
                var waiter = lanes[lane].First!.Value;
                lanes[lane].RemoveFirst();
                waiter.TrySetResult();
            }

            if (lanes.Any(lane => lane.Count > 0))
            {
                pump.Change(UntilNextToken(), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private bool Paused => time.GetTimestamp() < pausedUntil;

    private TimeSpan UntilNextToken()
    {
        var pause = TimeSpan.FromSeconds(Math.Max(0, pausedUntil - time.GetTimestamp()) / (double)time.TimestampFrequency);
        var token = TimeSpan.FromSeconds(Math.Max(0, (1 - tokens) / rate));
        // Timers tick in whole milliseconds; a millisecond more never wakes too early.
        return (pause > token ? pause : token) + TimeSpan.FromMilliseconds(1);
    }

    // Smooth weighted round robin over the lanes that have somebody waiting.
    private int? NextLane()
    {
        int? best = null;
        var total = 0;
        for (var i = 0; i < lanes.Length; i++)
        {
            if (lanes[i].Count == 0)
            {
                continue;
            }

            credit[i] += Weights[i];
            total += Weights[i];
            best = best is { } b && credit[b] >= credit[i] ? b : i;
        }

        if (best is not { } chosen)
        {
            return null;
        }

        credit[chosen] -= total;
        return chosen;
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(refilledAt, now).TotalSeconds;
        tokens = Math.Min(Burst(rate), tokens + (elapsed * rate));
        rate = Math.Min(limit, rate + (elapsed * RecoveryPerSecond));
        refilledAt = now;
    }
}
