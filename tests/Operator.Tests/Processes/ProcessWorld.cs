using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Testing;

namespace Operator.Tests.Processes;

/// <summary>What the operator's processes work on: an API server that tests may stop, and an Identity Center that remembers who called.</summary>
public sealed class ProcessWorld : IAsyncLifetime
{
    /// <summary>The API server with CRDs and roles installed.</summary>
    public ControlPlane Plane { get; private set; } = null!;

    /// <summary>The Identity Center; its limits are off.</summary>
    public LocalIdentityCenterServer Aws { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Aws = await LocalIdentityCenterServer.StartAsync(Seed());
        Plane = await ControlPlane.StartAsync();
        await Plane.InstallAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Plane.DisposeAsync();
        await Aws.DisposeAsync();
    }

    private static Seed Seed() => new()
    {
        Organization = new() { ManagementAccount = "100000000001", Accounts = [new() { Id = "100000000001", Name = "management" }] },
        Instance = new() { PrimaryRegion = "eu-central-1" },
        Limits = Limits.None,
    };
}

/// <summary>Tests that start processes run one after the other: each of them needs the whole API server, and most of a small machine.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessTests : ICollectionFixture<ProcessWorld>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Processes";
}
