namespace Operator.Tests.Reliability.LongRun;

/// <summary>What the process holds at a rest.</summary>
/// <param name="Heap">Bytes of managed memory after a full collection.</param>
/// <param name="Files">Open file descriptors, connections included.</param>
/// <param name="Connections">Connections of the operator to the API server.</param>
/// <param name="Ghosts">Operators that have ended and are in memory still.</param>
internal sealed record Upkeep(long Heap, int Files, int Connections, int Ghosts)
{
    private const long HeapSlack = 24L << 20;
    private const int FileSlack = 40;

    public static Upkeep Now(int connections, IReadOnlyList<WeakReference> ended)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return new(GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length, connections, ended.Count(one => one.IsAlive));
    }

    /// <summary>What grew over the second half of the rests; null when nothing did.</summary>
    public static string? Growth(IReadOnlyList<Upkeep> rests)
    {
        var half = rests.Skip(rests.Count / 2).ToList();
        var (begin, end) = (half[..Math.Max(1, half.Count / 2)], half[(half.Count / 2)..]);
        var (before, after) = (begin.Min(rest => rest.Heap), end.Min(rest => rest.Heap));
        return after > before + HeapSlack ? $"the heap grew from {before >> 20} to {after >> 20} MB"
            : end.Min(rest => rest.Files) > begin.Min(rest => rest.Files) + FileSlack ? $"open files grew from {begin.Min(rest => rest.Files)} to {end.Min(rest => rest.Files)}"
            : null;
    }

    public override string ToString() => $"{Heap >> 20} MB, {Files} files, {Connections} connections, {Ghosts} ghosts";
}
