using IdentityCenterOperator.IdentityCenter;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.IdentityCenter;

/// <summary>Each setting is in force as soon as it is stored: whoever would go on by the one of before is woken.</summary>
public sealed class SettingsWakesTests
{
    [Fact]
    public async Task Another_instance_makes_everybody_look_again_and_the_sweep_begin()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<SettingsWakes>().Begin();
        var (settings, looks) = (world.Get<OperatorSettings>(), 0);
        world.Get<InstanceGate>().Changed += () => looks++;
        settings.Apply(settings.InForce with { InstanceArn = DoorWorld.InstanceArn });
        Assert.Equal(1, looks);
        Assert.True(world.Get<Sweep>().IsHurried);
        settings.Apply(settings.InForce with { RequestsPerSecond = 3 });
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task More_operations_at_a_time_let_those_begin_that_wait()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<SettingsWakes>().Begin();
        var settings = world.Get<OperatorSettings>();
        settings.Apply(settings.InForce with { OutstandingOperations = 1 });
        world.Slots.Count(0);
        Assert.True(world.Slots.TryReserve(new(OperationKind.Creation, "set", "1")));
        Assert.False(world.Slots.TryReserve(new(OperationKind.Creation, "set", "2")));
        var granted = new List<string?>();
        world.Slots.Granted += subject => granted.Add(subject.AccountId);
        settings.Apply(settings.InForce with { OutstandingOperations = 2 });
        Assert.Equal(["2"], granted);
    }

    [Fact]
    public async Task Wanting_all_assignments_makes_the_sweep_begin_and_wanting_fewer_does_not()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<SettingsWakes>().Begin();
        var settings = world.Get<OperatorSettings>();
        Assert.False(world.Get<Sweep>().IsHurried);
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SeesAllAssignments = true });
        Assert.True(world.Get<Sweep>().IsHurried);
        await world.Get<Sweep>().RoundAsync(default, urgent: true);
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SeesAllAssignments = false });
        Assert.Equal(1, world.Calls("ListPermissionSets"));
    }

    [Fact]
    public async Task Another_rate_is_in_force_at_once()
    {
        await using var world = await DoorWorld.StartAsync();
        var settings = world.Get<OperatorSettings>();
        settings.Apply(settings.InForce with { RequestsPerSecond = 3 });
        Assert.Equal(3, world.Get<RequestBudgets>().SsoAdmin.Rate);
        settings.Apply(settings.InForce with { RequestsPerSecond = 19 });
        Assert.Equal(19, world.Get<RequestBudgets>().SsoAdmin.Rate, precision: 1);
    }
}
