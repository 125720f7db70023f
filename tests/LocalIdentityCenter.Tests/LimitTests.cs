using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Twenty_requests_a_second_are_shared_by_all_callers_of_sso_admin()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = new() });
        for (var i = 0; i < 20; i++) Assert.Equal(200, (await center.SsoAsync("ListPermissionSets", caller: i % 2 == 0 ? TestSeed.ManagementCaller : TestSeed.DelegatedCaller)).Status);
        (await center.SsoAsync("ListPermissionSets")).Fails("ThrottlingException", "Rate exceeded");
        Assert.Equal(200, (await center.StoreAsync("ListGroups")).Status);
        center.Wait(0.05);
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
        (await center.SsoAsync("ListPermissionSets")).Fails("ThrottlingException");
    }

    [Fact]
    public async Task Each_service_has_its_own_rate_when_one_is_set()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = new() { Burst = 1, IdentityStoreRequestsPerSecond = 1, OrganizationsRequestsPerSecond = 1 } });
        Assert.Equal(200, (await center.StoreAsync("ListGroups")).Status);
        (await center.StoreAsync("ListGroups")).Fails("ThrottlingException");
        Assert.Equal(200, (await center.CallAsync("ListRoots")).Status);
        (await center.CallAsync("ListRoots")).Fails("TooManyRequestsException");
    }

    [Fact]
    public async Task Ten_operations_may_be_outstanding()
    {
        await using var center = await Center.StartAsync();
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        for (var i = 0; i < 10; i++) await center.AssignAsync(set, group);
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, group))).Fails("ThrottlingException", "There are too many requests processing. Please try again later.");
        center.Wait();
        await center.AssignAsync(set, group);
    }

    [Fact]
    public async Task The_limit_of_outstanding_operations_can_be_switched_off()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = Limits.None });
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        for (var i = 0; i < 25; i++) await center.AssignAsync(set, group);
    }

    [Fact]
    public async Task The_work_in_one_account_is_done_one_after_the_other()
    {
        await using var center = await Center.StartAsync();
        var group = await center.GroupAsync();
        var first = await center.AssignAsync(await center.CreateSetAsync("A"), group);
        var second = await center.AssignAsync(await center.CreateSetAsync("B"), group);
        var elsewhere = await center.AssignAsync(await center.CreateSetAsync("C"), group, TestSeed.WebProd);
        center.Wait();
        Assert.Equal(["SUCCEEDED", "IN_PROGRESS", "SUCCEEDED"], await StatusesAsync(center, first, second, elsewhere));
        center.Wait();
        Assert.Equal("SUCCEEDED", (string)(await center.CreationAsync(second))["Status"]!);
    }

    [Fact]
    public async Task The_lanes_of_accounts_can_be_switched_off()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = seed.Limits with { OneUpdatePerAccount = false } });
        var group = await center.GroupAsync();
        var first = await center.AssignAsync(await center.CreateSetAsync("A"), group);
        var second = await center.AssignAsync(await center.CreateSetAsync("B"), group);
        center.Wait();
        Assert.Equal(["SUCCEEDED", "SUCCEEDED"], await StatusesAsync(center, first, second));
    }

    [Fact]
    public async Task Permission_sets_tags_users_and_groups_have_quotas()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = Limits.None with { PermissionSets = 1, TagsPerResource = 1, Users = 2, Groups = 2 } });
        await center.CreateSetAsync();
        (await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "Second" })).Fails("ServiceQuotaExceededException");
        (await center.SsoAsync("TagResource", new() { ["ResourceArn"] = TestSeed.Instance, ["Tags"] = new System.Text.Json.Nodes.JsonArray(Tag("a"), Tag("b")) })).Fails("ServiceQuotaExceededException");
        (await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "Third" })).Fails("ServiceQuotaExceededException");
        (await center.StoreAsync("CreateUser", DirectoryTests.NewUser("carol"))).Fails("ServiceQuotaExceededException");
    }

    [Fact]
    public async Task An_account_has_a_quota_of_permission_sets()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = seed.Limits with { PermissionSetsPerAccount = 1 } });
        var first = await center.AssignedSetAsync("First");
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(await center.CreateSetAsync("Second"), await center.GroupAsync()))).Fails("ServiceQuotaExceededException");
        await center.AssignAsync(first, await center.GroupAsync("Web"));
    }

    private static System.Text.Json.Nodes.JsonObject Tag(string key) => new() { ["Key"] = key, ["Value"] = "" };

    private static async Task<List<string>> StatusesAsync(Center center, params string[] requests)
    {
        var statuses = new List<string>();
        foreach (var request in requests) statuses.Add((string)(await center.CreationAsync(request))["Status"]!);
        return statuses;
    }
}
