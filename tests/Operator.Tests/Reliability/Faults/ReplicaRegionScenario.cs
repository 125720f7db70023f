using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Faults;

/// <summary>A Region is removed in the console and its object edited, one object is deleted, one created.</summary>
internal sealed class ReplicaRegionScenario(FaultWorld world) : IScenario
{
    private const string Drifting = "eu-north-1";
    private const string Dropped = "eu-west-2";
    private const string Fresh = "eu-west-1";

    public string Kind => "ReplicaRegion";

    private Objects Regions => world.Cluster.Regions;

    public async Task PrepareAsync()
    {
        await Person.InsistsAsync(() => Regions.ApplyAsync(Drifting, "{deletionPolicy: Delete, timeout: 1m}"));
        await Person.InsistsAsync(() => Regions.ApplyAsync(Dropped, "{deletionPolicy: Delete, timeout: 1m}"));
        await Regions.ReadyAsync(Drifting);
        await Regions.ReadyAsync(Dropped);
    }

    public async Task LiveAsync()
    {
        await Person.InsistsAsync(() => world.Aws.Console.RemoveRegionAsync(new() { InstanceArn = Organization.InstanceArn, RegionName = Drifting }));
        await Person.InsistsAsync(() => Regions.ApplyAsync(Drifting, "{deletionPolicy: Delete, timeout: 2m}"));
        await Person.InsistsAsync(() => Regions.ApplyAsync(Fresh, "{deletionPolicy: Delete, timeout: 1m}"));
        await Person.InsistsAsync(() => Regions.DeleteAsync(Dropped));
    }

    public async Task<string?> WrongAsync()
    {
        var listed = (await world.Aws.Console.ListRegionsAsync(new() { InstanceArn = Organization.InstanceArn })).Regions!;
        var names = string.Join(" ", listed.Select(region => $"{region.RegionName}={region.Status}").Order(StringComparer.Ordinal));
        if (names != $"eu-central-1=ACTIVE {Drifting}=ACTIVE {Fresh}=ACTIVE")
            return $"AWS has {names}";
        foreach (var name in new[] { Drifting, Fresh })
        {
            if (await Regions.FindAsync(name) is not { IsReady: true })
                return $"{name} is not Ready";
        }

        return await Regions.FindAsync(Dropped) is null ? null : $"{Dropped} is not gone";
    }

    public Task<IReadOnlyList<Seen>> SeenAsync() => Regions.ListAsync();

    public string? Objection(Write write) => write.Operation switch
    {
        "AddRegion" => write["RegionName"] is Drifting or Fresh ? null : "a Region that nobody wants",
        "RemoveRegion" => write["RegionName"] is Dropped ? null : "a Region that is wanted",
        _ => "",
    };

    public string? Excess(IReadOnlyList<Write> writes) => writes.Where(write => write is { Operation: "AddRegion" or "RemoveRegion", Succeeded: true })
        .GroupBy(write => $"{write.Operation} {write["RegionName"]}").FirstOrDefault(same => same.Count() > 1) is { } twice ? $"{twice.Key} took effect twice" : null;
}
