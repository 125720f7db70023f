using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class InstanceTests
{
    [Fact]
    public async Task The_instance_tells_its_key_and_that_permission_sets_are_enabled()
    {
        await using var center = await Center.StartAsync();
        var instance = (await center.SsoAsync("DescribeInstance")).Ok;
        Assert.Equal(("CUSTOMER_MANAGED_KEY", TestSeed.Key, "ENABLED"), Encryption(instance));
        Assert.True((bool)instance["PermissionSetsEnabled"]!);
    }

    [Fact]
    public async Task An_unknown_instance_is_denied_where_the_operation_knows_no_not_found()
    {
        await using var center = await Center.StartAsync();
        var unknown = new JsonObject { ["InstanceArn"] = "arn:aws:sso:::instance/ssoins-0000000000000000" };
        (await center.CallAsync("DescribeInstance", unknown.DeepClone().AsObject())).Fails("AccessDeniedException");
        (await center.CallAsync("ListPermissionSets", unknown)).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Enabling_permission_sets_is_final()
    {
        await using var center = await Center.StartAsync(seed => seed with { Instance = seed.Instance! with { PermissionSetsEnabled = false } });
        (await center.SsoAsync("ListPermissionSets")).Fails("AccessDeniedException");
        _ = (await center.SsoAsync("UpdateInstance", new() { ["PermissionSetsEnabled"] = true })).Ok;
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
        (await center.SsoAsync("UpdateInstance", new() { ["PermissionSetsEnabled"] = false })).Fails("ValidationException");
    }

    [Fact]
    public async Task A_change_of_key_takes_a_while_and_may_fail()
    {
        await using var center = await Center.StartAsync();
        _ = (await ChangeKeyAsync(center, "AWS_OWNED_KMS_KEY", null)).Ok;
        Assert.Equal("UPDATING", Encryption((await center.SsoAsync("DescribeInstance")).Ok).Status);
        (await ChangeKeyAsync(center, "CUSTOMER_MANAGED_KEY", TestSeed.Key)).Fails("ConflictException");
        center.Wait();
        Assert.Equal(("AWS_OWNED_KMS_KEY", null, "ENABLED"), Encryption((await center.SsoAsync("DescribeInstance")).Ok));
        center.Server.Organization.SetKey(TestSeed.Key, "Disabled");
        _ = (await ChangeKeyAsync(center, "CUSTOMER_MANAGED_KEY", TestSeed.Key)).Ok;
        center.Wait();
        Assert.Equal("UPDATE_FAILED", Encryption((await center.SsoAsync("DescribeInstance")).Ok).Status);
    }

    [Fact]
    public async Task A_key_type_and_its_key_go_together()
    {
        await using var center = await Center.StartAsync();
        (await ChangeKeyAsync(center, "CUSTOMER_MANAGED_KEY", null)).Fails("ValidationException");
        (await ChangeKeyAsync(center, "AWS_OWNED_KMS_KEY", TestSeed.Key)).Fails("ValidationException");
    }

    [Theory]
    [InlineData("Disabled", true, "ValidationException", "KMS_DisabledException", "KMS_DISABLED")]
    [InlineData("PendingDeletion", true, "ValidationException", "KMS_InvalidStateException", "KMS_INVALID_STATE")]
    [InlineData("Enabled", false, "AccessDeniedException", "KMS_AccessDeniedException", "KMS_ACCESS_DENIED")]
    public async Task A_key_that_cannot_be_used_is_named_as_the_reason(string state, bool grants, string error, string reason, string storeReason)
    {
        await using var center = await Center.StartAsync();
        center.Server.Organization.SetKey(TestSeed.Key, state, grants);
        var access = await center.SsoAsync("ListPermissionSets");
        access.Fails(error);
        Assert.Equal(reason, (string)access["Reason"]!);
        var store = await center.StoreAsync("ListGroups");
        store.Fails(error);
        Assert.Equal(storeReason, (string)store["Reason"]!);
    }

    [Theory]
    [InlineData(TestSeed.ManagementCaller, null)]
    [InlineData(TestSeed.DelegatedCaller, "no resource-based policy allows the kms:Decrypt action")]
    [InlineData("AKIANOKEYS", "no identity-based policy allows the kms:Decrypt action")]
    public async Task A_key_is_used_in_the_name_of_whoever_calls(string caller, string? refusal)
    {
        await using var center = await Center.StartAsync(seed => seed with { Callers = [.. seed.Callers, new("AKIANOKEYS", TestSeed.Management, MayUseKeys: false)] });
        center.Server.Organization.SetKey(TestSeed.Key, "Enabled", accounts: [TestSeed.Management]);
        var access = await center.CallAsync("ListPermissionSets", new() { ["InstanceArn"] = TestSeed.Instance }, caller);
        if (refusal is null)
        {
            _ = access.Ok;
            return;
        }

        access.Fails("AccessDeniedException");
        Assert.Equal("KMS_AccessDeniedException", (string)access["Reason"]!);
        Assert.Contains(refusal, access.Message, StringComparison.Ordinal);
        // Which instances there are says nothing that is encrypted.
        _ = (await center.CallAsync("ListInstances", caller: caller)).Ok;
    }

    [Fact]
    public async Task A_member_account_has_one_instance_of_its_own_without_permission_sets()
    {
        await using var center = await Center.StartAsync();
        var arn = (string)(await center.CallAsync("CreateInstance", new() { ["Name"] = "mine" }, TestSeed.MemberCaller)).Ok["InstanceArn"]!;
        (await center.CallAsync("CreateInstance", caller: TestSeed.MemberCaller)).Fails("ConflictException");
        var own = new JsonObject { ["InstanceArn"] = arn };
        Assert.Equal("CREATE_IN_PROGRESS", (string)(await center.CallAsync("DescribeInstance", Copy(own), TestSeed.MemberCaller)).Ok["Status"]!);
        center.Wait();
        Assert.Equal("ACTIVE", (string)(await center.CallAsync("DescribeInstance", Copy(own), TestSeed.MemberCaller)).Ok["Status"]!);
        (await center.CallAsync("ListPermissionSets", Copy(own), TestSeed.MemberCaller)).Fails("AccessDeniedException");
        Assert.Equal(2, (await center.CallAsync("ListInstances", caller: TestSeed.MemberCaller)).Texts("Instances", "InstanceArn").Count);
        (await center.CallAsync("AddRegion", new() { ["InstanceArn"] = arn, ["RegionName"] = "eu-west-1" }, TestSeed.MemberCaller)).Fails("ValidationException");
        _ = (await center.CallAsync("DeleteInstance", Copy(own), TestSeed.MemberCaller)).Ok;
        Assert.Equal("DELETE_IN_PROGRESS", (string)(await center.CallAsync("DescribeInstance", Copy(own), TestSeed.MemberCaller)).Ok["Status"]!);
        center.Wait();
        (await center.CallAsync("DescribeInstance", Copy(own), TestSeed.MemberCaller)).Fails("AccessDeniedException");
    }

    [Fact]
    public async Task The_organizations_instance_is_not_deleted()
    {
        await using var center = await Center.StartAsync();
        (await center.SsoAsync("DeleteInstance")).Fails("ValidationException");
    }

    [Fact]
    public async Task Attributes_for_access_control_are_created_replaced_and_deleted()
    {
        await using var center = await Center.StartAsync();
        (await center.SsoAsync("DescribeInstanceAccessControlAttributeConfiguration")).Fails("ResourceNotFoundException");
        _ = (await AttributesAsync(center, "Create", "department")).Ok;
        (await AttributesAsync(center, "Create", "department")).Fails("ConflictException");
        Assert.Equal("CREATION_IN_PROGRESS", (string)(await center.SsoAsync("DescribeInstanceAccessControlAttributeConfiguration")).Ok["Status"]!);
        center.Wait();
        _ = (await AttributesAsync(center, "Update", "team")).Ok;
        var described = (await center.SsoAsync("DescribeInstanceAccessControlAttributeConfiguration")).Ok;
        Assert.Equal("ENABLED", (string)described["Status"]!);
        Assert.Equal("team", (string)described["InstanceAccessControlAttributeConfiguration"]!["AccessControlAttributes"]!.AsArray().Single()!["Key"]!);
        (await AttributesAsync(center, "Update", "team", "team")).Fails("ValidationException");
        _ = (await center.SsoAsync("DeleteInstanceAccessControlAttributeConfiguration")).Ok;
        (await center.SsoAsync("DeleteInstanceAccessControlAttributeConfiguration")).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Tags_are_added_replaced_listed_and_removed()
    {
        await using var center = await Center.StartAsync();
        foreach (var resource in new[] { TestSeed.Instance, await center.CreateSetAsync() })
        {
            _ = (await TagAsync(center, resource, ("a", "1"), ("b", "2"))).Ok;
            _ = (await TagAsync(center, resource, ("b", "3"))).Ok;
            var listed = await center.SsoAsync("ListTagsForResource", new() { ["ResourceArn"] = resource });
            Assert.Equal(["1", "3"], listed.Texts("Tags", "Value"));
            _ = (await center.SsoAsync("UntagResource", new() { ["ResourceArn"] = resource, ["TagKeys"] = new JsonArray("a", "absent") })).Ok;
            Assert.Equal(["b"], (await center.SsoAsync("ListTagsForResource", new() { ["ResourceArn"] = resource })).Texts("Tags", "Key"));
        }
    }

    [Fact]
    public async Task Tags_that_are_reserved_or_doubled_or_of_nothing_are_refused()
    {
        await using var center = await Center.StartAsync();
        (await TagAsync(center, TestSeed.Instance, ("aws:x", "1"))).Fails("ValidationException");
        (await TagAsync(center, TestSeed.Instance, ("a", "1"), ("a", "2"))).Fails("ValidationException");
        (await TagAsync(center, "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000", ("a", "1"))).Fails("ResourceNotFoundException");
        (await TagAsync(center, "arn:aws:sso::100000000001:application/ssoins-7223a1b2c3d4e5f6/apl-0000000000000000", ("a", "1"))).Fails("ResourceNotFoundException");
    }

    private static Task<Reply> TagAsync(Center center, string resource, params (string Key, string Value)[] tags) => center.SsoAsync("TagResource", new()
    {
        ["ResourceArn"] = resource,
        ["Tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
    });

    private static Task<Reply> AttributesAsync(Center center, string verb, params string[] keys)
    {
        var attributes = keys.Select(k => new JsonObject { ["Key"] = k, ["Value"] = new JsonObject { ["Source"] = new JsonArray("${path:enterprise.department}") } });
        return center.SsoAsync($"{verb}InstanceAccessControlAttributeConfiguration",
            new() { ["InstanceAccessControlAttributeConfiguration"] = new JsonObject { ["AccessControlAttributes"] = new JsonArray([.. attributes]) } });
    }

    private static Task<Reply> ChangeKeyAsync(Center center, string type, string? key)
    {
        var configuration = new JsonObject { ["KeyType"] = type };
        if (key is not null) configuration["KmsKeyArn"] = key;
        return center.SsoAsync("UpdateInstance", new() { ["EncryptionConfiguration"] = configuration });
    }

    private static (string Type, string? Key, string Status) Encryption(JsonObject instance)
    {
        var details = instance["EncryptionConfigurationDetails"]!;
        return ((string)details["KeyType"]!, (string?)details["KmsKeyArn"], (string)details["EncryptionStatus"]!);
    }

    private static JsonObject Copy(JsonObject body) => body.DeepClone().AsObject();
}
