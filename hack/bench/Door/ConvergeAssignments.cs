using System.Diagnostics;

namespace Door;

/// <summary>1,000 assignments (10 groups in 100 accounts), each of which AWS takes two seconds for.</summary>
internal static class ConvergeAssignments
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(double rate, CancellationToken stop)
    {
        var seed = new Fixture("assignments", 1, 100, 1, 0, 10).Seed();
        await using var server = await Stack.ServeAsync(seed with { Behaviour = seed.Behaviour with { Latency = Latency } });
        await using var stack = new Stack(server.Endpoint, rate: rate);
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var loop = stack.Polling(polling.Token);
        var subjects = await Granting.SubjectsAsync(stack, await stack.ArnAsync("Set0", stop), 100, stop);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(subjects.Select(subject => Granting.GrantAsync(stack, subject, stop)));
        Report.Converged("assignments", subjects.Count, watch.Elapsed, server.Calls, Latency, rate);
        await polling.CancelAsync();
        await loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
