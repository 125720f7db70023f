using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class AssignmentTests
{
    [Fact]
    public async Task An_assignment_is_in_progress_until_its_time_has_come_and_then_listed()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        var request = await center.AssignAsync(set, group);
        Assert.Equal("IN_PROGRESS", (string)(await center.CreationAsync(request))["Status"]!);
        center.Wait(1.9);
        Assert.Empty(await PrincipalsAsync(center, set));
        center.Wait(0.1);
        Assert.Equal("SUCCEEDED", (string)(await center.CreationAsync(request))["Status"]!);
        Assert.Equal([group], await PrincipalsAsync(center, set));
    }

    [Fact]
    public async Task An_assignment_provisions_the_set_to_its_account()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set));
        Assert.Equal([set], (await center.SsoAsync("ListPermissionSetsProvisionedToAccount", new() { ["AccountId"] = TestSeed.DataProd })).Texts("PermissionSets"));
    }

    [Fact]
    public async Task An_assignment_that_exists_is_accepted_and_listed_once()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        var again = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Equal("SUCCEEDED", (string)(await center.CreationAsync(again))["Status"]!);
        Assert.Single(await PrincipalsAsync(center, set));
    }

    [Fact]
    public async Task The_opposite_of_an_operation_in_progress_is_a_conflict()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        await center.AssignAsync(set, group);
        (await center.SsoAsync("DeleteAccountAssignment", Steps.Assignment(set, group))).Fails("ConflictException");
        center.Wait();
        await center.UnassignAsync(set, group);
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, group))).Fails("ConflictException");
    }

    [Fact]
    public async Task An_unknown_principal_fails_later_and_says_who()
    {
        await using var center = await Center.StartAsync();
        var nobody = "99671a2b3c-00000000-0000-4000-8000-000000000000";
        var request = await center.AssignAsync(await center.CreateSetAsync(), nobody, type: "USER");
        center.Wait();
        var status = await center.CreationAsync(request);
        Assert.Equal("FAILED", (string)status["Status"]!);
        Assert.Equal($"Received a 404 status error: the USER assignee {nobody} was not found in directory {TestSeed.Store}", (string)status["FailureReason"]!);
    }

    [Fact]
    public async Task A_suspended_account_fails_later_as_AWS_puts_it()
    {
        await using var center = await Center.StartAsync();
        var request = await center.AssignAsync(await center.CreateSetAsync(), await center.GroupAsync(), TestSeed.Suspended);
        center.Wait();
        Assert.StartsWith("AWS SSO is unable to complete your request at this time.", (string)(await center.CreationAsync(request))["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_group_leaves_an_orphan_that_blocks_the_set_until_it_is_removed()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.AssignedSetAsync(), await center.GroupAsync());
        _ = (await center.StoreAsync("DeleteGroup", new() { ["GroupId"] = group })).Ok;
        Assert.Equal([group], await PrincipalsAsync(center, set));
        (await center.StoreAsync("DescribeGroup", new() { ["GroupId"] = group })).Fails("ResourceNotFoundException");
        (await center.OfSetAsync("DeletePermissionSet", set)).Fails("ConflictException");
        var request = await center.UnassignAsync(set, group);
        center.Wait(4);
        Assert.Equal("SUCCEEDED", (string)(await center.DeletionAsync(request))["Status"]!);
        Assert.Equal(200, (await center.OfSetAsync("DeletePermissionSet", set)).Status);
    }

    [Fact]
    public async Task A_group_created_again_under_its_name_has_a_new_id()
    {
        await using var center = await Center.StartAsync();
        var before = await center.GroupAsync();
        _ = (await center.StoreAsync("DeleteGroup", new() { ["GroupId"] = before })).Ok;
        _ = (await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "Data" })).Ok;
        Assert.NotEqual(before, await center.GroupAsync());
    }

    [Fact]
    public async Task A_set_in_use_by_another_principal_stays_in_the_account()
    {
        await using var center = await Center.StartAsync();
        var (set, web) = (await center.AssignedSetAsync(), await center.GroupAsync("Web"));
        await center.AssignAsync(set, web);
        center.Wait();
        await center.UnassignAsync(set, web);
        center.Wait(10);
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set));
    }

    [Fact]
    public async Task The_last_assignment_takes_the_role_along_after_a_while()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        await center.UnassignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Empty(await PrincipalsAsync(center, set));
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set));
        center.Wait();
        Assert.Empty(await center.AccountsAsync(set));
    }

    [Fact]
    public async Task Operations_in_progress_can_be_listed_by_status_with_three_members_each()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        var done = await center.AssignAsync(set, group);
        center.Wait();
        var running = await center.AssignAsync(set, group, TestSeed.WebProd);
        var listed = await center.SsoAsync("ListAccountAssignmentCreationStatus", Filter("IN_PROGRESS"));
        Assert.Equal(["Status", "RequestId", "CreatedDate"], listed.Ok["AccountAssignmentsCreationStatus"]![0]!.AsObject().Select(m => m.Key));
        Assert.Equal([running], listed.Texts("AccountAssignmentsCreationStatus", "RequestId"));
        Assert.Equal([done], (await center.SsoAsync("ListAccountAssignmentCreationStatus", Filter("SUCCEEDED"))).Texts("AccountAssignmentsCreationStatus", "RequestId"));
    }

    [Fact]
    public async Task An_operation_that_ends_between_two_pages_hides_no_other()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        await center.AssignAsync(set, group);
        center.Wait(1);
        var second = await center.AssignAsync(set, group, TestSeed.WebProd);
        var request = Filter("IN_PROGRESS");
        request["MaxResults"] = 1;
        var token = (string)(await center.SsoAsync("ListAccountAssignmentCreationStatus", request.DeepClone().AsObject()))["NextToken"]!;
        center.Wait(1);
        request["NextToken"] = token;
        Assert.Equal([second], (await center.SsoAsync("ListAccountAssignmentCreationStatus", request)).Texts("AccountAssignmentsCreationStatus", "RequestId"));
    }

    [Fact]
    public async Task A_principal_has_its_assignments_listed_across_pages_and_by_account()
    {
        await using var center = await Center.StartAsync();
        var group = await center.GroupAsync();
        foreach (var name in new[] { "A", "B", "C" }) await center.AssignedSetAsync(name);
        await center.AssignAsync(await center.CreateSetAsync("D"), group, TestSeed.WebProd);
        center.Wait();
        var first = await center.SsoAsync("ListAccountAssignmentsForPrincipal", new() { ["PrincipalId"] = group, ["PrincipalType"] = "GROUP", ["MaxResults"] = 3 });
        var second = await center.SsoAsync("ListAccountAssignmentsForPrincipal",
            new() { ["PrincipalId"] = group, ["PrincipalType"] = "GROUP", ["MaxResults"] = 3, ["NextToken"] = (string)first["NextToken"]! });
        Assert.Equal((3, 1), (first.Texts("AccountAssignments", "AccountId").Count, second.Texts("AccountAssignments", "AccountId").Count));
        var inWeb = await center.SsoAsync("ListAccountAssignmentsForPrincipal",
            new() { ["PrincipalId"] = group, ["PrincipalType"] = "GROUP", ["Filter"] = new System.Text.Json.Nodes.JsonObject { ["AccountId"] = TestSeed.WebProd } });
        Assert.Single(inWeb.Texts("AccountAssignments", "AccountId"));
    }

    [Fact]
    public async Task An_unknown_request_id_is_not_found()
    {
        await using var center = await Center.StartAsync();
        var id = "00000000-0000-4000-8000-000000000000";
        (await center.SsoAsync("DescribeAccountAssignmentCreationStatus", new() { ["AccountAssignmentCreationRequestId"] = id })).Fails("ResourceNotFoundException");
        (await center.SsoAsync("DescribePermissionSetProvisioningStatus", new() { ["ProvisionPermissionSetRequestId"] = id })).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_caller_without_IAM_rights_fails_later_in_the_management_account()
    {
        await using var center = await Center.StartAsync(seed => seed with { Callers = [new("AKIANOIAM", TestSeed.Management, MayManageManagementAccount: false)] });
        var set = await center.CreateSetAsync();
        var reply = await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, await center.GroupAsync(), TestSeed.Management), "AKIANOIAM");
        center.Wait();
        var status = await center.CreationAsync((string)reply.Ok["AccountAssignmentCreationStatus"]!["RequestId"]!);
        Assert.StartsWith("Received a 403 status error: Access denied by IAM.", (string)status["FailureReason"]!, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonObject Filter(string status) => new() { ["Filter"] = new System.Text.Json.Nodes.JsonObject { ["Status"] = status } };

    private static async Task<IReadOnlyList<string>> PrincipalsAsync(Center center, string set, string account = TestSeed.DataProd) =>
        (await center.OfSetAsync("ListAccountAssignments", set, new() { ["AccountId"] = account })).Texts("AccountAssignments", "PrincipalId");
}
