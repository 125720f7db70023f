namespace RuntimeBench;

/// <summary>Prints how long something took.</summary>
internal static class Percentiles
{
    /// <summary>Median, 99th percentile and worst of times in milliseconds.</summary>
    public static void Tell(string what, IReadOnlyCollection<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        if (sorted.Length > 0)
            Console.WriteLine($"{what}, of {sorted.Length}: p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, worst {sorted[^1]:0.0} ms");
    }
}
