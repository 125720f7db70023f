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
        await world.Get<OrganizationReader>().AccountsAsync(CallPriority.Edit, default);
        Assert.Equal("ListAccounts 1", world.CallsSince(0));
        var account = Account(world, "400000000001");
        Assert.Equal(("prod-1", "ACTIVE", 2), (account.Name, account.State, account.Units.Count));
        Assert.Equal("SUSPENDED", Account(world, "600000000001").State);
        Assert.Empty(Account(world, DoorWorld.Management).Units);
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end_and_the_retired_status_is_not_needed()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Behaviour = seed.Behaviour with { EmptyOrganizationPages = true, AccountStatus = false } });
        await world.Get<OrganizationReader>().AccountsAsync(CallPriority.Edit, default);
        Assert.Equal(15, world.Facts.Accounts.Present.Count);
    }

    [Fact]
    public async Task Units_are_named_by_their_paths()
    {
        await using var world = await DoorWorld.StartAsync();
        var units = await world.Get<OrganizationReader>().UnitsAsync(CallPriority.Edit, default);
        Assert.Equal(["Sandbox", "Workloads", "Workloads/Prod"], units.Select(unit => unit.Path).Order(StringComparer.Ordinal));
        await world.Get<OrganizationReader>().AccountsAsync(CallPriority.Edit, default);
        Assert.Equal(units.Single(unit => unit.Path == "Workloads/Prod").Units, Account(world, "400000000001").Units);
    }

    [Fact]
    public async Task An_account_that_left_is_absent_and_a_failed_list_changes_nothing()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with
        {
            Organization = seed.Organization with { Accounts = [.. seed.Organization.Accounts, .. Enumerable.Range(0, 30).Select(i => new SeedAccount { Id = $"7000000000{i:00}", Name = $"more-{i}" })] },
        });
        await world.Get<OrganizationReader>().AccountsAsync(CallPriority.Edit, default);
        Assert.Equal(45, world.Facts.Accounts.Present.Count);
        world.Wait(1);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListAccounts", Containing = "NextToken" });
        await Assert.ThrowsAsync<Amazon.Organizations.Model.AccessDeniedException>(() => world.Get<OrganizationReader>().AccountsAsync(CallPriority.Edit, default));
        Assert.Equal(45, world.Facts.Accounts.Present.Count);
        world.Facts.Accounts.PutListing(["400000000001"], world.Time.GetUtcNow());
        Assert.Single(world.Facts.Accounts.Present);
    }

    [Fact]
    public async Task Tags_are_read_for_the_account_that_is_asked_about()
    {
        await using var world = await DoorWorld.StartAsync();
        var tags = await world.Get<OrganizationReader>().TagsAsync("400000000003", CallPriority.Edit, default);
        Assert.Equal("prod", tags["env"]);
        Assert.Equal("ListTagsForResource 1", world.CallsSince(0));
    }

    private static AccountFacts Account(DoorWorld world, string id) => Assert.IsType<Fact<AccountFacts>.Present>(world.Facts.Accounts.Of(id)).Value;
}
