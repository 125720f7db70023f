using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalIdentityCenter;

namespace Door;

/// <summary>
/// Kills a process that creates 40 permission sets, changes 10 that 30 accounts have and grants 120 assignments, at random moments, until it has come to its end; again and
/// again from the beginning until it was killed often enough. Then counts what AWS accepted twice.
/// </summary>
static class Restart
{
    public static async Task RunAsync(int kills, CancellationToken stop)
    {
        var random = new Random(7);
        var (killed, rounds, twice) = (0, 0, 0);
        while (killed < kills)
        {
            await using var server = await Stack.ServeAsync(Seed());
            var file = Path.GetTempFileName();
            var lifetimes = 0;
            while (!await LiveAsync(server.Endpoint, file, killed < kills ? TimeSpan.FromSeconds(random.NextDouble() * 4) : null, stop))
                (killed, lifetimes) = (killed + 1, lifetimes + 1);
            rounds++;
            twice += Twice(server.Calls);
            Check(server);
            Console.WriteLine($"round {rounds}: killed {lifetimes} times, {server.Calls.Count} requests, so far {killed} kills, {twice} operations accepted twice");
            File.Delete(file);
        }

        Console.WriteLine($"{killed} kills, {rounds} rounds, the same end state each time; {twice} operations that AWS accepted twice");
    }

    // True when it ended by itself.
    static async Task<bool> LiveAsync(Uri endpoint, string file, TimeSpan? lifetime, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["worker", endpoint.ToString(), file]) { RedirectStandardOutput = true })!;
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
    static int Twice(Calls calls) => calls.All
        .Where(call => call is { Operation: "CreateAccountAssignment" or "CreatePermissionSet" or "ProvisionPermissionSet", Outcome: "OK" or "Dropped" })
        .GroupBy(call => (call.Operation, Key(call)))
        .Where(same => same.Count() > 1)
        .Sum(Told);

    static int Told(IGrouping<(string Operation, string Key), Call> same)
    {
        Console.WriteLine($"  twice: {same.Key.Operation} {same.First().Resource} {string.Join(", ", same.Select(call => $"{call.Time:HH:mm:ss.fff}"))}");
        return same.Count() - 1;
    }

    static string Key(Call call)
    {
        var body = JsonNode.Parse(call.Body)!;
        return $"{body["Name"]} {body["PermissionSetArn"]} {body["TargetId"]} {body["PrincipalId"]}";
    }

    static void Check(LocalIdentityCenterServer server)
    {
        var state = JsonNode.Parse(server.Save())!["Instances"]!.AsObject().Single().Value!;
        var sets = state["PermissionSets"]!.AsObject().Select(set => set.Value!).ToList();
        var (created, changed) = (sets.Count(set => ((string)set["Name"]!).StartsWith("New", StringComparison.Ordinal)), sets.Count(set => (string?)set["Description"] == "Changed"));
        if ((created, changed) != (Worker.NewSets, Worker.ChangedSets))
            throw new InvalidOperationException($"{created} created and {changed} changed permission sets");
    }

    static LocalIdentityCenter.Seeding.Seed Seed()
    {
        var seed = new Fixture("restart", Worker.ChangedSets + 1, Worker.Accounts, (Worker.ChangedSets + 1) * Worker.Accounts, (Worker.ChangedSets + 1) * Worker.Accounts, Worker.Groups).Seed();
        return seed with { Assignments = [.. seed.Assignments.Where(assignment => assignment.PermissionSet != $"Set{Worker.ChangedSets}")] };
    }
}
