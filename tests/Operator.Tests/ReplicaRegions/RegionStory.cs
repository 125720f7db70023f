using System.Text.Json.Nodes;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>A story about the Regions of an instance for which all is in place: a multi-Region key with replicas, and workflows of half a second.</summary>
[Collection(Lanes.Regions)]
public abstract class RegionStory : Story
{
    private protected override string Lane => Lanes.Regions;

    /// <summary>The instance's key.</summary>
    protected const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private protected Objects Regions => Cluster.Regions;

    private protected override Seed Seed => InOrder;

    /// <summary>Another seed with all in place, to be changed by a story.</summary>
    private protected static Seed InOrder
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Instance = seed.Instance! with { EncryptionKey = Key },
                Keys = [new() { Arn = Key, Replicas = ["eu-west-1", "eu-west-2", "eu-north-1", "us-east-1"] }],
                Behaviour = seed.Behaviour with { RegionLatency = TimeSpan.FromMilliseconds(500) },
            };
        }
    }

    /// <summary>The replica of the instance's key.</summary>
    private protected static string ReplicaIn(string region) => Key.Replace("eu-central-1", region, StringComparison.Ordinal);

    /// <summary>What somebody else does.</summary>
    private protected Task AddByHandAsync(string region) => Aws.Console.AddRegionAsync(new() { InstanceArn = Organization.InstanceArn, RegionName = region });

    private protected Task RemoveByHandAsync(string region) => Aws.Console.RemoveRegionAsync(new() { InstanceArn = Organization.InstanceArn, RegionName = region });

    /// <summary>How AWS lists a Region; null when it does not.</summary>
    private protected async Task<string?> StatusAsync(string region) =>
        (await Aws.Console.ListRegionsAsync(new() { InstanceArn = Organization.InstanceArn })).Regions!.Find(each => each.RegionName == region)?.Status?.Value;

    private protected Task ListedAsync(string region, string? status) => Until(async () => await StatusAsync(region) == status, $"AWS lists {region} as {status ?? "nothing"}");

    /// <summary>The Regions of all requests of an operation, in their order.</summary>
    private protected IReadOnlyList<string> Asked(string operation) =>
        [.. Aws.Server.Calls.All.Where(call => call.Operation == operation && call.AccessKeyId == "AKIAOPERATOR").Select(call => (string)JsonNode.Parse(call.Body)!["RegionName"]!)];

    /// <summary>From now on workflows do not end.</summary>
    private protected void Stick(string operation) => Aws.Fault(FaultKind.StickOperation, operation);

    /// <summary>Workflows end as they do.</summary>
    private protected void Release()
    {
        Aws.Server.Faults.Clear();
        Aws.Server.ReleaseStuck();
    }

    private protected async Task<Seen> ActiveAsync(string name, string spec = "{}")
    {
        await Regions.ApplyAsync(name, spec);
        return await Regions.ReadyAsync(name);
    }

    private protected Task<Seen> PhaseAsync(string name, string phase) => Regions.UntilAsync(name, seen => seen.Region.Phase?.ToString() == phase, $"is {phase}");

    /// <summary>Waits until so much time has passed on the operator's clock.</summary>
    private protected Task PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        return Until(() => Task.FromResult(Time.GetUtcNow() >= end), $"{time} passed");
    }
}
