using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.IdentityCenter;

public sealed class AwsDoorTests
{
    [Fact]
    public async Task A_read_that_was_throttled_is_made_again_and_the_budget_slows_down()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<RequestBudgets>().SsoAdmin.SetLimit(16);
        world.Server.Faults.Add(new() { Kind = FaultKind.Throttle, Operation = "ListInstances", Times = 2 });
        var found = world.Get<InstanceLocator>().FindAsync(default);
        await Testing.Eventually.TrueAsync(
            () =>
            {
                world.Wait(0.1);
                return found.IsCompleted;
            },
            "the third attempt succeeds");
        Assert.Equal(DoorWorld.InstanceArn, (await found).Arn);
        Assert.Equal(3, world.Calls("ListInstances"));
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_once()
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Reader");
        var before = world.Server.Calls.Count;
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        // Neither a boundary nor a second attempt to find one.
        Assert.Equal(8, world.Server.Calls.Count - before);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.Malformed)]
    [InlineData(FaultKind.Error)]
    public async Task A_read_survives_one_bad_answer(FaultKind kind)
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = kind, Operation = "ListInstances", Times = 1 });
        Assert.Equal(DoorWorld.InstanceArn, (await world.Get<InstanceLocator>().FindAsync(default)).Arn);
    }

    [Fact]
    public async Task A_write_is_sent_once_whatever_becomes_of_it()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.DropAfter, Operation = "CreatePermissionSet" });
        await Assert.ThrowsAnyAsync<Exception>(() => world.Get<AwsDoor<IAmazonSSOAdmin>>().WriteAsync(
            Writes.Of("CreatePermissionSet"), (sso, token) => sso.CreatePermissionSetAsync(new() { InstanceArn = DoorWorld.InstanceArn, Name = "Once" }, token), default));
        Assert.Equal(1, world.Calls("CreatePermissionSet"));
    }

    [Fact]
    public async Task A_refusal_for_want_of_a_slot_does_not_slow_requests_down()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Limits = seed.Limits with { OutstandingOperations = 0 } });
        var arn = await world.ArnOfAsync("Reader");
        var rate = world.Get<RequestBudgets>().SsoAdmin.Rate;
        await Assert.ThrowsAsync<ThrottlingException>(() => world.Get<AwsDoor<IAmazonSSOAdmin>>().WriteAsync(
            Writes.Of("ProvisionPermissionSet"),
            (sso, token) => sso.ProvisionPermissionSetAsync(
                new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = arn, TargetType = ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS }, token),
            default));
        Assert.Equal(rate, world.Get<RequestBudgets>().SsoAdmin.Rate);
    }
}
