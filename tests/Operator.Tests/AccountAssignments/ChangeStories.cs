using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Specs change, objects overlap and go.</summary>
public sealed class ChangeStories : AccessStory
{
    [Fact]
    public async Task A_group_that_takes_the_place_of_another_comes_before_that_one_goes()
    {
        var arn = await BeginWithDataAsync();
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Assignments.UntilAsync("data", seen => seen.IsReady && seen.Generation > 1, "is Ready");
        Assert.Equal(Holds(Web, 1, 2), await Aws.Access.HeldAsync(arn));
        var changes = ChangesSince(mark).ToList();
        Assert.Equal(4, changes.Count);
        Assert.All(Accounts.Take(2), account => Assert.True(changes.IndexOf($"+ {account} {Web}") < changes.IndexOf($"- {account} {Group}"), "the pair goes through zero"));
    }

    [Fact]
    public async Task What_two_objects_want_stays_until_neither_does()
    {
        var arn = await BeginWithDataAsync();
        await Assignments.ApplyAsync("more", For("{group: Data}", "accounts: [\"400000000002\", \"400000000003\"]"));
        await Assignments.ReadyAsync("more");
        var mark = Aws.Mark;
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Equal([$"- {Accounts[0]} {Group}"], ChangesSince(mark));
        Assert.Equal(DataHolds(2, 3), await Aws.Access.HeldAsync(arn));
        await Assignments.DeleteAsync("more");
        await Assignments.GoneAsync("more");
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_somebody_else_assigned_is_not_taken_away()
    {
        var arn = await BeginWithDataAsync();
        await Aws.Access.GrantAsync(arn, Accounts[0], Audit);
        await Aws.Access.GrantAsync(arn, Accounts[4], Group);
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Equal([$"{Accounts[0]} {Audit}", $"{Accounts[4]} {Group}"], await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Retain_leaves_everything_assigned()
    {
        var arn = await BeginAndRestAsync(For("{group: Data}", more: "deletionPolicy: Retain"));
        var mark = Aws.Mark;
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Observe_says_what_it_would_do_and_does_nothing()
    {
        var arn = await BeginAsync();
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await Operator.StopAsync();
        await StartOperatorAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", more: "managementPolicy: Observe"));
        var drifted = await Assignments.ReasonAsync("data", "Drifted");
        Assert.Equal($"assign reader to group \"Data\" in a{Accounts[1]} ({Accounts[1]})", Assert.Single(drifted.Assignment.Plan!.Steps!));
        Assert.Equal("1/2", drifted.Assignment.Assignments!.Summary);
        Assert.Equal(1, drifted.Assignment.Drift!.Total);
        Assert.Empty(ChangesSince(0));
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        Assert.Equal([$"+ {Accounts[1]} {Group}"], ChangesSince(0));
    }

    [Fact]
    public async Task What_another_object_only_observes_is_not_taken_from_it()
    {
        var arn = await BeginWithDataAsync();
        await Assignments.ApplyAsync("watch", For("{group: Data}", "accounts: [\"400000000002\"]", "managementPolicy: Observe"));
        await Assignments.ReadyAsync("watch");
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Equal(DataHolds(2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Another_permission_set_is_there_before_the_former_one_goes()
    {
        var reader = await BeginWithDataAsync();
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", DataInTwo.Replace("reader", "writer", StringComparison.Ordinal));
        await Assignments.ReasonAsync("data", "PermissionSetNotFound");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(reader));
        await Cluster.ApplyAsync("writer", "{}");
        var writer = (await Cluster.ReadyAsync("writer")).Status.Arn!;
        await Aws.Access.UntilAsync(writer, DataHolds(1, 2));
        await Aws.Access.UntilAsync(reader);
        var changes = ChangesSince(mark).ToList();
        Assert.Equal(4, changes.Count);
        Assert.All(Accounts.Take(2), account => Assert.True(changes.IndexOf($"+ {account} {Group}") < changes.IndexOf($"- {account} {Group}"), "new before old"));
        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task The_accounts_of_a_permission_set_follow_its_assignments_without_waiting_for_a_sweep()
    {
        await BeginWithDataAsync();
        await Cluster.UntilAsync("reader", seen => Reaches(seen, "2/2", "All 2 accounts have the present version."), "has reached two accounts");
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\", \"400000000002\", \"400000000003\"]"));
        await Cluster.UntilAsync("reader", seen => Reaches(seen, "3/3", "All 3 accounts have the present version."), "has reached the third");
        await Assignments.DeleteAsync("data");
        await Cluster.UntilAsync("reader", seen => Reaches(seen, "0/0", "No account has the permission set yet."), "has left all of them");
    }

    [Fact]
    public async Task An_edit_whose_way_to_an_account_meets_the_end_of_its_last_assignment_goes_on_by_itself()
    {
        var arn = await BeginAndRestAsync();
        Aws.Fault(FaultKind.FailOperation, "ProvisionPermissionSet", times: 1, message: "Received a 404 status error: Assignment not found.");
        await Cluster.ApplyAsync("reader", "{sessionDuration: PT2H}");
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\"]"));
        await Cluster.UntilAsync("reader", seen => Reaches(seen, "1/1", "All 1 accounts have the present version."), "has reached the account that is left");
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    private static bool Reaches(Seen seen, string accounts, string sentence) =>
        seen.IsReady && seen.Status.Propagation?.Summary == accounts && seen.Condition("Propagated")?.Message == sentence;

    [Fact]
    public async Task A_permission_set_waits_until_its_assignments_are_gone_and_says_whose_they_are()
    {
        await BeginWithDataAsync();
        await Cluster.DeleteAsync("reader");
        var waiting = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains("AccountAssignment trusted/data", waiting.Message, StringComparison.Ordinal);
        await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task Somebody_who_takes_an_assignment_away_finds_it_there_again()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(3));
        await Aws.Access.RevokeAsync(arn, Accounts[1], Group);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await EventAsync("data", "DriftDetected");
        await EventAsync("data", "DriftHealed");
        Assert.Contains(History.Of(await Assignments.GetAsync("data")), version => version.Assignment.Drift?.Total == 1);
        await Assignments.ReadyAsync("data");
    }
}
