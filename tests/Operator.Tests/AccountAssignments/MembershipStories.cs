using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>People and accounts come and go; the sweep finds it.</summary>
public sealed class MembershipStories : AccessStory
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly string InProd = For("{group: Data}", "organizationalUnits: [{path: Workloads/Prod}]");
    private static readonly string InDevByTag = For("{group: Data}", "accountSelector: {matchLabels: {env: dev}}");

    [Fact]
    public async Task An_account_that_joins_is_assigned_and_one_that_moves_away_is_not_any_more()
    {
        var arn = await BeginWithDataAsync(Soon, InProd);
        Assert.Equal(DataHolds(1, 2, 3), await Aws.Access.HeldAsync(arn));
        Aws.Server.Organization.AddAccount("400000000007", "a7", Prod);
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2, 3), $"400000000007 {Group}"]);
        Aws.Server.Organization.MoveAccount(Accounts[0], Dev);
        await Aws.Access.UntilAsync(arn, [.. DataHolds(2, 3), $"400000000007 {Group}"]);
        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task An_account_is_followed_by_its_tags()
    {
        var arn = await BeginWithDataAsync(Soon, InDevByTag);
        Aws.Server.Organization.TagAccount(Accounts[0], "env", "dev");
        await Aws.Access.UntilAsync(arn, DataHolds(1, 4, 5, 6));
        Aws.Server.Organization.TagAccount(Accounts[3], "env", null);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 5, 6));
    }

    [Fact]
    public async Task An_account_that_is_suspended_is_skipped_and_left_alone()
    {
        var arn = await BeginWithDataAsync(Soon, InProd);
        var mark = Aws.Mark;
        Aws.Server.Organization.SetAccountState(Accounts[2], "SUSPENDED");
        var ready = await Assignments.UntilAsync("data", seen => seen is { IsReady: true, Assignment.Assignments.SkippedAccounts: 1 }, "skips an account");
        Assert.Equal("2/2", ready.Assignment.Assignments!.Summary);
        Assert.Contains("Skipped", ready.Message, StringComparison.Ordinal);
        Assert.Empty(ChangesSince(mark));
        Aws.Server.Organization.SetAccountState(Accounts[2], "ACTIVE");
        await Assignments.UntilAsync("data", seen => seen is { IsReady: true, Assignment.Assignments.Summary: "3/3" }, "has all three again");
        Assert.Empty(ChangesSince(mark));
        Assert.Equal(DataHolds(1, 2, 3), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task The_management_account_is_a_target_only_where_it_is_named()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", "allAccounts: true"));
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2, 3, 4, 5, 6), await Aws.Access.HeldAsync(arn));
        await Assignments.ApplyAsync("data", For("{group: Data}", "allAccounts: true, accountNames: [management]"));
        await Aws.Access.UntilAsync(arn, [$"{Management} {Group}", .. DataHolds(1, 2, 3, 4, 5, 6)]);
    }

    [Fact]
    public async Task A_group_that_was_recreated_under_its_name_holds_the_set_before_its_predecessor_loses_it()
    {
        var arn = await BeginWithDataAsync(Soon);
        var mark = Aws.Mark;
        await Aws.People.DeleteGroupAsync(Group);
        var successor = await Aws.People.CreateGroupAsync("Data");
        await Aws.Access.UntilAsync(arn, Holds(successor, 1, 2));
        var changes = ChangesSince(mark).ToList();
        Assert.All(Accounts.Take(2), account => Assert.True(changes.IndexOf($"+ {account} {successor}") < changes.IndexOf($"- {account} {Group}"), "new before old"));
        await Assignments.UntilAsync("data", seen => seen.IsReady && seen.Assignment.Principals!.Single().Id == successor, "names the successor");
        Assert.Equal(successor, Assert.Single(await Assignments.RecordedAsync("data")).PrincipalId);
    }

    [Fact]
    public async Task A_group_that_does_not_exist_stalls_its_own_part_alone()
    {
        var arn = await BeginAsync(Soon);
        await Assignments.ApplyAsync("data", For("{group: Data}, {group: Nobody}"));
        var stalled = await Assignments.ReasonAsync("data", "PrincipalNotFound");
        Assert.Contains("no group \"Nobody\"", stalled.Message, StringComparison.Ordinal);
        Assert.NotNull(stalled.Condition("Stalled"));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        var created = await Aws.People.CreateGroupAsync("Nobody");
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2), .. Holds(created, 1, 2)]);
        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task A_group_that_was_renamed_keeps_what_it_has_and_the_status_says_so()
    {
        var arn = await BeginWithDataAsync(Soon);
        var mark = Aws.Mark;
        await Aws.People.RenameGroupAsync(Group, "Data and AI");
        var stalled = await Assignments.ReasonAsync("data", "PrincipalNotFound");
        Assert.Contains("The group \"Data\" is now named \"Data and AI\"", stalled.Message, StringComparison.Ordinal);
        Assert.Empty(ChangesSince(mark));
        await Assignments.ApplyAsync("data", For("{group: Data and AI}"));
        await Assignments.ReadyAsync("data");
        Assert.Empty(ChangesSince(mark));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_group_that_is_gone_for_good_loses_what_AWS_kept_of_it()
    {
        var arn = await BeginWithDataAsync(Soon, For("{group: Data}, {group: Web}"));
        await Aws.People.DeleteGroupAsync(Web);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.ReasonAsync("data", "PrincipalNotFound");
    }
}
