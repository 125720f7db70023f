using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class CallerTests
{
    [Fact]
    public async Task The_delegated_administrator_manages_member_accounts()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        Assert.Equal(200, (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, await center.GroupAsync()), TestSeed.DelegatedCaller)).Status);
    }

    [Fact]
    public async Task The_delegated_administrator_cannot_assign_access_to_the_management_account()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, await center.GroupAsync(), TestSeed.Management), TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
    }

    [Theory]
    [InlineData("UpdatePermissionSet")]
    [InlineData("DeletePermissionSet")]
    [InlineData("DeleteInlinePolicyFromPermissionSet")]
    public async Task A_set_in_the_management_account_is_out_of_the_delegated_administrators_hands(string operation)
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync(account: TestSeed.Management);
        (await center.OfSetAsync(operation, set, caller: TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
        Assert.Equal(200, (await center.OfSetAsync("DescribePermissionSet", set, caller: TestSeed.DelegatedCaller)).Status);
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, await center.GroupAsync()), TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
        (await center.SsoAsync("UntagResource", new() { ["ResourceArn"] = set, ["TagKeys"] = new JsonArray("a") }, TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
    }

    [Fact]
    public async Task Listing_by_principal_is_for_the_management_account_alone()
    {
        await using var center = await Center.StartAsync();
        var request = new JsonObject { ["PrincipalId"] = await center.GroupAsync(), ["PrincipalType"] = "GROUP" };
        (await center.SsoAsync("ListAccountAssignmentsForPrincipal", request, TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
    }

    [Theory]
    [InlineData("ListPermissionSets")]
    [InlineData("DescribeInstance")]
    [InlineData("ListRegions")]
    public async Task Another_member_account_may_not_look_into_the_organizations_instance(string operation)
    {
        await using var center = await Center.StartAsync();
        (await center.SsoAsync(operation, caller: TestSeed.MemberCaller)).Fails("AccessDeniedException");
        (await center.StoreAsync("ListGroups", caller: TestSeed.MemberCaller)).Fails("AccessDeniedException");
        (await center.CallAsync("ListAccounts", caller: TestSeed.MemberCaller)).Fails("AccessDeniedException");
    }

    [Fact]
    public async Task A_delegation_that_ends_takes_the_rights_along()
    {
        await using var center = await Center.StartAsync();
        center.Server.Organization.Delegate(null);
        (await center.SsoAsync("ListPermissionSets", caller: TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
    }

    [Fact]
    public async Task A_key_that_is_not_listed_acts_as_the_management_account()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets", caller: "AKIAUNKNOWN")).Status);
    }

    [Fact]
    public async Task Calls_are_remembered_with_who_and_what_and_how_they_ended()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        await center.OfSetAsync("DeletePermissionSet", set, caller: TestSeed.DelegatedCaller);
        await center.OfSetAsync("DescribePermissionSet", set);
        Assert.Equal(
            [(TestSeed.ManagementCaller, "CreatePermissionSet", "OK"), (TestSeed.DelegatedCaller, "DeletePermissionSet", "OK"), (TestSeed.ManagementCaller, "DescribePermissionSet", "ResourceNotFoundException")],
            center.Server.Calls.All.Select(c => (c.AccessKeyId, c.Operation, c.Outcome)));
        Assert.Equal("Reader", center.Server.Calls.All[0].Resource);
        Assert.Equal([true, true, false], center.Server.Calls.All.Select(c => c.IsWrite));
    }

    [Fact]
    public async Task A_line_is_written_for_each_call()
    {
        using var log = new StringWriter();
        await using var center = await Center.StartAsync(host: options => options with { Log = log });
        await center.CreateSetAsync();
        await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "Reader" });
        Assert.Equal(
            ["12:00:00.000 management     CreatePermissionSet Name=Reader → OK", "12:00:00.000 management     CreatePermissionSet Name=Reader → ConflictException: PermissionSet with name Reader already exists."],
            log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
