using Operator.Tests.AccountAssignments.Year;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Reliability.Faults;

/// <summary>One group makes room for another, an assignment is taken away in the console, an object is deleted, one created.</summary>
internal sealed class AccountAssignmentScenario(FaultWorld world) : IScenario
{
    private static readonly string[] Before = [Row(1, Group), Row(2, Group), Row(4, Audit), Row(5, Group)];
    private static readonly string[] After = [Row(1, Web), Row(2, Web), Row(3, Web), Row(4, Audit), Row(6, Alice)];

    // What somebody granted by hand.
    private static readonly string Foreign = Row(6, Web);

    public string Kind => "AccountAssignment";

    private Objects Assignments => world.Cluster.Assignments;

    public async Task PrepareAsync()
    {
        await ApplyAsync("edited", "{group: Data}", 1, 2);
        await ApplyAsync("drifting", "{group: Audit}", 4);
        await ApplyAsync("dropped", "{group: Data}", 5);
        foreach (var name in new[] { "edited", "drifting", "dropped" })
            await Assignments.ReadyAsync(name);
    }

    public async Task LiveAsync()
    {
        await Person.InsistsAsync(() => world.Aws.Access.RevokeAsync(world.Aws.SetArn(FaultWorld.Access), Accounts[3], Audit));
        await ApplyAsync("edited", "{group: Web}", 1, 2, 3);
        await ApplyAsync("fresh", "{user: alice@example.com}", 6);
        await Person.InsistsAsync(() => Assignments.DeleteAsync("dropped"));
    }

    public async Task<string?> WrongAsync()
    {
        var held = world.Held(FaultWorld.Access);
        if (!held.SetEquals([.. After, Foreign]))
            return $"AWS has {string.Join(", ", held.Order(StringComparer.Ordinal))}";
        foreach (var name in new[] { "edited", "drifting", "fresh" })
        {
            if (await Assignments.FindAsync(name) is not { IsReady: true })
                return $"{name} is not Ready";
        }

        return await Assignments.FindAsync("dropped") is null ? null : "dropped is not gone";
    }

    public async Task<IReadOnlyList<Seen>> SeenAsync() => await Assignments.ListAsync();

    public string? Objection(Write write) => write.Operation switch
    {
        "CreateAccountAssignment" => IsOfSet(write) && (After.Contains(Row(write)) || Before.Contains(Row(write))) ? null : "an assignment that nobody wants",
        "DeleteAccountAssignment" => IsOfSet(write) && Before.Contains(Row(write)) && !After.Contains(Row(write)) ? null : "an assignment that is wanted, or somebody else's",
        _ => "",
    };

    public string? Excess(IReadOnlyList<Write> writes)
    {
        // As AWS remembers them: an answer that was lost may have been to a request that took effect.
        var twice = world.Granted(FaultWorld.Access).GroupBy(row => row).FirstOrDefault(row => row.Count() > 1 + (row.Key == Row(4, Audit) ? 1 : 0));
        return twice is null ? null : $"{twice.Key} was granted {twice.Count()} times";
    }

    private Task ApplyAsync(string name, string principal, params IEnumerable<int> accounts) => Person.InsistsAsync(() => Assignments.ApplyAsync(
        name,
        $"{{permissionSetName: {FaultWorld.Access}, principals: [{principal}], targets: {{accounts: [{string.Join(", ", accounts.Select(i => $"\"{Accounts[i - 1]}\""))}]}}}}"));

    private bool IsOfSet(Write write) => write["PermissionSetArn"] == world.Aws.SetArn(FaultWorld.Access);

    private static string Row(int account, string principal) => $"{Accounts[account - 1]} {principal}";

    private static string Row(Write write) => $"{write["TargetId"]} {write["PrincipalId"]}";
}
