using IdentityCenterOperator.PermissionSets;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>From YAML to who holds what.</summary>
public sealed class CreationStories : AccessStory
{
    [Fact]
    public async Task A_group_holds_the_set_in_two_accounts_and_status_says_so()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var status = (await Assignments.ReadyAsync("data")).Assignment;
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal((arn, "reader"), (status.PermissionSetArn, status.PermissionSetName));
        Assert.Equal((2, 2, 0, 0, "2/2"), (status.Assignments!.Desired, status.Assignments.Assigned, status.Assignments.Pending, status.Assignments.Failed, status.Assignments.Summary));
        Assert.Equal(("Data", "GROUP", Group), status.Principals!.Select(found => (found.Name, found.Type, found.Id)).Single());
        var granted = Assert.Single(await Assignments.RecordedAsync("data"));
        Assert.Equal((arn, "reader", "GROUP", Group, "400000000001 400000000002"), (granted.PermissionSetArn, granted.PermissionSet, granted.PrincipalType, granted.PrincipalId, string.Join(' ', granted.Accounts!)));
        Assert.Null(granted.Revoking);
        Assert.Equal((2, (await Assignments.GetAsync("data")).Uid), (status.Assignments.Recorded, status.AccessRecord));
        Assert.Null(status.Granted);
        Assert.Equal(["Ready"], status.Conditions!.Select(condition => condition.Type));
        Assert.Equal(0, status.Drift?.Total);
        Assert.Null(status.Failures);
    }

    [Fact]
    public async Task Creating_takes_one_look_at_each_thing_and_one_request_an_assignment()
    {
        await BeginAsync();
        var (mark, began) = (Aws.Mark, Time.GetUtcNow());
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        // Beside the polls of what is in flight, and looks at which accounts have the permission set now: one at once, others ten seconds apart, of two lists each.
        var looks = 1 + (int)((Time.GetUtcNow() - began) / AccountsWatch.Between);
        var calls = Aws.CallsSince(mark).Where(call => !call.EndsWith("Status", StringComparison.Ordinal)).ToList();
        Assert.InRange(calls.Count(call => call == "ListAccountsForProvisionedPermissionSet"), 0, 2 * looks);
        calls.RemoveAll(call => call.Contains("PermissionSet", StringComparison.Ordinal) || call == "ListTagsForResource");
        Assert.Equal(
            ["CreateAccountAssignment", "CreateAccountAssignment", "GetGroupId", "ListAccounts"],
            calls.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("organizationalUnits: [{path: Workloads/Prod}]", "1 2 3")]
    [InlineData("organizationalUnits: [{id: ou-test-dev00000, recursive: false}]", "4 5 6")]
    [InlineData("organizationalUnits: [{path: Workloads, recursive: false}], accountNames: [a400000000005]", "5")]
    [InlineData("accountSelector: {matchLabels: {env: dev}}", "4 5 6")]
    [InlineData("accountSelector: {matchExpressions: [{key: env, operator: NotIn, values: [dev]}]}", "1 2 3")]
    [InlineData("allAccounts: true, exclude: {accounts: [\"400000000001\"], organizationalUnits: [{path: Workloads/Dev}]}", "2 3")]
    public async Task Targets_are_found_by_place_tags_and_name(string targets, string expected)
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", targets));
        await Assignments.ReadyAsync("data");
        Assert.Equal(expected.Split(' ').Select(account => $"{Accounts[int.Parse(account, null) - 1]} {Group}"), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Principals_are_found_by_name_and_by_id()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("all", For($"{{user: alice@example.com}}, {{group: Web}}, {{groupId: {Audit}}}", "accounts: [\"400000000001\"]"));
        await Assignments.ReadyAsync("all");
        Assert.Equal([.. Holds(Web, 1), .. Holds(Audit, 1), .. Holds(Alice, 1)], await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Assignments_that_were_there_are_taken_over_without_a_request()
    {
        var arn = await BeginAsync();
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await Aws.Access.GrantAsync(arn, Accounts[1], Group);
        await Operator.StopAsync();
        await StartOperatorAsync();
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        Assert.Empty(ChangesSince(mark));
        Assert.Equal(["400000000001", "400000000002"], Assert.Single(await Assignments.RecordedAsync("data")).Accounts!);
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task An_assignment_waits_for_its_permission_set()
    {
        await StartOperatorAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        Assert.Contains("There is no PermissionSet \"reader\"", (await Assignments.ReasonAsync("data", "PermissionSetNotFound")).Message, StringComparison.Ordinal);
        await Cluster.ApplyAsync("reader", "{}");
        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task A_set_that_no_resource_manages_is_found_by_its_name()
    {
        await StartOperatorAsync();
        await Assignments.ApplyAsync("data", DataInTwo.Replace("permissionSetRef: {name: reader}", "permissionSetName: Legacy", StringComparison.Ordinal));
        Assert.Contains("AWS has no permission set \"Legacy\"", (await Assignments.ReasonAsync("data", "PermissionSetNotFound")).Message, StringComparison.Ordinal);
        var arn = await Aws.CreateAsync("Legacy");
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "now");
        await Operator.StopAsync();
        await StartOperatorAsync();
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }
}
