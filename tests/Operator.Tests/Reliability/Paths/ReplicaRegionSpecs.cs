using IdentityCenterOperator.Entities;

namespace Operator.Tests.Reliability.Paths;

internal static class ReplicaRegionSpecs
{
    public static SpecKind Kind { get; } = new(ReplicaRegion.Definition, cluster => cluster.Regions)
    {
        Objects = [("eu-west-1", ""), ("ireland", "region: eu-west-1")],
        Plain = "timeout: 30m",
        Choices =
        [
            new("managementPolicy: Enforce") { OnTheWay = ["managementPolicy: Observe"] },
            new("deletionPolicy: Delete", "deletionPolicy: Retain"),
            new("timeout: 90m", "timeout: 1h30m", "timeout: 24h"),
        ],
        Bad =
        [
            new("region", "region: Ireland"),
            new("region", "region: eu-west-2") { IsChange = true },
            new("managementPolicy", "managementPolicy: Perhaps"),
            new("deletionPolicy", "deletionPolicy: Perhaps"),
            new("timeout", "timeout: 25h"),
            new("timeout", "timeout: 59s"),
            new("timeout", "timeout: an hour"),
        ],
    };
}
