using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter.Seeding;

namespace Door;

/// <summary>A benchmark as a process can be killed in the middle of it and another one go on: it ends when everything is as wanted.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Fixture">The organization.</param>
/// <param name="Recorded">Permission sets of the organization that an earlier life of the operator has recorded as its own.</param>
/// <param name="RunAsync">Brings everything to what is wanted.</param>
internal sealed record Workload(string Name, Fixture Fixture, IReadOnlyList<string> Recorded, Func<Stack, Ledger, CancellationToken, Task> RunAsync)
{
    private const int Workers = 8;
    private const int PersonsEdits = 20;
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(3);

    /// <summary>Those that are interrupted, as large as they are when they are measured; politeness ends after 20 edits and 300 assignments.</summary>
    public static IReadOnlyList<Workload> All =>
    [
        new("change", new("one set", 1, 300, 300, 300, 10), ["Set0"], (stack, ledger, stop) => stack.Get<Convergence>().ConvergeAsync(Wish.Changed("Set0"), ledger, stop)),
        new("sets", new("empty", 0, 10, 1, 0, 1), [], SetsAsync),
        new("assignments", new("assignments", 1, 100, 1, 0, 10), [], async (stack, _, stop) =>
            await GrantAsync(stack, await Granting.SubjectsAsync(stack, await stack.ArnAsync("Set0", stop), 100, stop), stop)),
        new("politeness", Fixture.Of("M"), [], PolitelyAsync),
    ];

    /// <summary>Whether another caller works in the same organization meanwhile.</summary>
    public bool HasNeighbour => Name == "politeness";

    public Seed Seed()
    {
        var seed = Fixture.Seed();
        return seed with { Behaviour = seed.Behaviour with { Latency = TimeSpan.FromSeconds(2) } };
    }

    private static Task SetsAsync(Stack stack, Ledger ledger, CancellationToken stop) => Parallel.ForEachAsync(
        Enumerable.Range(0, 200).Select(i => Wish.New($"New{i}")).Where(wish => !ledger.IsSettled(wish.Name)),
        new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = stop },
        async (wish, token) => await stack.Get<Convergence>().ConvergeAsync(wish, ledger, token));

    // What an earlier life has granted is found by looking, as the operator does for what is not settled.
    private static async Task GrantAsync(Stack stack, IReadOnlyList<OperationSubject> subjects, CancellationToken stop)
    {
        foreach (var holder in subjects.Select(subject => subject.Principal!).Distinct())
            await stack.Get<AssignmentReader>().TryHolderAsync(holder, CallPriority.Edit, stop);
        var missing = subjects.Where(subject => stack.Facts.Assignment(new(subject.AccountId!, subject.PermissionSetArn, subject.Principal!)) is Fact<Assignment>.Absent);
        await Task.WhenAll(missing.Select(subject => Granting.GrantAsync(stack, subject, stop)));
    }

    private static async Task PolitelyAsync(Stack stack, Ledger ledger, CancellationToken stop)
    {
        using var sweeping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (person, granted) = (await stack.ArnAsync("Set3", stop), await stack.ArnAsync("Set1", stop));
        var subjects = (await Granting.SubjectsAsync(stack, granted, 300, stop)).Where((_, i) => i % 3 == 0).Skip(100).Take(300).ToList();
        var sweep = Politeness.SweepAsync(stack, sweeping.Token);
        await Task.WhenAll(GrantAsync(stack, subjects, stop), EditAsync(stack.Get<AwsDoor<IAmazonSSOAdmin>>(), person, stop));
        await sweeping.CancelAsync();
        await ((Task)sweep).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The person goes on after the last edit that arrived.
    private static async Task EditAsync(AwsDoor<IAmazonSSOAdmin> door, string arn, CancellationToken stop)
    {
        var reply = await door.ReadAsync(
            CallPriority.Edit, "DescribePermissionSet", (sso, t) => sso.DescribePermissionSetAsync(new() { InstanceArn = Fixture.InstanceArn, PermissionSetArn = arn }, t), stop);
        var done = int.TryParse(reply.PermissionSet!.Description?.Replace("Edit ", "", StringComparison.Ordinal), out var last) ? last + 1 : 0;
        for (var i = done; i < PersonsEdits; i++)
        {
            var edit = new UpdatePermissionSetRequest { InstanceArn = Fixture.InstanceArn, PermissionSetArn = arn, Description = $"Edit {i}", SessionDuration = "PT1H" };
            await Granting.AgainAsync(() => door.WriteAsync(Fixture.Write("UpdatePermissionSet"), (sso, t) => sso.UpdatePermissionSetAsync(edit, t), stop));
            await Task.Delay(BetweenEdits, stop);
        }
    }
}
