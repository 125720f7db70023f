using Amazon.IdentityStore;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.IdentityCenter;

public sealed class PrincipalDirectoryTests
{
    private static readonly PrincipalName Data = new(PrincipalKind.Group, "Data");
    private static readonly PrincipalName Nobody = new(PrincipalKind.User, "nobody");

    [Fact]
    public async Task A_name_is_looked_up_once_an_hour()
    {
        await using var world = await DoorWorld.StartAsync();
        var found = Assert.IsType<Fact<string>.Present>(await world.Get<PrincipalDirectory>().FindAsync(Data, default));
        await world.Get<PrincipalDirectory>().FindAsync(Data, default);
        Assert.Equal(1, world.Calls("GetGroupId"));
        world.Wait(PrincipalDirectory.FoundFor.TotalSeconds);
        Assert.Equal(found.Value, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        Assert.Equal(2, world.Calls("GetGroupId"));
    }

    [Fact]
    public async Task What_was_not_found_is_looked_for_again_soon()
    {
        await using var world = await DoorWorld.StartAsync();
        Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().FindAsync(Nobody, default));
        await world.Get<PrincipalDirectory>().FindAsync(Nobody, default);
        Assert.Equal(1, world.Calls("GetUserId"));
        await world.Get<IAmazonIdentityStore>().CreateUserAsync(
            new() { IdentityStoreId = "d-99671a2b3c", UserName = "nobody", DisplayName = "Nobody", Name = new() { GivenName = "No", FamilyName = "Body" } }, default);
        world.Wait(PrincipalDirectory.MissedFor.TotalSeconds);
        Assert.IsType<Fact<string>.Present>(await world.Get<PrincipalDirectory>().FindAsync(Nobody, default));
    }

    [Fact]
    public async Task A_group_that_was_recreated_under_its_name_is_told()
    {
        await using var world = await DoorWorld.StartAsync();
        var before = (Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default);
        var told = new List<PrincipalName>();
        world.Facts.Principals.Changed += (name, _, _) => told.Add(name);
        var store = world.Get<IAmazonIdentityStore>();
        await store.DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = before.Value }, default);
        await store.CreateGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", DisplayName = "Data" }, default);
        world.Wait(PrincipalDirectory.FoundFor.TotalSeconds);
        Assert.NotEqual(before.Value, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        Assert.Equal([Data], told);
    }

    [Fact]
    public async Task A_denied_look_up_is_not_an_absence()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "GetGroupId" });
        await Assert.ThrowsAsync<Amazon.IdentityStore.Model.AccessDeniedException>(() => world.Get<PrincipalDirectory>().FindAsync(Data, default));
        Assert.IsType<Fact<string>.Unknown>(world.Facts.Principals.Of(Data));
    }

    [Fact]
    public async Task An_id_is_known_by_its_name_until_it_is_gone()
    {
        await using var world = await DoorWorld.StartAsync();
        var group = await GroupAsync(world, "Data");
        Assert.Equal("Data", Assert.IsType<Fact<string>.Present>(await Directory(world).ExistsAsync(group, default)).Value);
        await Directory(world).ExistsAsync(group, default);
        Assert.Equal(1, world.Calls("DescribeGroup"));
        await DeleteAsync(world, group);
        world.Wait(PrincipalDirectory.FoundFor.TotalSeconds);
        Assert.IsType<Fact<string>.Absent>(await Directory(world).ExistsAsync(group, default));
    }

    [Fact]
    public async Task A_user_id_that_nobody_has_is_absent_and_a_denied_look_is_not()
    {
        await using var world = await DoorWorld.StartAsync();
        var stranger = new Principal(PrincipalKind.User, "00000000-0000-4000-8000-000000000009");
        Assert.IsType<Fact<string>.Absent>(await Directory(world).ExistsAsync(stranger, default));
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "DescribeUser" });
        world.Wait(PrincipalDirectory.MissedFor.TotalSeconds);
        await Assert.ThrowsAsync<Amazon.IdentityStore.Model.AccessDeniedException>(() => Directory(world).ExistsAsync(stranger, default));
    }

    [Fact]
    public async Task One_list_tells_of_all_groups_that_were_asked_for()
    {
        await using var world = await DoorWorld.StartAsync();
        var web = await GroupAsync(world, "Web");
        var missing = new PrincipalName(PrincipalKind.Group, "Later");
        Assert.IsType<Fact<string>.Unknown>(Directory(world).Known(web));
        Assert.IsType<Fact<string>.Unknown>(Directory(world).Known(missing));
        await DeleteAsync(world, await GroupAsync(world, "Data"));
        await CreateAsync(world, "Later");
        var before = world.Server.Calls.Count;
        world.Wait(1);
        await Directory(world).RefreshGroupsAsync(default);
        Assert.Equal("GetGroupId 1, ListGroups 1", world.CallsSince(before));
        Assert.IsType<Fact<string>.Present>(Directory(world).Known(web));
        Assert.IsType<Fact<string>.Present>(Directory(world).Known(missing));
        Assert.IsType<Fact<string>.Absent>(Directory(world).Known(Data));
    }

    [Fact]
    public async Task A_list_of_groups_that_comes_back_empty_takes_nobody_away()
    {
        await using var world = await DoorWorld.StartAsync();
        var web = await GroupAsync(world, "Web");
        await Directory(world).ExistsAsync(web, default);
        world.Server.Faults.Add(new() { Kind = FaultKind.Shorten, Operation = "ListGroups" });
        world.Wait(1);
        await Directory(world).RefreshGroupsAsync(default);
        Assert.IsType<Fact<string>.Present>(Directory(world).Known(web));
        Assert.IsType<Fact<string>.Present>(Directory(world).Known(new PrincipalName(PrincipalKind.Group, "Web")));
    }

    [Fact]
    public async Task A_group_that_is_gone_is_asked_for_once()
    {
        await using var world = await DoorWorld.StartAsync();
        await DeleteAsync(world, await GroupAsync(world, "Data"));
        world.Wait(1);
        await Directory(world).RefreshGroupsAsync(default);
        var before = world.Server.Calls.Count;
        world.Wait(1);
        await Directory(world).RefreshGroupsAsync(default);
        Assert.Equal("ListGroups 1", world.CallsSince(before));
    }

    [Fact]
    public async Task A_list_of_groups_that_breaks_off_changes_nothing()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Groups = [.. seed.Groups, .. Enumerable.Range(0, 150).Select(i => new LocalIdentityCenter.Seeding.SeedGroup { Name = $"More{i}" })] });
        await GroupAsync(world, "Data");
        Directory(world).Known(new PrincipalName(PrincipalKind.Group, "More149"));
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListGroups", Containing = "NextToken" });
        world.Wait(1);
        await Assert.ThrowsAsync<Amazon.IdentityStore.Model.AccessDeniedException>(() => Directory(world).RefreshGroupsAsync(default));
        Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(Data));
        Assert.IsType<Fact<string>.Unknown>(world.Facts.Principals.Of(new(PrincipalKind.Group, "More149")));
    }

    [Fact]
    public async Task The_sweep_looks_again_for_users_and_groups_that_were_asked_for()
    {
        await using var world = await DoorWorld.StartAsync();
        await Directory(world).FindAsync(Nobody, default);
        Directory(world).Known(new Principal(PrincipalKind.User, "00000000-0000-4000-8000-000000000009"));
        await world.Get<Sweep>().RoundAsync(default);
        Assert.Equal((2, 1, 1), (world.Calls("GetUserId"), world.Calls("DescribeUser"), world.Calls("ListGroups")));
    }

    private static PrincipalDirectory Directory(DoorWorld world) => world.Get<PrincipalDirectory>();

    private static async Task<Principal> GroupAsync(DoorWorld world, string name) =>
        new(PrincipalKind.Group, Assert.IsType<Fact<string>.Present>(await Directory(world).FindAsync(new(PrincipalKind.Group, name), default)).Value);

    private static Task DeleteAsync(DoorWorld world, Principal group) =>
        world.Get<IAmazonIdentityStore>().DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = group.Id }, default);

    private static Task CreateAsync(DoorWorld world, string name) =>
        world.Get<IAmazonIdentityStore>().CreateGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", DisplayName = name }, default);

    [Fact]
    public async Task Whoever_no_object_names_any_more_is_not_looked_for_again()
    {
        await using var world = await DoorWorld.StartAsync();
        var named = new HashSet<PrincipalName> { Data, Nobody };
        Directory(world).Serve(new Interest(named));
        await Directory(world).FindAsync(Nobody, default);
        await Directory(world).FindAsync(Data, default);
        named.Remove(Nobody);
        var before = world.Server.Calls.Count;
        await world.Get<Sweep>().RoundAsync(default);
        Assert.DoesNotContain(world.Server.Calls.Since(before), call => call.Operation == "GetUserId");
        Assert.IsType<Fact<string>.Unknown>(world.Facts.Principals.Of(Nobody));
        Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(Data));
    }

    [Fact]
    public async Task However_many_users_are_named_who_do_not_exist_a_look_at_everything_takes_no_longer_for_it()
    {
        await using var world = await DoorWorld.StartAsync();
        var (alice, late) = (new PrincipalName(PrincipalKind.User, "alice"), new PrincipalName(PrincipalKind.User, "nobody-1999"));
        await Directory(world).FindAsync(alice, default);
        foreach (var i in Enumerable.Range(0, 2000))
            Directory(world).Known(new PrincipalName(PrincipalKind.User, $"nobody-{i}"));
        var asked = new List<int>();
        for (var round = 0; round < 5; round++)
        {
            var before = world.Calls("GetUserId");
            await Directory(world).RefreshUsersAsync((_, look) => look(), default);
            asked.Add(world.Calls("GetUserId") - before);
            world.Wait(900);
        }

        Assert.Equal([500, 500, 500, 500, 0], asked);
        Assert.Equal(5, world.Calls("ListUsers"));
        Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(alice));
        Assert.IsType<Fact<string>.Absent>(world.Facts.Principals.Of(late));
        await world.Get<IAmazonIdentityStore>().CreateUserAsync(
            new() { IdentityStoreId = "d-99671a2b3c", UserName = "nobody-1999", DisplayName = "Late", Name = new() { GivenName = "Late", FamilyName = "Comer" } }, default);
        await Directory(world).RefreshUsersAsync((_, look) => look(), default);
        Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(late));
    }

    [Theory]
    [InlineData(FaultKind.Shorten)]
    [InlineData(FaultKind.Denied)]
    public async Task A_list_of_users_that_is_short_or_refused_takes_nobody_away(FaultKind kind)
    {
        await using var world = await DoorWorld.StartAsync();
        var alice = new PrincipalName(PrincipalKind.User, "alice");
        var id = new Principal(PrincipalKind.User, Assert.IsType<Fact<string>.Present>(await Directory(world).FindAsync(alice, default)).Value);
        await Directory(world).ExistsAsync(id, default);
        foreach (var i in Enumerable.Range(0, 1100))
            Directory(world).Known(new PrincipalName(PrincipalKind.User, $"nobody-{i}"));
        world.Server.Faults.Add(new() { Kind = kind, Operation = "ListUsers" });
        world.Wait(900);
        await Directory(world).RefreshUsersAsync(
            async (_, look) =>
            {
                try
                {
                    await look();
                }
                catch (Amazon.IdentityStore.Model.AccessDeniedException)
                {
                }
            },
            default);
        Assert.Equal(world.Time.GetUtcNow(), Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(alice)).ReadAt);
        Assert.Equal(world.Time.GetUtcNow(), Assert.IsType<Fact<string>.Present>(world.Facts.PrincipalNames.Of(id)).ReadAt);
    }

    [Fact]
    public async Task Whoever_has_been_missed_for_long_is_looked_for_less_often()
    {
        await using var world = await DoorWorld.StartAsync();
        for (var minute = 0; minute < 60; minute++)
        {
            await Directory(world).FindAsync(Nobody, default);
            world.Wait(60);
        }

        Assert.InRange(world.Calls("GetUserId"), 5, 10);
    }

    [Fact]
    public async Task An_object_that_names_very_many_is_looked_up_in_parts_and_comes_to_an_end()
    {
        await using var world = await DoorWorld.StartAsync();
        var gathering = new IdentityCenterOperator.AccountAssignments.AccessGathering(
            world.Facts, world.Get<FactReader>(), world.Get<InstanceLocator>(), world.Get<OrganizationDirectory>(), Directory(world), world.Get<SteadyClock>());
        var many = new IdentityCenterOperator.Entities.AccountAssignment
        {
            Metadata = new() { Name = "many", Namespace = "default", Uid = "1" },
            Spec = new()
            {
                Principals = [.. Enumerable.Range(0, 250).Select(i => new IdentityCenterOperator.Entities.PrincipalReference { User = $"nobody-{i}" })],
                Targets = new() { Accounts = ["400000000001"] },
            },
        };
        await world.Get<InstanceLocator>().FindAsync(default);
        var ends = new List<IdentityCenterOperator.AccountAssignments.Gathered>();
        for (var pass = 0; pass < 3; pass++)
        {
            ends.Add(await gathering.GatherAsync(many, new(), default));
            // Longer than an absence is believed.
            world.Wait(100);
        }

        Assert.Equal([.. Enumerable.Repeat(IdentityCenterOperator.AccountAssignments.Gathered.Partly, 2), IdentityCenterOperator.AccountAssignments.Gathered.All], ends);
        Assert.Equal(250, world.Calls("GetUserId"));
    }

    private sealed class Interest(IReadOnlySet<PrincipalName> names) : IPrincipalInterest
    {
        public bool IsNamed(PrincipalName name) => names.Contains(name);

        public bool IsNamed(Principal principal) => false;
    }
}
