using System.Diagnostics;
using IdentityCenterOperator.IdentityCenter;

namespace Door;

/// <summary>Requests for one full look at an organization where everything is as it should be, and for a second one.</summary>
internal static class Look
{
    public static async Task RunAsync(string size, bool limits, double rate, CancellationToken stop)
    {
        var fixture = Fixture.Of(size);
        Console.WriteLine($"{size}: {fixture.Sets} sets, {fixture.Accounts} accounts, {fixture.Pairs} pairs, {fixture.Assignments} assignments, {fixture.Groups} groups; limits {(limits ? "on" : "off")}");
        await LookAsync(fixture, Fixture.Operator, limits, rate, stop);
        await LookAsync(fixture, Fixture.Delegated, limits, rate, stop);
        foreach (var (peer, requests) in fixture.Peers)
            Console.WriteLine($"  {peer,-20} {requests,9:N0} requests, {requests / 20 / 60,6:N1} min at 20 a second (by formula)");
    }

    private static async Task LookAsync(Fixture fixture, string caller, bool limits, double rate, CancellationToken stop)
    {
        await using var server = await Stack.ServeAsync(fixture.Seed(), limits);
        await using var stack = new Stack(server.Endpoint, caller, limits ? rate : 100_000);
        if (!limits)
            stack.Get<RequestBudgets>().IdentityStore.SetLimit(100_000);
        var watch = Stopwatch.StartNew();
        var report = await stack.Sweep.RoundAsync(stop);
        var (first, took) = (server.Calls.Count, watch.Elapsed);
        Check(report, stack, fixture);

        var changes = 0;
        stack.Facts.PermissionSetChanged += (_, _) => changes++;
        // Each round by principal reads some pairs for the first time: that is no change.
        stack.Facts.Assignments.Changed += (_, before, _) => changes += before is Fact<IReadOnlySet<Assignment>>.Unknown ? 0 : 1;
        // Without the pauses between reads, which are for a day of rounds and not for a benchmark.
        stack.Get<OperatorSettings>().Apply(new() { RequestsPerSecond = limits ? rate : 100_000, SweepInterval = TimeSpan.FromMilliseconds(1) });
        if (!limits)
            await stack.Sweep.RoundAsync(stop);
        Console.WriteLine(
            $"  ours, {report.Access,-14} {first,9:N0} requests in {took.TotalSeconds:N0} s; {server.Calls.All.Count(call => call.IsWrite)} writes; "
            + (limits ? "" : $"second look {server.Calls.Count - first:N0} requests, {changes} changes told"));
    }

    private static void Check(SweepReport report, Stack stack, Fixture fixture)
    {
        var rows = stack.Facts.Assignments.Present.SelectMany(scope => scope.Value.Value).Distinct().Count();
        if (report.Failed > 0 || rows != fixture.Assignments || report.PermissionSets != fixture.Sets)
            throw new InvalidOperationException($"the look is wrong: {report}, {rows} assignments");
    }
}
