using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>
/// An object vanishes without a goodbye: somebody takes off its finalizers, or the API server lets go what was deleted in the moment in which it got one. Whatever was
/// made in AWS for it after that, nobody would ever take away.
/// </summary>
[Collection(ReliabilityLane.Name)]
public sealed class VanishingStories : Story
{
    private static readonly Dictionary<string, (Func<Cluster, Objects> Objects, string Name, string Spec)> Kinds = new()
    {
        ["PermissionSet"] = (cluster => cluster.Sets, "writer", "{description: Writes}"),
        ["AccountAssignment"] = (
            cluster => cluster.Assignments, "data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000002\"]}}"),
        ["ReplicaRegion"] = (cluster => cluster.Regions, "eu-west-1", "{deletionPolicy: Delete}"),
    };

    private protected override string Lane => ReliabilityLane.Name;

    private protected override Seed Seed => CrashSeed.Seed();

    [Theory]
    [InlineData("PermissionSet")]
    [InlineData("AccountAssignment")]
    [InlineData("ReplicaRegion")]
    public async Task Nothing_is_made_for_an_object_that_vanished_before_it_was_written_down(string kind)
    {
        var (objects, name, spec) = Kinds[kind];
        await using var world = new World(Cluster, Aws, new FastClock(30));
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await world.StartOperatorAsync();
        await world.SettledAsync();
        var (mark, isOver) = (Aws.Mark, new TaskCompletionSource());
        world.Operator.Fate.Ahead = async what =>
        {
            if (what != $"status of {kind} {name}")
                return;
            await objects(Cluster).DiscardAsync(name);
            isOver.TrySetResult();
        };
        await objects(Cluster).ApplyAsync(name, spec);
        await isOver.Task;
        await objects(Cluster).GoneAsync(name);
        await world.SettledAsync();
        Assert.Empty(world.EffectsSince(mark));
    }
}
