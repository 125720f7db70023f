using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.IdentityCenter;

public sealed class OrganizationTests
{
    [Fact]
    public async Task Accounts_come_with_their_place_and_state_in_one_list()
    {
        await using var world = await DoorWorld.StartAsync();
        var organization = await GetAsync(world, OrganizationParts.Accounts);
        Assert.Equal("DescribeOrganization 1, ListAccounts 1", world.CallsSince(0));
        Assert.Equal(DoorWorld.Management, organization.ManagementAccountId);
        var account = organization.Accounts["400000000001"];
        Assert.Equal(("prod-1", "ACTIVE", 2), (account.Name, account.State, account.Units.Count));
        Assert.Equal("SUSPENDED", organization.Accounts["600000000001"].State);
        Assert.Empty(organization.Accounts[DoorWorld.Management].Units);
        Assert.Null(organization.Units);
        Assert.Null(organization.Tags);
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end_and_the_retired_status_is_not_needed()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Behaviour = seed.Behaviour with { EmptyOrganizationPages = true, AccountStatus = false } });
        Assert.Equal(15, (await GetAsync(world, OrganizationParts.Accounts)).Accounts.Count);
    }

    [Fact]
    public async Task Units_are_named_by_their_paths()
    {
        await using var world = await DoorWorld.StartAsync();
        var organization = await GetAsync(world, OrganizationParts.Units);
        Assert.Equal(["Sandbox", "Workloads", "Workloads/Prod"], organization.Units!.Values.Select(unit => unit.Path).Order(StringComparer.Ordinal));
        Assert.Equal(organization.Units.Values.Single(unit => unit.Path == "Workloads/Prod").Units, organization.Accounts["400000000001"].Units);
    }

    [Fact]
    public async Task Tags_are_read_with_one_call_an_account()
    {
        await using var world = await DoorWorld.StartAsync();
        var organization = await GetAsync(world, OrganizationParts.Tags);
        Assert.Equal("prod", organization.Tags!["400000000003"]["env"]);
        Assert.Empty(organization.Tags[DoorWorld.Management]);
        Assert.Equal("DescribeOrganization 1, ListAccounts 1, ListTagsForResource 15", world.CallsSince(0));
    }

    [Fact]
    public async Task What_is_known_costs_no_call_however_old_and_a_part_that_lacks_is_read_alone()
    {
        await using var world = await DoorWorld.StartAsync();
        await GetAsync(world, OrganizationParts.Accounts);
        var before = world.Server.Calls.Count;
        world.Wait(86_400);
        await GetAsync(world, OrganizationParts.Accounts);
        Assert.Equal("", world.CallsSince(before));
        await GetAsync(world, OrganizationParts.Units);
        Assert.Equal("ListOrganizationalUnitsForParent 4, ListRoots 1", world.CallsSince(before));
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_break_off_what_others_wait_for()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.Slow, Operation = "organizations:ListTagsForResource", Delay = TimeSpan.FromMinutes(10), Times = 1 });
        using var impatient = new CancellationTokenSource();
        var directory = world.Get<OrganizationDirectory>();
        var first = directory.GetAsync(OrganizationParts.Tags, impatient.Token);
        await Testing.Eventually.TrueAsync(() => world.Calls("ListTagsForResource") >= 14, "all but one are read");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = directory.GetAsync(OrganizationParts.Tags, default);
        await Testing.Eventually.TrueAsync(
            () =>
            {
                world.Wait(30);
                return second.IsCompleted;
            },
            "the read that was under way has ended");
        Assert.Equal(15, (await second).Tags!.Count);
        Assert.Equal(15, world.Calls("ListTagsForResource"));
    }

    [Fact]
    public async Task Whoever_has_no_patience_is_told_that_it_takes_longer_and_accounts_are_known_before_their_tags()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.Slow, Operation = "organizations:ListTagsForResource", Delay = TimeSpan.FromMinutes(10), Times = 1 });
        var directory = world.Get<OrganizationDirectory>();
        var tags = directory.TryGetAsync(OrganizationParts.Tags, TimeSpan.FromSeconds(10), default);
        Assert.Equal(15, (await GetAsync(world, OrganizationParts.Accounts)).Accounts.Count);
        await Testing.Eventually.TrueAsync(
            () =>
            {
                world.Wait(1);
                return tags.IsCompleted;
            },
            "patience has an end");
        Assert.Null(await tags);
    }

    [Fact]
    public async Task What_was_read_before_a_read_failed_is_not_read_again()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "organizations:ListTagsForResource", Nth = 12 });
        await Assert.ThrowsAsync<Amazon.Organizations.Model.AccessDeniedException>(() => GetAsync(world, OrganizationParts.Tags));
        var before = world.Calls("ListTagsForResource");
        Assert.Equal(15, (await GetAsync(world, OrganizationParts.Tags)).Tags!.Count);
        Assert.InRange(world.Calls("ListTagsForResource") - before, 1, 8);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_a_read()
    {
        await using var world = await DoorWorld.StartAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(world, OrganizationParts.Units)));
        Assert.All(all, one => Assert.Same(all[0], one));
        Assert.Equal(1, world.Calls("ListAccounts"));
    }

    [Theory]
    [InlineData("ListAccounts")]
    [InlineData("ListOrganizationalUnitsForParent")]
    [InlineData("ListTagsForResource")]
    public async Task A_read_that_fails_leaves_the_old_organization_whole(string operation)
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with
        {
            Organization = seed.Organization with { Accounts = [.. seed.Organization.Accounts, .. Enumerable.Range(0, 30).Select(i => new SeedAccount { Id = $"7000000000{i:00}", Name = $"more-{i}" })] },
        });
        var before = await GetAsync(world, OrganizationParts.Units | OrganizationParts.Tags);
        Assert.Equal(45, before.Accounts.Count);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = operation, Containing = operation == "ListAccounts" ? "NextToken" : "" });
        await Assert.ThrowsAsync<Amazon.Organizations.Model.AccessDeniedException>(() => Directory(world).RefreshAsync(default));
        Assert.Same(before, Directory(world).Current);
    }

    [Fact]
    public async Task A_refresh_reads_just_the_parts_that_somebody_asked_for()
    {
        await using var world = await DoorWorld.StartAsync();
        await Directory(world).RefreshAsync(default);
        Assert.Equal("", world.CallsSince(0));
        Directory(world).Want(OrganizationParts.Accounts);
        await Directory(world).RefreshAsync(default);
        Assert.Equal("DescribeOrganization 1, ListAccounts 1", world.CallsSince(0));
        Directory(world).Want(OrganizationParts.Units);
        var before = world.Server.Calls.Count;
        await Directory(world).RefreshAsync(default);
        Assert.Equal("ListAccounts 1, ListOrganizationalUnitsForParent 4, ListRoots 1", world.CallsSince(before));
    }

    [Fact]
    public async Task Only_a_change_in_substance_is_told()
    {
        await using var world = await DoorWorld.StartAsync();
        await GetAsync(world, OrganizationParts.Tags);
        var told = new List<(OrganizationSnapshot? Old, OrganizationSnapshot New)>();
        Directory(world).Changed += (before, after) => told.Add((before, after));
        world.Wait(60);
        await Directory(world).RefreshAsync(default);
        Assert.Empty(told);
        world.Server.Organization.TagAccount("400000000001", "env", "test");
        await Directory(world).RefreshAsync(default);
        var (old, now) = Assert.Single(told);
        Assert.Equal(("prod", "test"), (old!.Tags!["400000000001"]["env"], now.Tags!["400000000001"]["env"]));
        Assert.Same(now, Directory(world).Current);
    }

    private static OrganizationDirectory Directory(DoorWorld world) => world.Get<OrganizationDirectory>();

    private static Task<OrganizationSnapshot> GetAsync(DoorWorld world, OrganizationParts parts) => Directory(world).GetAsync(parts, default);
}
