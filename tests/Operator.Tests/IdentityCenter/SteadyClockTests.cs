using IdentityCenterOperator.IdentityCenter;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.IdentityCenter;

/// <summary>Somebody sets the clock of the machine; what was read later stays later.</summary>
public sealed class SteadyClockTests
{
    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public async Task A_look_after_the_wall_was_set_is_believed(int days)
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Reader");
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        world.Time.SetWallClock(world.Time.GetUtcNow().AddDays(days));
        await world.Sso.UpdatePermissionSetAsync(new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = arn, Description = "Changed" }, default);
        world.Wait(1);
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        Assert.Equal("Changed", Assert.IsType<Fact<PermissionSetFacts>.Present>(world.Facts.PermissionSet(arn)).Value.Description);
    }

    [Fact]
    public async Task A_write_after_the_wall_was_set_back_makes_what_is_known_stale()
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Reader");
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        world.Time.SetWallClock(world.Time.GetUtcNow().AddHours(-1));
        world.Wait(1);
        world.Facts.MarkStale(arn, world.Get<SteadyClock>().GetUtcNow());
        Assert.NotNull(Assert.IsType<Fact<PermissionSetFacts>.Present>(world.Facts.PermissionSet(arn)).StaleSince);
    }

    [Fact]
    public async Task It_goes_on_from_the_walls_time()
    {
        await using var world = await DoorWorld.StartAsync();
        var clock = world.Get<SteadyClock>();
        Assert.Equal(world.Time.GetUtcNow(), clock.GetUtcNow());
        world.Wait(90);
        Assert.Equal(world.Time.GetUtcNow(), clock.GetUtcNow());
        world.Time.SetWallClock(default);
        var before = clock.GetUtcNow();
        world.Wait(1);
        Assert.Equal(before.AddSeconds(1), clock.GetUtcNow());
    }
}
