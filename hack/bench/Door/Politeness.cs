using System.Diagnostics;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;

namespace Door;

/// <summary>
/// Two minutes beside a caller that makes 10 requests a second and keeps 6 operations in flight, while we sweep without pauses, grant assignments without
/// end, and a person edits a permission set every few seconds.
/// </summary>
internal static class Politeness
{
    /// <summary>The permission set that the other caller assigns.</summary>
    public const string OthersSet = "Set2";

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(double rate, CancellationToken stop)
    {
        await using var server = await Stack.ServeAsync(Fixture.Of("M").Seed());
        await using var ours = new Stack(server.Endpoint, rate: rate);
        await using var other = new Stack(server.Endpoint, Fixture.Other, rate: 10);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Otherwise two minutes would be over before the sweep knows of the permission sets that are edited.
        await ours.Get<FactReader>().NamesAsync(DateTimeOffset.MinValue, stop);
        var before = server.Calls.Count;
        end.CancelAfter(Duration);
        var edits = EditAsync(ours, end.Token);
        await Task.WhenAll(
            Ended(edits), Ended(ours.Polling(end.Token)), Ended(SweepAsync(ours, end.Token)), Ended(GrantAsync(ours, 100, end.Token)),
            Ended(OccupyAsync(other, end.Token)), Ended(AskAsync(other, end.Token)));
        Tell(server, server.Calls.Since(before), await edits);
    }

    private static void Tell(LocalIdentityCenterServer server, IReadOnlyList<Call> calls, List<double> edits)
    {
        foreach (var key in new[] { Fixture.Operator, Fixture.Other })
        {
            var all = calls.Where(call => call.AccessKeyId == key && call.Service == "sso-admin").ToList();
            var throttled = all.Count(call => call.Outcome == "ThrottlingException");
            Console.WriteLine($"{(key == Fixture.Other ? "the other" : "ours"),-10} {all.Count,6} requests ({all.Count / Duration.TotalSeconds:N1} a second), {throttled} throttled ({100.0 * throttled / all.Count:N2} %), "
                + $"{all.Count(call => call is { Operation: "CreateAccountAssignment", Outcome: "OK" })} operations begun");
        }

        edits.Sort();
        Console.WriteLine($"{edits.Count} edits of a person reached AWS after {edits[edits.Count / 2]:N2} s (median), {edits[^1]:N2} s (longest)");
    }

    /// <summary>The other caller alone, until it is stopped.</summary>
    public static async Task NeighbourAsync(Uri endpoint, CancellationToken stop)
    {
        await using var other = new Stack(endpoint, Fixture.Other, rate: 10);
        await Task.WhenAll(Ended(OccupyAsync(other, stop)), Ended(AskAsync(other, stop)));
    }

    /// <summary>Looks at everything again and again, without pauses.</summary>
    public static async Task SweepAsync(Stack ours, CancellationToken stop)
    {
        while (true)
        {
            await ours.Sweep.RoundAsync(stop);
            ours.Get<OperatorSettings>().Apply(new() { RequestsPerSecond = ours.Get<OperatorSettings>().RequestsPerSecond, SweepInterval = TimeSpan.FromMilliseconds(1) });
        }
    }

    private static async Task GrantAsync(Stack ours, int from, CancellationToken stop)
    {
        var subjects = await Granting.SubjectsAsync(ours, await ours.ArnAsync("Set1", stop), 300, stop);
        await Parallel.ForEachAsync(
            subjects.Where((_, i) => i % 3 == 0).Skip(from), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = stop },
            async (subject, token) => await Granting.GrantAsync(ours, subject, token));
    }

    // A caller of the plain kind: it keeps six operations in flight, whatever others do, and asks for each of them.
    private static async Task OccupyAsync(Stack other, CancellationToken stop)
    {
        var door = other.Get<AwsDoor<Amazon.SSOAdmin.IAmazonSSOAdmin>>();
        var subjects = new Queue<OperationSubject>(await Granting.SubjectsAsync(other, await other.ArnAsync(OthersSet, stop), 300, stop));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            while (true)
            {
                OperationSubject subject;
                lock (subjects)
                    subject = subjects.Dequeue();
                await TryAsync(() => door.WriteAsync(Fixture.Write("CreateAccountAssignment"), (sso, t) => sso.CreateAccountAssignmentAsync(Granting.Request(subject), t), stop));
                await Task.Delay(TimeSpan.FromSeconds(2.2), stop);
            }
        }));
    }

    // With what its operations leave of ten requests a second it reads.
    private static async Task AskAsync(Stack other, CancellationToken stop)
    {
        while (true)
            await TryAsync(() => other.Get<AwsDoor<Amazon.SSOAdmin.IAmazonSSOAdmin>>().ReadAsync(
                CallPriority.Sweep, "ListPermissionSets", (sso, t) => sso.ListPermissionSetsAsync(new() { InstanceArn = Fixture.InstanceArn }, t), stop));
    }

    // The other one does not slow down for anybody.
    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Amazon.SSOAdmin.AmazonSSOAdminException)
        {
            // It asks again.
        }
    }

    private static async Task<List<double>> EditAsync(Stack ours, CancellationToken stop)
    {
        var took = new List<double>();
        var door = ours.Get<AwsDoor<Amazon.SSOAdmin.IAmazonSSOAdmin>>();
        var arn = ours.Facts.ArnOf("Set3");
        try
        {
            while (true)
            {
                await Task.Delay(BetweenEdits, stop);
                var watch = Stopwatch.StartNew();
                await Granting.AgainAsync(() => door.WriteAsync(
                    Fixture.Write("UpdatePermissionSet"),
                    (sso, t) => sso.UpdatePermissionSetAsync(new UpdatePermissionSetRequest { InstanceArn = Fixture.InstanceArn, PermissionSetArn = arn, Description = $"Edit {took.Count}", SessionDuration = "PT1H" }, t),
                    stop));
                took.Add(watch.Elapsed.TotalSeconds);
            }
        }
        catch (OperationCanceledException)
        {
            return took;
        }
    }

    private static Task Ended(Task task) => task.ContinueWith(
        ended => ended.Exception is { } e && !e.InnerExceptions.All(inner => inner is OperationCanceledException) ? Task.FromException(e) : Task.CompletedTask,
        CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
}
