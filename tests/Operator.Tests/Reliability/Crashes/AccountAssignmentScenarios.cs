using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Reliability.Crashes;

internal static class AccountAssignmentScenarios
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(700);

    private static readonly string DataInTwo = Spec("{group: Data}", 1, 2);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("AccountAssignment: create", SetAsync, world => world.Cluster.Assignments.ApplyAsync("data", DataInTwo), Effects: 2),
        new("AccountAssignment: create, and delete while no operator runs", SetAsync, world => world.Cluster.Assignments.ApplyAsync("data", DataInTwo), Effects: null)
        {
            Meanwhile = world => world.Cluster.Assignments.DeleteAsync("data"),
        },
        new("AccountAssignment: create while AWS is slow", SlowAsync, world => world.Cluster.Assignments.ApplyAsync("data", DataInTwo), Effects: 2),
        new(
            "AccountAssignment: edit, other people in other accounts",
            world => WithAsync(world, ("data", Spec("{group: Data}, {group: Web}", 1))),
            world => world.Cluster.Assignments.ApplyAsync("data", Spec("{group: Data}, {user: alice@example.com}", 2)),
            Effects: 4),
        new("AccountAssignment: adopt", GrantedAsync, world => world.Cluster.Assignments.ApplyAsync("data", DataInTwo), Effects: 0),
        new("AccountAssignment: delete", world => WithAsync(world, ("data", DataInTwo)), world => world.Cluster.Assignments.DeleteAsync("data"), Effects: 2),
        new(
            "AccountAssignment: delete one of two that overlap",
            world => WithAsync(world, ("data", DataInTwo), ("more", Spec("{group: Data}", 2, 3))),
            world => world.Cluster.Assignments.DeleteAsync("data"),
            Effects: 1),
        new("AccountAssignment: edit beyond the guard, and approve", HeldBackAsync, ApproveAsync, Effects: 4),
        new("AccountAssignment: delete and retain", world => WithAsync(world, ("data", Retained)), GoAsync, Effects: 0) { IsDone = world => IsAsync(world, "Retained") },
        new("AccountAssignment: come back with less after it was retained", world => WithAsync(world, ("data", Retained)), ComeBackAsync, Effects: 1) { IsDone = world => IsAsync(world, "Live") },
        new("AccountAssignment: retain, and lose the right to it", world => WithAsync(world, ("data", Retained)), LoseAsync, Effects: 2) { IsDone = async world => (await world.Cluster.Records.ListAsync()).Count == 0 },
        new("AccountAssignment: go without a goodbye", world => WithAsync(world, ("data", DataInTwo)), VanishAsync, Effects: 0) { IsDone = world => IsAsync(world, "Abandoned") },
    ];

    private static string Retained => DataInTwo.Insert(1, "deletionPolicy: Retain, ");

    private static async Task<bool> IsAsync(World world, string state) => (await world.Cluster.Records.ListAsync()) is [var record] && (string?)record.Json["spec"]!["state"] == state;

    private static async Task GoAsync(World world)
    {
        await world.Cluster.Assignments.DeleteAsync("data");
        await world.Cluster.Assignments.GoneAsync("data");
    }

    private static async Task ComeBackAsync(World world)
    {
        await GoAsync(world);
        await world.Cluster.Assignments.ApplyAsync("data", Spec("{group: Data}", 1));
    }

    private static async Task LoseAsync(World world)
    {
        await GoAsync(world);
        await world.Cluster.ApplyAsync("reader", "{description: Reads, assignableFrom: {namespaces: [elsewhere]}}");
    }

    private static async Task VanishAsync(World world)
    {
        await world.Cluster.Assignments.AnnotateAsync("data", "identitycenter.dev/paused", "true");
        await world.Cluster.Assignments.UntilAsync("data", seen => seen.Condition("Ready")?.Reason == "Paused", "is paused");
        await world.Cluster.Assignments.DeleteAsync("data");
        await world.Cluster.Assignments.RemoveFinalizersAsync("data");
        await world.Cluster.Assignments.GoneAsync("data");
    }

    private static string Spec(string principals, params int[] accounts) =>
        $"{{permissionSetRef: {{name: reader}}, principals: [{principals}], targets: {{accounts: [{string.Join(", ", accounts.Select(account => $"\"{Accounts[account - 1]}\""))}]}}}}";

    // With an assignment that somebody else made.
    private static async Task SetAsync(World world)
    {
        var arn = await world.Aws.CreateAsync("reader", "Reads");
        await world.Aws.Access.GrantAsync(arn, Accounts[2], Audit);
        await world.Cluster.ApplyAsync("reader", "{description: Reads}");
    }

    private static async Task SlowAsync(World world)
    {
        await SetAsync(world);
        world.Aws.Server.Behaviour = world.Aws.Server.Behaviour with { Latency = Slow };
    }

    private static async Task WithAsync(World world, params (string Name, string Spec)[] assignments)
    {
        await SetAsync(world);
        foreach (var (name, spec) in assignments)
            await world.Cluster.Assignments.ApplyAsync(name, spec);
    }

    private static async Task GrantedAsync(World world)
    {
        await SetAsync(world);
        var arn = (await world.Aws.ArnAsync("reader"))!;
        await world.Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await world.Aws.Access.GrantAsync(arn, Accounts[1], Group);
    }

    private static async Task HeldBackAsync(World world)
    {
        await world.Cluster.Instances.ApplyAsync(World.Default, "{deletionGuard: {maxRevocations: 0}}");
        await WithAsync(world, ("data", DataInTwo));
    }

    private static async Task ApproveAsync(World world)
    {
        await world.Cluster.Assignments.ApplyAsync("data", Spec("{group: Web}", 1, 2));
        var held = await world.Cluster.Assignments.UntilAsync("data", seen => seen.Assignment.Plan is not null, "is held back");
        await world.Cluster.Assignments.AnnotateAsync("data", "identitycenter.dev/approve", held.Assignment.Plan!.Hash);
    }
}
