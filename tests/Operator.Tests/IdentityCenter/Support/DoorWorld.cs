using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Operator.Tests.IdentityCenter.Support;

/// <summary>The door with the real AWS clients, before a local Identity Center, on one clock that the test moves.</summary>
internal sealed class DoorWorld : IAsyncDisposable
{
    public const string Management = "100000000001";
    public const string Delegated = "100000000002";
    public const string ManagementKey = "AKIAMANAGEMENT";
    public const string DelegatedKey = "AKIADELEGATED";
    public const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";

    private readonly ServiceProvider services;

    private DoorWorld(LocalIdentityCenterServer server, ManualTimeProvider time, ServiceProvider services) => (Server, Time, this.services) = (server, time, services);

    public LocalIdentityCenterServer Server { get; }

    public ManualTimeProvider Time { get; }

    public FactStore Facts => Get<FactStore>();

    public OperationTracker Operations => Get<OperationTracker>();

    public OperationSlots Slots => Get<OperationSlots>();

    public IAmazonSSOAdmin Sso => Get<IAmazonSSOAdmin>();

    /// <summary>Limits of requests are off on both sides; a test that is about them sets its own.</summary>
    public static async Task<DoorWorld> StartAsync(Func<Seed, Seed>? change = null, string accessKey = ManagementKey, Func<TimeProvider, WriteFence>? fence = null)
    {
        var time = new ManualTimeProvider();
        var seed = Small() with { Limits = new Limits { SsoAdminRequestsPerSecond = null } };
        var server = await LocalIdentityCenterServer.StartAsync(change?.Invoke(seed) ?? seed, new ServerOptions { Time = time, Random = new Random(1), CheckAnswers = true });
        return new(server, time, Provide(server, time, accessKey, fence?.Invoke(time) ?? WriteFence.Open));
    }

    /// <summary>Another process before the same Identity Center: nothing in memory.</summary>
    public DoorWorld Restarted(string accessKey = ManagementKey) => new(Server, Time, Provide(Server, Time, accessKey, WriteFence.Open));

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Calls of an operation since the start.</summary>
    public int Calls(string operation) => Server.Calls.All.Count(call => call.Operation == operation);

    /// <summary>Operations of all calls since then, sorted, with their numbers.</summary>
    public string CallsSince(long id) =>
        string.Join(", ", Server.Calls.Since(id).GroupBy(call => call.Operation).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));

    /// <summary>The ARN of a permission set of the seed.</summary>
    public async Task<string> ArnOfAsync(string name)
    {
        await Get<FactReader>().NamesAsync(Time.GetUtcNow(), default);
        return Facts.ArnOf(name) ?? throw new ExpectationException($"no permission set {name}");
    }

    /// <summary>Lets a while pass.</summary>
    public void Wait(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static ServiceProvider Provide(LocalIdentityCenterServer server, ManualTimeProvider time, string accessKey, WriteFence fence)
    {
        var credentials = new BasicAWSCredentials(accessKey, "secret");
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(fence)
            .AddSingleton<IAmazonSSOAdmin>(new AmazonSSOAdminClient(credentials, Configure(new AmazonSSOAdminConfig(), server)))
            .AddSingleton<IAmazonIdentityStore>(new AmazonIdentityStoreClient(credentials, Configure(new AmazonIdentityStoreConfig(), server)))
            .AddSingleton<IAmazonOrganizations>(new AmazonOrganizationsClient(credentials, Configure(new AmazonOrganizationsConfig(), server)))
            .AddDoor()
            .AddSingleton<SettingsWakes>()
            .AddAssignments()
            .BuildServiceProvider();
        foreach (var (_, budget) in services.GetRequiredService<RequestBudgets>().All)
            budget.SetLimit(100_000);
        time.Advance(TimeSpan.FromSeconds(1));
        return services;
    }

    private static T Configure<T>(T config, LocalIdentityCenterServer server)
        where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion) = (server.Endpoint.ToString(), "eu-central-1");
        return AwsClients.WithoutRetries(config);
    }

    private static Seed Small() => new()
    {
        Organization = new()
        {
            ManagementAccount = Management,
            DelegatedAdministrator = Delegated,
            Accounts = [new() { Id = Management, Name = "management" }, new() { Id = Delegated, Name = "identity" }],
            Units =
            [
                new()
                {
                    Name = "Workloads",
                    Units = [new() { Name = "Prod", Accounts = [.. Enumerable.Range(1, 12).Select(i => new SeedAccount { Id = $"4000000000{i:00}", Name = $"prod-{i}", Tags = new Dictionary<string, string> { ["env"] = "prod" } })] }],
                },
                new() { Name = "Sandbox", Accounts = [new() { Id = "600000000001", Name = "old", State = "SUSPENDED" }] },
            ],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Users = [new() { UserName = "alice" }],
        Groups = [new() { Name = "Data", Members = ["alice"] }, new() { Name = "Web" }],
        ManagedPolicies = ["ReadOnlyAccess"],
        PermissionSets =
        [
            new() { Name = "Reader", ManagedPolicies = ["ReadOnlyAccess"], Tags = new Dictionary<string, string> { ["team"] = "data" } },
            new() { Name = "Writer", OutdatedIn = ["prod-2"] },
        ],
        Assignments =
        [
            new() { PermissionSet = "Reader", Group = "Data", Accounts = ["prod-1", "prod-2"] },
            new() { PermissionSet = "Writer", User = "alice", Accounts = ["prod-1", "prod-2"] },
        ],
        Callers = [new(ManagementKey, Management), new(DelegatedKey, Delegated)],
    };
}
