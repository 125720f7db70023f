using System.Diagnostics;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Door;

/// <summary>5,000 assignments of 50 owners, each of which wants one group in 100 accounts, through the works that carry out AccountAssignments.</summary>
internal static class Assignments
{
    private const int Owners = 50;

    public static async Task RunAsync(int accounts, double rate, CancellationToken stop)
    {
        var seed = new Fixture("assignments", 1, accounts, 1, 0, Owners).Seed();
        await using var server = await Stack.ServeAsync(seed);
        await using var stack = new Stack(server.Endpoint, rate: rate);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lines = stack.Get<AssignmentLines>();
        var loops = Task.WhenAll(stack.Polling(running.Token), stack.Get<AssignmentWorks>().RunAsync(running.Token));
        var subjects = await Granting.SubjectsAsync(stack, await stack.ArnAsync("Set0", stop), accounts, stop);
        var owners = subjects.GroupBy(subject => subject.Principal!).Select((group, i) => (Key: Fixture.Object($"owner-{i}").Key, Subjects: group.ToList())).ToList();
        var (watch, first) = (Stopwatch.StartNew(), new Dictionary<ObjectKey, TimeSpan>());
        foreach (var (key, wanted) in owners)
            lines.Submit(Fixture.Object(key.Name), [.. wanted.Select(s => new AccountAssignmentStep.Grant(new(s.AccountId!, s.PermissionSetArn, s.Principal!)))], _ => false);
        while (owners.Sum(owner => Left(lines, owner.Key)) is var left and > 0)
        {
            foreach (var (key, wanted) in owners.Where(owner => !first.ContainsKey(owner.Key) && Left(lines, owner.Key) < accounts))
                first[key] = watch.Elapsed;
            if (watch.Elapsed.TotalSeconds % 60 < 0.1)
                Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:N0} s: {left} left, {server.Calls.Count} requests");
            await Task.Delay(100, stop);
        }

        Report.Converged("assignments", subjects.Count, watch.Elapsed, server.Calls, seed.Behaviour.Latency, rate);
        Console.WriteLine($"{owners.Sum(owner => lines.FailuresOf(owner.Key).Count)} failed; the last owner had its first assignment after {first.Values.Max().TotalSeconds:N1} s; "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most, server included");
        await running.CancelAsync();
        await loops.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static int Left(AssignmentLines lines, ObjectKey owner) => lines.ProgressOf(owner) is var progress ? progress.Open + progress.Running : 0;
}
