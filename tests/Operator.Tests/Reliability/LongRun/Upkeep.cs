namespace Operator.Tests.Reliability.LongRun;

/// <summary>What the process holds at a rest.</summary>
/// <param name="Life">How many operators had lived before the present one.</param>
/// <param name="Heap">Bytes of managed memory after a full collection.</param>
/// <param name="Files">Open file descriptors, connections included.</param>
/// <param name="Connections">Connections of the operator to the API server.</param>
/// <param name="Ghosts">Operators that have ended and are in memory still.</param>
internal sealed record Upkeep(int Life, long Heap, int Files, int Connections, int Ghosts)
{
    private const long HeapSlack = 8L << 20;
    private const int FileSlack = 40;

    public static Upkeep Now(int connections, IReadOnlyList<WeakReference> ended)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return new(ended.Count, GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length, connections, ended.Count(one => one.IsAlive));
    }

    /// <summary>What the last operator but one came to hold in its life; null when nothing. The last one has just taken over from it, and shows what it takes to do the same work.</summary>
    public static string? Growth(IReadOnlyList<Upkeep> rests)
    {
        var fresh = rests[^1];
        var life = rests.Where(rest => rest.Life == fresh.Life - 1).ToList();
        var (begin, end) = (life[..(life.Count / 2)], life[(life.Count / 2)..]);
        return More("heap", "MB", HeapSlack >> 20, begin, end, rest => rest.Heap >> 20)
            ?? More("open files", "", FileSlack, begin, end, rest => rest.Files)
            ?? More("heap of who has just taken over", "MB", HeapSlack >> 20, [fresh], end, rest => rest.Heap >> 20)
            ?? (fresh.Ghosts > 1 ? $"{fresh.Ghosts} operators that ended are in memory still" : null);
    }

    public override string ToString() => $"{Heap / 1048576.0:0.0} MB, {Files} files, {Connections} connections, {Ghosts} ghosts";

    private static string? More(string what, string unit, long slack, IReadOnlyList<Upkeep> before, IReadOnlyList<Upkeep> after, Func<Upkeep, long> of) =>
        after.Min(of) > before.Min(of) + slack ? $"{what}: {before.Min(of)} {unit} before, {after.Min(of)} {unit} after" : null;
}
