using LocalIdentityCenter.Seeding;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class RegionTests
{
    private const string Added = "eu-west-1";

    [Fact]
    public async Task A_Region_is_adding_for_a_while_and_then_active()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal("ADDING", (string)(await AddAsync(center)).Ok["Status"]!);
        Assert.Equal("ADDING", await StatusAsync(center, Added));
        center.Wait(20);
        Assert.Equal("ACTIVE", await StatusAsync(center, Added));
        var regions = await center.SsoAsync("ListRegions");
        Assert.Equal(["eu-central-1", Added], regions.Texts("Regions", "RegionName"));
        Assert.Equal([true, false], regions.Ok["Regions"]!.AsArray().Select(r => (bool)r!["IsPrimaryRegion"]!));
    }

    [Fact]
    public async Task A_Region_is_removing_for_a_while_and_then_not_found()
    {
        await using var center = await WithRegionAsync();
        Assert.Equal("REMOVING", (string)(await RemoveAsync(center)).Ok["Status"]!);
        Assert.Equal("REMOVING", await StatusAsync(center, Added));
        center.Wait(20);
        (await DescribeAsync(center, Added)).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task One_workflow_runs_at_a_time()
    {
        await using var center = await Center.StartAsync();
        await AddAsync(center);
        (await AddAsync(center, "eu-north-1")).Fails("ConflictException");
        (await RemoveAsync(center)).Fails("ConflictException");
        center.Wait(20);
        Assert.Equal(200, (await AddAsync(center, "eu-north-1")).Status);
    }

    [Fact]
    public async Task The_primary_Region_cannot_be_removed()
    {
        await using var center = await Center.StartAsync();
        (await RemoveAsync(center, "eu-central-1")).Fails("ValidationException");
        Assert.Equal("ACTIVE", await StatusAsync(center, "eu-central-1"));
    }

    [Fact]
    public async Task The_primary_Region_was_added_when_the_instance_was_created()
    {
        await using var center = await Center.StartAsync();
        var instance = (await center.SsoAsync("DescribeInstance")).Ok;
        Assert.Equal((double)instance["CreatedDate"]!, (double)(await DescribeAsync(center, "eu-central-1")).Ok["AddedDate"]!);
    }

    [Fact]
    public async Task Removing_a_Region_that_is_not_there_is_not_found()
    {
        await using var center = await Center.StartAsync();
        (await RemoveAsync(center)).Fails("ResourceNotFoundException");
    }

    public static TheoryData<string, Func<Seed, Seed>> Preconditions => new()
    {
        { "identity source", seed => With(seed, i => i with { IdentitySource = "Directory" }) },
        { "customer-managed", seed => With(seed, i => i with { EncryptionKey = null }) },
        { "multi-Region key", seed => With(seed, i => i with { EncryptionKey = SingleRegion }) with { Keys = [new() { Arn = SingleRegion }] } },
        { "replica key", seed => seed with { Keys = [new() { Arn = TestSeed.Key }] } },
        { "enabled by default", seed => With(seed, i => i with { PrimaryRegion = "eu-south-1" }) },
    };

    [Theory]
    [MemberData(nameof(Preconditions))]
    public async Task A_Region_needs_its_preconditions(string named, Func<Seed, Seed> change)
    {
        await using var center = await Center.StartAsync(change);
        var reply = await center.SsoAsync("AddRegion", new() { ["RegionName"] = Added }, region: named == "enabled by default" ? "eu-south-1" : "eu-central-1");
        reply.Fails("ValidationException");
        Assert.Contains(named, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_key_needs_a_key_policy_that_fits_and_must_be_enabled()
    {
        await using var center = await Center.StartAsync();
        var replica = TestSeed.Key.Replace("eu-central-1", Added, StringComparison.Ordinal);
        center.Server.Organization.SetKey(replica, "Enabled", grantsIdentityCenter: false);
        (await AddAsync(center)).Fails("ValidationException");
        center.Server.Organization.SetKey(replica, "Disabled");
        (await AddAsync(center)).Fails("ValidationException");
        center.Server.Organization.SetKey(replica, "Enabled");
        Assert.Equal(200, (await AddAsync(center)).Status);
    }

    [Fact]
    public async Task A_Region_that_is_not_enabled_by_default_is_refused()
    {
        await using var center = await Center.StartAsync();
        (await AddAsync(center, "eu-south-1")).Fails("ValidationException");
    }

    [Fact]
    public async Task Keys_are_described_where_they_are()
    {
        await using var center = await Center.StartAsync();
        var replica = (await center.CallAsync("DescribeKey", new() { ["KeyId"] = TestSeed.Key.Split('/')[1] }, region: Added)).Ok["KeyMetadata"]!;
        Assert.Equal(("REPLICA", TestSeed.Key), ((string)replica["MultiRegionConfiguration"]!["MultiRegionKeyType"]!, (string)replica["MultiRegionConfiguration"]!["PrimaryKey"]!["Arn"]!));
        (await center.CallAsync("DescribeKey", new() { ["KeyId"] = TestSeed.Key.Split('/')[1] }, region: "us-east-1")).Fails("NotFoundException");
    }

    [Fact]
    public async Task An_additional_Region_answers_about_the_instance_and_the_directory_but_not_about_access()
    {
        await using var center = await WithRegionAsync();
        foreach (var operation in new[] { "DescribeInstance", "ListRegions" }) Assert.Equal(200, (await center.SsoAsync(operation, region: Added)).Status);
        Assert.Equal([TestSeed.Instance], (await center.CallAsync("ListInstances", region: Added)).Texts("Instances", "InstanceArn"));
        Assert.Equal(200, (await center.StoreAsync("ListGroups", region: Added)).Status);
        (await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "X" }, region: Added)).Fails("AccessDeniedException");
        (await center.SsoAsync("ListPermissionSets", region: Added)).Fails("AccessDeniedException");
        (await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "X" }, region: Added)).Fails("AccessDeniedException");
        (await center.SsoAsync("RemoveRegion", new() { ["RegionName"] = Added }, region: Added)).Fails("AccessDeniedException");
    }

    [Fact]
    public async Task In_any_other_Region_the_instance_does_not_exist()
    {
        await using var center = await Center.StartAsync();
        Assert.Empty((await center.CallAsync("ListInstances", region: "us-east-1")).Texts("Instances", "InstanceArn"));
        (await center.SsoAsync("DescribeInstance", region: "us-east-1")).Fails("AccessDeniedException");
        (await center.SsoAsync("ListPermissionSets", region: "us-east-1")).Fails("ResourceNotFoundException");
        (await center.StoreAsync("ListGroups", region: "us-east-1")).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_workflow_that_a_fault_holds_stays_until_it_is_released()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "AddRegion" });
        await AddAsync(center);
        center.Wait(100_000);
        Assert.Equal("ADDING", await StatusAsync(center, Added));
        center.Server.ReleaseStuck();
        Assert.Equal("ACTIVE", await StatusAsync(center, Added));
    }

    private const string SingleRegion = "arn:aws:kms:eu-central-1:100000000001:key/11111111-2222-3333-4444-555555555555";

    private static Seed With(Seed seed, Func<SeedInstance, SeedInstance> change) => seed with { Instance = change(seed.Instance!) };

    private static async Task<Center> WithRegionAsync()
    {
        var center = await Center.StartAsync();
        await AddAsync(center);
        center.Wait(20);
        return center;
    }

    private static Task<Reply> AddAsync(Center center, string region = Added) => center.SsoAsync("AddRegion", new() { ["RegionName"] = region });

    private static Task<Reply> RemoveAsync(Center center, string region = Added) => center.SsoAsync("RemoveRegion", new() { ["RegionName"] = region });

    private static Task<Reply> DescribeAsync(Center center, string region) => center.SsoAsync("DescribeRegion", new() { ["RegionName"] = region });

    private static async Task<string> StatusAsync(Center center, string region) => (string)(await DescribeAsync(center, region)).Ok["Status"]!;
}
