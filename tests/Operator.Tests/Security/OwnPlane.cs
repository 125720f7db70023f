using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Security;

/// <summary>An API server of one's own, for tests that take its kinds away or look at who asked it for what.</summary>
public sealed class OwnPlane : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _started = [];

    /// <summary>The API server, which keeps an audit log.</summary>
    public ControlPlane Plane { get; private set; } = null!;

    internal Cluster Cluster { get; private set; } = null!;

    /// <summary>Installs the kinds and the roles, anew after a test that took them away.</summary>
    internal async Task<Cluster> InstallAsync() => Cluster = await Cluster.OnAsync(Plane);

    /// <summary>An Identity Center that ends with the tests.</summary>
    internal async Task<Aws> AwsAsync(Seed seed)
    {
        var aws = await Aws.StartAsync(seed);
        _started.Add(aws);
        return aws;
    }

    /// <summary>An operator that ends with the tests, before its Identity Center does.</summary>
    internal async Task<RunningOperator> StartAsync(Aws aws, bool elected = false)
    {
        var running = await RunningOperator.StartAsync(Cluster, aws, elected ? TimeProvider.System : new FastClock(10), elected: elected);
        _started.Add(running);
        return running;
    }

    /// <summary>Ends what a test has started.</summary>
    internal async Task EndAsync()
    {
        foreach (var one in _started.AsEnumerable().Reverse())
            await one.DisposeAsync();
        _started.Clear();
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Plane = await ControlPlane.StartAsync(audited: true);
        await InstallAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await EndAsync();
        await Plane.DisposeAsync();
    }
}

/// <summary>Tests on that API server follow one another.</summary>
[CollectionDefinition(Name)]
public sealed class OwnPlaneTests : ICollectionFixture<OwnPlane>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "API server of one's own";
}
