using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Reliability.Faults;

/// <summary>Tests that break the API server share one of their own, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class FaultyCluster : ICollectionFixture<FaultPlane>
{
    public const string Name = "Faulty cluster";
}

/// <summary>A control plane that may be broken.</summary>
public sealed class FaultPlane : IAsyncLifetime
{
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, FaultOutcome>>> _runs = [];
    private ControlPlane _plane = null!;

    internal Cluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _plane = await ControlPlane.StartAsync();
        Cluster = await Cluster.OnAsync(_plane);
    }

    public async Task DisposeAsync() => await _plane.DisposeAsync();

    /// <summary>What a trouble came to. All kinds live through it together, once.</summary>
    internal Task<IReadOnlyDictionary<string, FaultOutcome>> RunAsync(Trouble trouble) =>
        _runs.TryGetValue(trouble.Name, out var run) ? run : _runs[trouble.Name] = LiveAsync(trouble);

    private async Task<IReadOnlyDictionary<string, FaultOutcome>> LiveAsync(Trouble trouble)
    {
        await using var world = await FaultWorld.BeginAsync(Cluster);
        var outcomes = await new FaultRun(world, trouble).LiveAsync();
        // At such a speed a reconcile may time out while its status is on the way: the next one is told the time of a change anew.
        if (trouble.SpeedAfter <= FaultWorld.Speed)
            StatusRules.Check(world.History);
        if (outcomes.Values.Any(outcome => outcome.Failure is not null) && Environment.GetEnvironmentVariable("FAULT_LOG") is { Length: > 0 } folder)
            await File.WriteAllLinesAsync(Path.Combine(folder, $"{trouble.Name}.log"), world.Operator.Log.All);
        return outcomes;
    }
}
