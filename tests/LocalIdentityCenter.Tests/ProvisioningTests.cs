using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class ProvisioningTests
{
    private const string Outdated = "LATEST_PERMISSION_SET_NOT_PROVISIONED";
    private const string Latest = "LATEST_PERMISSION_SET_PROVISIONED";

    public static TheoryData<string, string> Changes => new()
    {
        { "UpdatePermissionSet", """{"Description":"changed"}""" },
        { "AttachManagedPolicyToPermissionSet", $$"""{"ManagedPolicyArn":"{{TestSeed.ReadOnly}}"}""" },
        { "AttachCustomerManagedPolicyReferenceToPermissionSet", """{"CustomerManagedPolicyReference":{"Name":"boundary"}}""" },
        { "PutInlinePolicyToPermissionSet", """{"InlinePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}"}""" },
        { "PutPermissionsBoundaryToPermissionSet", $$$"""{"PermissionsBoundary":{"ManagedPolicyArn":"{{{TestSeed.ReadOnly}}}"}}""" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_outdates_the_accounts_until_it_is_provisioned(string operation, string body)
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set, Latest));
        _ = (await center.OfSetAsync(operation, set, JsonNode.Parse(body)!.AsObject())).Ok;
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set, Outdated));
        await center.ProvisionAsync(set);
        center.Wait();
        Assert.Empty(await center.AccountsAsync(set, Outdated));
    }

    [Fact]
    public async Task Tags_do_not_outdate_accounts()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        _ = (await center.SsoAsync("TagResource", new() { ["ResourceArn"] = set, ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "b" }) })).Ok;
        Assert.Empty(await center.AccountsAsync(set, Outdated));
    }

    [Fact]
    public async Task A_change_made_while_provisioning_leaves_the_account_outdated()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        await center.ProvisionAsync(set);
        _ = (await center.OfSetAsync("AttachManagedPolicyToPermissionSet", set, new() { ["ManagedPolicyArn"] = TestSeed.ReadOnly })).Ok;
        center.Wait();
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set, Outdated));
    }

    [Fact]
    public async Task Provisioning_a_set_that_no_account_holds_succeeds()
    {
        await using var center = await Center.StartAsync();
        var request = await center.ProvisionAsync(await center.CreateSetAsync());
        center.Wait();
        Assert.Equal("SUCCEEDED", (string)(await center.ProvisioningAsync(request))["Status"]!);
    }

    [Fact]
    public async Task One_failing_account_fails_the_whole_request_and_the_others_are_provisioned()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        await center.AssignAsync(set, await center.GroupAsync(), TestSeed.WebProd);
        center.Wait();
        _ = (await center.OfSetAsync("AttachCustomerManagedPolicyReferenceToPermissionSet", set,
            new() { ["CustomerManagedPolicyReference"] = new JsonObject { ["Name"] = "rds-operators", ["Path"] = "/teams/" } })).Ok;
        var request = await center.ProvisionAsync(set);
        center.Wait();
        var status = await center.ProvisioningAsync(request);
        Assert.Equal($"Received a 404 status error: Not supported policy arn:aws:iam::{TestSeed.WebProd}:policy/teams/rds-operators.", (string)status["FailureReason"]!);
        Assert.Equal([TestSeed.WebProd], await center.AccountsAsync(set, Outdated));
        center.Server.Organization.AddPolicy(TestSeed.WebProd, "/teams/rds-operators");
        await center.ProvisionAsync(set, TestSeed.WebProd);
        center.Wait();
        Assert.Empty(await center.AccountsAsync(set, Outdated));
    }

    [Theory]
    [InlineData("Boundary", "/")]
    [InlineData("boundary", "/other/")]
    public async Task A_customer_managed_boundary_must_exist_with_its_exact_name_and_path(string name, string path)
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        var reference = new JsonObject { ["Name"] = name, ["Path"] = path };
        _ = (await center.OfSetAsync("PutPermissionsBoundaryToPermissionSet", set,
            new() { ["PermissionsBoundary"] = new JsonObject { ["CustomerManagedPolicyReference"] = reference } })).Ok;
        var request = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Contains($"policy{path}{name}", (string)(await center.CreationAsync(request))["FailureReason"]!, StringComparison.Ordinal);
        Assert.Empty(await center.AccountsAsync(set));
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17"}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}""")]
    public async Task A_policy_that_IAM_would_refuse_is_accepted_and_fails_at_provisioning(string policy)
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        _ = (await center.OfSetAsync("PutInlinePolicyToPermissionSet", set, new() { ["InlinePolicy"] = policy })).Ok;
        var request = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Contains("MalformedPolicyDocument", (string)(await center.CreationAsync(request))["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_policies_than_a_role_may_have_fail_later()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        for (var i = 0; i < 11; i++) _ = (await center.OfSetAsync("AttachManagedPolicyToPermissionSet", set, new() { ["ManagedPolicyArn"] = $"arn:aws:iam::aws:policy/Policy{i}" })).Ok;
        var request = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.EndsWith("Cannot exceed quota for PoliciesPerRole: 10", (string)(await center.CreationAsync(request))["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_roles_than_an_account_may_have_fail_later()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = seed.Limits with { RolesPerAccount = 1 } });
        await center.AssignedSetAsync("First");
        var request = await center.AssignAsync(await center.CreateSetAsync("Second"), await center.GroupAsync());
        center.Wait();
        Assert.EndsWith("Cannot exceed quota for RolesPerAccount: 1", (string)(await center.CreationAsync(request))["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_id_belongs_to_one_account_only()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        (await center.OfSetAsync("ProvisionPermissionSet", set, new() { ["TargetType"] = "AWS_ACCOUNT" })).Fails("ValidationException");
        (await center.OfSetAsync("ProvisionPermissionSet", set, new() { ["TargetType"] = "ALL_PROVISIONED_ACCOUNTS", ["TargetId"] = TestSeed.DataProd })).Fails("ValidationException");
    }

    [Fact]
    public async Task A_role_that_was_removed_comes_back_with_another_suffix()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        var before = Role(center);
        await center.UnassignAsync(set, await center.GroupAsync());
        center.Wait(4);
        await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Matches("^AWSReservedSSO_Reader_[0-9a-f]{16}$", before);
        Assert.NotEqual(before, Role(center));
    }

    [Fact]
    public async Task A_provisioning_that_waited_until_the_role_was_gone_makes_none()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        await center.UnassignAsync(set, await center.GroupAsync());
        var request = await center.ProvisionAsync(set);
        center.Wait(10);
        Assert.Equal("SUCCEEDED", (string)(await center.ProvisioningAsync(request))["Status"]!);
        Assert.Empty(await center.AccountsAsync(set));
    }

    private static string Role(Center center)
    {
        var sets = JsonNode.Parse(center.Server.Save())!["instances"]![TestSeed.Instance]!["permissionSets"]!.AsObject();
        return (string)sets.Single().Value!["provisioned"]![TestSeed.DataProd]!["roleName"]!;
    }
}
