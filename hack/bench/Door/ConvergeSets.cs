using System.Diagnostics;

namespace Door;

/// <summary>200 new permission sets from nothing, 8 at a time as the controller's workers do, until each was seen to be as wanted.</summary>
internal static class ConvergeSets
{
    private const int Count = 200;
    private const int Workers = 8;

    public static async Task RunAsync(double rate, CancellationToken stop)
    {
        await using var server = await Stack.ServeAsync(new Fixture("empty", 0, 10, 1, 0, 1).Seed());
        await using var stack = new Stack(server.Endpoint, rate: rate);
        var (ledger, watch) = (new Ledger(), Stopwatch.StartNew());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = stop },
            async (i, token) => await stack.Get<Convergence>().ConvergeAsync(Wish.New($"New{i}"), ledger, token));
        Report.Converged("permission sets", Count, watch.Elapsed, server.Calls, TimeSpan.Zero, rate);
    }
}
