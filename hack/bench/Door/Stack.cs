using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.PermissionSets;
using LocalIdentityCenter;
using Microsoft.Extensions.DependencyInjection;

namespace Door;

/// <summary>The operator's door before an Identity Center, put together as the operator does.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Stack(Uri endpoint, string accessKey = Fixture.Operator, double rate = 15)
    {
        var credentials = new BasicAWSCredentials(accessKey, "secret");
        services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(WriteFence.Open)
            .AddSingleton<IAmazonSSOAdmin>(new AmazonSSOAdminClient(credentials, Configure(new AmazonSSOAdminConfig(), endpoint)))
            .AddSingleton<IAmazonIdentityStore>(new AmazonIdentityStoreClient(credentials, Configure(new AmazonIdentityStoreConfig(), endpoint)))
            .AddSingleton<IAmazonOrganizations>(new AmazonOrganizationsClient(credentials, Configure(new AmazonOrganizationsConfig(), endpoint)))
            .AddDoor()
            .AddAssignments()
            .AddSingleton<PermissionSetSight>()
            .AddSingleton<PermissionSetExecutor>()
            .AddSingleton<Convergence>()
            .BuildServiceProvider();
        Get<OperatorSettings>().Apply(new() { RequestsPerSecond = rate });
    }

    public Sweep Sweep => Get<Sweep>();

    public FactStore Facts => Get<FactStore>();

    public OperationTracker Operations => Get<OperationTracker>();

    public IAmazonSSOAdmin Sso => Get<IAmazonSSOAdmin>();

    /// <summary>ARN of a permission set of the fixture.</summary>
    public async Task<string> ArnAsync(string name, CancellationToken stop)
    {
        await Get<FactReader>().NamesAsync(DateTimeOffset.MinValue, stop);
        return Facts.ArnOf(name)!;
    }

    /// <summary>Polls operations in flight until disposed.</summary>
    public Task Polling(CancellationToken stop) => Operations.RunAsync(e => Console.Error.WriteLine($"poll: {e.Message}"), stop);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Limits of requests are AWS's, or off.</summary>
    public static Task<LocalIdentityCenterServer> ServeAsync(LocalIdentityCenter.Seeding.Seed seed, bool limits = true) =>
        LocalIdentityCenterServer.StartAsync(
            seed with { Limits = seed.Limits with { SsoAdminRequestsPerSecond = limits ? 20 : null } }, new ServerOptions { CallHistory = 200_000, Random = new Random(1) });

    private static T Configure<T>(T config, Uri endpoint)
        where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion) = (endpoint.ToString(), Fixture.Region);
        return AwsClients.WithoutRetries(config);
    }
}
