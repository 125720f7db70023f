namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>Exponential back-off with a cap and full jitter: many clients that fail together do not come back together.</summary>
/// <param name="Initial">Upper bound of the first delay.</param>
/// <param name="Maximum">Upper bound of every delay.</param>
public sealed record Backoff(TimeSpan Initial, TimeSpan Maximum)
{
    /// <summary>The delay before try number <paramref name="attempt"/> (1 for the first repetition): evenly spread between nothing and the attempt's bound.</summary>
    /// <param name="attempt">How often it failed in a row; 1 or more.</param>
    /// <param name="random">Yields numbers from 0 up to but not including 1.</param>
    public TimeSpan Delay(int attempt, Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Bound(attempt) * random();
    }

    /// <summary>The longest delay before try number <paramref name="attempt"/>: doubles with each attempt up to <see cref="Maximum"/>.</summary>
    public TimeSpan Bound(int attempt)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 40);
        var ticks = Initial.Ticks * Math.Pow(2, doublings);
        return ticks >= Maximum.Ticks ? Maximum : TimeSpan.FromTicks((long)ticks);
    }
}
