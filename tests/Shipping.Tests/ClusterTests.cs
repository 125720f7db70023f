namespace Shipping.Tests;

/// <summary>A real API server that knows the operator's kinds, and those of the Prometheus Operator as far as they are used here.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>The API server.</summary>
    public ControlPlane Plane { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Plane = await ControlPlane.Shared;
        await Plane.InstallAsync();
        await Plane.ApplyAsync(await File.ReadAllTextAsync(Repository.At("tests", "Shipping.Tests", "Monitoring", "prometheus-operator.yaml")));
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>Tests that share the API server.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Cluster";
}
