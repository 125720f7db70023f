namespace Testing;

/// <summary>What a piece of code allocates on its thread once it has run a few times.</summary>
public static class Allocated
{
    private const int Records = 10_000;
    private const int Rounds = 5;

    /// <summary>
    /// Bytes of 10,000 runs, the least of five rounds: a test beside this one that begins to listen to the same meter makes series of its own on whatever thread records
    /// next, and a pool may refill itself. What each record allocates is in every round.
    /// </summary>
    public static long Of(Action record)
    {
        Run(record);
        return Enumerable.Range(0, Rounds).Min(_ => Measure(record));
    }

    private static long Measure(Action record)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(record);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(Action record)
    {
        for (var i = 0; i < Records; i++)
            record();
    }
}
