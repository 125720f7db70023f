using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalIdentityCenter;

namespace Door;

/// <summary>
/// Kills a process that creates 40 permission sets, changes 10 that 30 accounts have and grants 120 assignments, at random moments, until it has come to its end; again and
/// again from the beginning until it was killed often enough. Then counts what AWS accepted twice.
/// </summary>
internal static class Restart
{
    public static async Task RunAsync(int kills, CancellationToken stop)
    {
        var random = new Random(7);
        var (killed, rounds, twice) = (0, 0, 0);
        string? expected = null;
        while (killed < kills)
        {
            await using var server = await Stack.ServeAsync(Seed());
            var file = await LedgerAsync(server.Endpoint, stop);
            var lifetimes = 0;
            while (!await LiveAsync(server.Endpoint, file, killed < kills ? TimeSpan.FromSeconds(random.NextDouble() * 6) : null, stop))
                (killed, lifetimes) = (killed + 1, lifetimes + 1);
            rounds++;
            twice += Twice(server.Calls);
            var state = EndState(server);
            if ((expected ??= state) != state)
                throw new InvalidOperationException($"another end state:\n{state}");
            Console.WriteLine($"round {rounds}: killed {lifetimes} times, {server.Calls.Count} requests, so far {killed} kills, {twice} operations accepted twice");
            File.Delete(file);
        }

        Console.WriteLine($"{killed} kills, {rounds} rounds, the same end state each time; {twice} operations that AWS accepted twice");
    }

    // The permission sets that are there already are those that an earlier life of the operator has recorded.
    private static async Task<string> LedgerAsync(Uri endpoint, CancellationToken stop)
    {
        var file = Path.GetTempFileName();
        await using var stack = new Stack(endpoint);
        var ledger = new Ledger(file);
        for (var i = 0; i <= Worker.ChangedSets; i++)
            ledger.Record($"Set{i}", await stack.ArnAsync($"Set{i}", stop), null);
        return file;
    }

    // True when it ended by itself.
    private static async Task<bool> LiveAsync(Uri endpoint, string file, TimeSpan? lifetime, CancellationToken stop)
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
    private static int Twice(Calls calls) => calls.All
        .Where(call => call is { Operation: "CreateAccountAssignment" or "CreatePermissionSet" or "ProvisionPermissionSet", Outcome: "OK" or "Dropped" })
        .GroupBy(call => (call.Operation, Key(call)))
        .Where(same => same.Count() > 1)
        .Sum(Told);

    private static int Told(IGrouping<(string Operation, string Key), Call> same)
    {
        Console.WriteLine($"  twice: {same.Key.Operation} {same.First().Resource} {string.Join(", ", same.Select(call => $"{call.Time:HH:mm:ss.fff}"))}");
        return same.Count() - 1;
    }

    private static string Key(Call call)
    {
        var body = JsonNode.Parse(call.Body)!;
        return $"{body["Name"]} {body["PermissionSetArn"]} {body["TargetId"]} {body["PrincipalId"]}";
    }

    // Everything but ids and times: what each permission set is, that each account has its latest version, who holds what.
    private static string EndState(LocalIdentityCenterServer server)
    {
        var state = JsonNode.Parse(server.Save())!["instances"]!.AsObject().Single().Value!;
        var sets = state["permissionSets"]!.AsObject().Select(set => set.Value!).OrderBy(set => (string)set["name"]!, StringComparer.Ordinal).Select(Content).ToList();
        var rows = state["assignmentRows"]!.AsArray().Select(row => (string)row!).Order(StringComparer.Ordinal).ToList();
        if (sets.Count != Worker.NewSets + Worker.ChangedSets + 1 || rows.Count != ((Worker.ChangedSets + Worker.Groups) * Worker.Accounts))
            throw new InvalidOperationException($"{sets.Count} permission sets, {rows.Count} assignments");
        return string.Join('\n', sets.Concat(rows));
    }

    private static string Content(JsonNode set)
    {
        var current = set["provisioned"]!.AsObject().Count(copy => (long)copy.Value!["version"]! == (long)set["version"]!);
        var parts = new[] { "name", "description", "sessionDuration", "relayState", "tags", "managedPolicies", "customerManagedPolicies", "inlinePolicy", "boundary" };
        return $"{string.Join(' ', parts.Select(part => set[part]?.ToJsonString()))} {current} of {set["provisioned"]!.AsObject().Count} accounts current";
    }

    private static LocalIdentityCenter.Seeding.Seed Seed()
    {
        var seed = new Fixture("restart", Worker.ChangedSets + 1, Worker.Accounts, (Worker.ChangedSets + 1) * Worker.Accounts, (Worker.ChangedSets + 1) * Worker.Accounts, Worker.Groups).Seed();
        return seed with { Assignments = [.. seed.Assignments.Where(assignment => assignment.PermissionSet != Worker.GrantedSet)] };
    }
}
