using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalIdentityCenter;

namespace Door;

/// <summary>
/// Each workload once without a break, and then again and again from the beginning with its process killed (SIGKILL) at random moments and started again, until there
/// were kills enough. The end must be the same to the last part, and nothing may have been accepted twice that AWS counts twice.
/// </summary>
internal static class Restart
{
    private const int KillsInARound = 5;

    public static async Task RunAsync(string only, int kills, int seed, CancellationToken stop)
    {
        var workloads = Workload.All.Where(workload => only == "all" || workload.Name == only).ToList();
        var shares = workloads.Select((workload, i) => (workload, Kills: (kills / workloads.Count) + (i < kills % workloads.Count ? 1 : 0)));
        await Task.WhenAll(shares.Select((share, i) => InterruptAsync(share.workload, share.Kills, new Random(seed + i), stop)));
    }

    private static async Task InterruptAsync(Workload workload, int kills, Random random, CancellationToken stop)
    {
        var whole = await RoundAsync(workload, () => null, stop);
        Console.WriteLine($"{workload.Name}: {whole.Took.TotalSeconds:N0} s without a break, {whole.Requests} requests, {whole.Twice} operations accepted twice");
        var (killed, twice, rounds) = (0, whole.Twice, 0);
        for (; killed < kills; rounds++)
        {
            var left = Math.Min(KillsInARound, kills - killed);
            var round = await RoundAsync(workload, () => left-- > 0 ? whole.Took / 3 * random.NextDouble() : null, stop);
            (killed, twice) = (killed + round.Kills, twice + round.Twice);
            Console.WriteLine($"{workload.Name}: killed {round.Kills} times, {round.Took.TotalSeconds:N0} s, {round.Requests} requests, {round.Twice} operations accepted twice");
            if (round.State != whole.State)
                throw new InvalidOperationException($"{workload.Name} ended in another state:\n{Difference(whole.State, round.State)}");
            if (round.Kills == 0)
                throw new InvalidOperationException($"{workload.Name} was done before it could be killed");
        }

        Console.WriteLine($"{workload.Name}: {killed} kills in {rounds} rounds, {whole.State.Split('\n').Length} permission sets and assignments the same each time, {twice} operations accepted twice");
    }

    private static async Task<Round> RoundAsync(Workload workload, Func<TimeSpan?> lifetime, CancellationToken stop)
    {
        await using var server = await Stack.ServeAsync(workload.Seed());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var file = await LedgerAsync(workload, server.Endpoint, stop);
        var neighbour = workload.HasNeighbour ? Politeness.NeighbourAsync(server.Endpoint, end.Token) : Task.CompletedTask;
        var (kills, watch) = (0, Stopwatch.StartNew());
        while (!await LiveAsync(workload, server.Endpoint, file, lifetime(), stop))
            kills++;
        var took = watch.Elapsed;
        await end.CancelAsync();
        await neighbour;
        File.Delete(file);
        return new(EndState.Of(server, workload.HasNeighbour), took, kills, server.Calls.Count, Twice(workload, server.Calls));
    }

    // The permission sets that are there already are those that an earlier life of the operator has recorded.
    private static async Task<string> LedgerAsync(Workload workload, Uri endpoint, CancellationToken stop)
    {
        var file = Path.GetTempFileName();
        await using var stack = new Stack(endpoint);
        var ledger = new Ledger(file);
        foreach (var name in workload.Recorded)
            ledger.Record(name, await stack.ArnAsync(name, stop), null);
        return file;
    }

    // True when it ended by itself.
    private static async Task<bool> LiveAsync(Workload workload, Uri endpoint, string file, TimeSpan? lifetime, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["worker", workload.Name, endpoint.ToString(), file]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadLineAsync(stop);
        var ended = process.WaitForExitAsync(stop);
        if (lifetime is { } time && await Task.WhenAny(ended, Task.Delay(time, stop)) != ended)
        {
            process.Kill();
            await ended;
            return false;
        }

        await ended;
        return process.ExitCode == 0 ? true : throw new InvalidOperationException($"the process ended with {process.ExitCode}");
    }

    // The same account, set, principal or name, accepted more than once. An update or an attachment counts for nothing in AWS when it is repeated.
    private static int Twice(Workload workload, Calls calls) => calls.All
        .Where(call => call is { AccessKeyId: Fixture.Operator, Operation: "CreateAccountAssignment" or "CreatePermissionSet" or "ProvisionPermissionSet", Outcome: "OK" or "Dropped" })
        .GroupBy(call => (call.Operation, Key(call)))
        .Where(same => same.Count() > 1)
        .Sum(same => Told(workload, same));

    private static int Told(Workload workload, IGrouping<(string Operation, string Key), Call> same)
    {
        Console.WriteLine($"{workload.Name}: twice {same.Key.Operation} {same.First().Resource} {string.Join(", ", same.Select(call => $"{call.Time:HH:mm:ss.fff}"))}");
        return same.Count() - 1;
    }

    private static string Key(Call call)
    {
        var body = JsonNode.Parse(call.Body)!;
        return $"{body["Name"]} {body["PermissionSetArn"]} {body["TargetId"]} {body["PrincipalId"]}";
    }

    private static string Difference(string one, string other)
    {
        var (before, after) = (one.Split('\n'), other.Split('\n'));
        return string.Join('\n', before.Except(after).Take(5).Select(line => "- " + line).Concat(after.Except(before).Take(5).Select(line => "+ " + line)));
    }

    private sealed record Round(string State, TimeSpan Took, int Kills, long Requests, int Twice);
}
