using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Crashes;

internal static class ReplicaRegionScenarios
{
    private const string Region = "eu-west-1";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ReplicaRegion: add", _ => Task.CompletedTask, world => world.Cluster.Regions.ApplyAsync(Region, "{deletionPolicy: Delete}"), Effects: 1),
        new("ReplicaRegion: add, and delete while no operator runs", _ => Task.CompletedTask, world => world.Cluster.Regions.ApplyAsync(Region, "{deletionPolicy: Delete}"), Effects: null)
        {
            Meanwhile = world => world.Cluster.Regions.DeleteAsync(Region),
        },
        new("ReplicaRegion: adopt", ThereAsync, world => world.Cluster.Regions.ApplyAsync(Region, "{deletionPolicy: Delete}"), Effects: 0),
        new("ReplicaRegion: remove", world => world.Cluster.Regions.ApplyAsync(Region, "{deletionPolicy: Delete}"), world => world.Cluster.Regions.DeleteAsync(Region), Effects: 1),
        new("ReplicaRegion: delete with Retain", world => world.Cluster.Regions.ApplyAsync(Region, "{}"), world => world.Cluster.Regions.DeleteAsync(Region), Effects: 0),
    ];

    private static Task ThereAsync(World world) => world.Aws.Console.AddRegionAsync(new() { InstanceArn = Organization.InstanceArn, RegionName = Region });
}
