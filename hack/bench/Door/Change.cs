using System.Diagnostics;

namespace Door;

/// <summary>One permission set in 300 accounts, of which 8 parts change: how many provisionings, how many calls.</summary>
internal static class Change
{
    public static async Task RunAsync(double rate, CancellationToken stop)
    {
        var fixture = new Fixture("one set", 1, 300, 300, 300, 10);
        await using var server = await Stack.ServeAsync(fixture.Seed());
        await using var stack = new Stack(server.Endpoint, rate: rate);
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = stack.Polling(polling.Token);
        var ledger = new Ledger();
        await stack.Sweep.RoundAsync(stop);
        var arn = stack.Facts.ArnOf("Set0")!;
        ledger.Record("Set0", arn, null);
        var before = server.Calls.Count;
        var watch = Stopwatch.StartNew();
        await stack.Get<Convergence>().ConvergeAsync(Wish.Changed("Set0"), ledger, stop);
        var calls = server.Calls.Since(before);
        var outdated = stack.Facts.PermissionSet(arn) is IdentityCenterOperator.IdentityCenter.Fact<IdentityCenterOperator.IdentityCenter.PermissionSetFacts>.Present { Value.OutdatedAccounts.Count: var count } ? count : -1;
        Console.WriteLine($"{calls.Count(call => call.IsWrite && call.Operation != "ProvisionPermissionSet")} edits, {calls.Count(call => call.Operation == "ProvisionPermissionSet")} provisioning(s), "
            + $"{calls.Count} requests in {watch.Elapsed.TotalSeconds:N1} s; {outdated} of 300 accounts outdated at the end");
        await polling.CancelAsync();
    }
}
