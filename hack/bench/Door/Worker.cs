namespace Door;

/// <summary>The process that <see cref="Restart"/> kills: it does what is left of a workload, and ends when nothing is.</summary>
internal static class Worker
{
    public static async Task RunAsync(string workload, Uri endpoint, string file, CancellationToken stop)
    {
        await using var stack = new Stack(endpoint);
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = stack.Polling(polling.Token);
        Console.WriteLine("begun");
        await stack.Operations.RecognizedAsync(stop);
        await Workload.All.Single(one => one.Name == workload).RunAsync(stack, new Ledger(file), stop);
        await polling.CancelAsync();
    }
}
