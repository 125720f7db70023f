namespace Testing;

/// <summary>Waits, on the real clock, for what must come true sooner or later.</summary>
public static class Eventually
{
    // For what is in memory.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    // For what a server is asked: what comes at once is seen at once, and what takes its time is not asked for so often that the asking slows it down.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(60);

    /// <summary>How long to wait when a test does not say (or TEST_DEADLINE, in seconds); generous, because it is spent only by a test that fails.</summary>
    public static TimeSpan DefaultDeadline { get; } =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("TEST_DEADLINE"), out var seconds) ? seconds : 120);

    /// <summary>Waits for a condition.</summary>
    public static Task TrueAsync(Func<bool> condition, string because, TimeSpan? deadline = null) =>
        ValueAsync(() => Task.FromResult(condition()), static met => met, because, deadline, Pause);

    /// <summary>Waits for a condition.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string because, TimeSpan? deadline = null) =>
        ValueAsync(condition, static met => met, because, deadline);

    /// <summary>Waits for a value; a failure reports the last other one.</summary>
    public static Task<T> EqualAsync<T>(T expected, Func<T> observe, string because, TimeSpan? deadline = null) =>
        ValueAsync(() => Task.FromResult(observe()), seen => EqualityComparer<T>.Default.Equals(seen, expected), $"{because} (expected {expected})", deadline, Pause);

    /// <summary>
    /// Waits until what is observed fulfils the condition, and returns it. A failure reports the last observation. A pause of one's own is for what is costly to observe.
    /// </summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T>> observe, Func<T, bool> condition, string because, TimeSpan? deadline = null, TimeSpan? pause = null)
    {
        var limit = deadline ?? DefaultDeadline;
        var start = TimeProvider.System.GetTimestamp();
        for (var next = FirstPause; ; next = next * 1.2 < LongestPause ? next * 1.2 : LongestPause)
        {
            var seen = await observe();
            if (condition(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                throw new ExpectationException($"not within {limit.TotalSeconds:0.#} s: {because}; last observed: {seen?.ToString() ?? "nothing"}");
            await Task.Delay(pause ?? next);
        }
    }
}
