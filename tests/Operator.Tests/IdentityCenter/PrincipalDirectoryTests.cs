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
}
