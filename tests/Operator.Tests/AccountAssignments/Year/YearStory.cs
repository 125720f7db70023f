using Amazon.IdentityStore;
using Amazon.Runtime;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>
/// A year in one test: 200 accounts in 20 units and 50 groups live through 2,000 events (or YEAR_EVENTS), the operator dies now and then, and at every rest AWS is
/// what the resources say, with everything that they do not speak of untouched. A failure names its seed: set YEAR_SEED to live it again.
/// </summary>
public sealed class YearStory(ITestOutputHelper output) : IAsyncLifetime
{
    private const int EventsToARest = 80;
    private const int EventsToADeath = 130;
    private const int LooksToAWish = 15;

    private static readonly TimeSpan RestDeadline = TimeSpan.FromMinutes(3);

    private readonly int _events = int.TryParse(Environment.GetEnvironmentVariable("YEAR_EVENTS"), out var events) ? events : 2000;
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("YEAR_SEED"), out var seed) ? seed : 20261122;
    private readonly FastClock _time = new(20);
    private ControlPlane _plane = null!;
    private Cluster _cluster = null!;
    private Aws _aws = null!;
    private Company _company = null!;
    private YearCluster _assignments = null!;
    private RunningOperator _operator = null!;

    public async Task InitializeAsync()
    {
        _plane = await ControlPlane.StartAsync();
        _cluster = await Cluster.OnAsync(_plane);
        _company = Company.Found(new Random(_seed));
        _aws = await Aws.StartAsync(_company.Seed());
        _assignments = new(_cluster.Plane, Cluster.TrustedNamespace);
        await _cluster.Plane.ApplyAsync(Instance);
        foreach (var set in Company.ManagedSets)
            await _cluster.ApplyAsync(set, "{managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaceSelector: {}}}");
    }

    public async Task DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _aws.DisposeAsync();
        await _plane.DisposeAsync();
    }

    [Fact]
    public async Task After_every_stretch_of_a_year_AWS_is_what_the_resources_say()
    {
        await StartAsync();
        using var directory = new AmazonIdentityStoreClient(
            new BasicAWSCredentials("AKIACONSOLE", "secret"), new AmazonIdentityStoreConfig { ServiceURL = _aws.Server.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });
        var life = new Life(_company, _aws, directory, _assignments, _time, new Random(_seed));
        await Task.WhenAll(Company.ManagedSets.Select(_cluster.ReadyAsync));
        for (var i = 1; i <= _events; i++)
        {
            await life.GoOnAsync();
            if (i % EventsToADeath == 0)
                await DieAndStartAsync();
            if (i % EventsToARest == 0)
                await RestAsync(life, i);
        }
    }

    private async Task RestAsync(Life life, int events)
    {
        // What others did is seen by a look at everything: a person who wants to know asks for one.
        var asked = 0;
        try
        {
            await Eventually.ValueAsync(() => WrongAsync(life, asked++), wrong => wrong is null, "AWS is what the resources say", RestDeadline, TimeSpan.FromMilliseconds(200));
            life.Rest(_aws.Holdings());
            life.Diary.Clear();
        }
        catch (ExpectationException)
        {
            output.WriteLine($"seed {_seed}, after {events} events; since the last rest:\n{string.Join('\n', life.Diary)}\n{string.Join('\n', _operator.Log.All.TakeLast(80))}");
            output.WriteLine(await _cluster.Plane.KubectlAsync("get", "accountassignments", "--all-namespaces", "-o", "yaml"));
            throw;
        }
    }

    private async Task<string?> WrongAsync(Life life, int asked)
    {
        if (asked % LooksToAWish == 0)
            await _cluster.Instances.AnnotateAsync("default", "identitycenter.dev/reconcile-at", $"{Guid.NewGuid()}");
        if (life.Wrong(_aws.Holdings()) is { } wrong)
            return wrong;
        var ready = await _assignments.ReadyAsync();
        return life.Whole().FirstOrDefault(name => !ready.GetValueOrDefault(name)) is { } waiting ? $"{waiting} is not Ready"
            : ready.Keys.FirstOrDefault(name => life.Grants.All(grant => grant.Name != name)) is { } left ? $"{left} is not gone"
            : null;
    }

    private async Task StartAsync() => _operator = await RunningOperator.LaunchAsync(_cluster, _aws, _time, sweepInterval: TimeSpan.FromMinutes(15));

    private async Task DieAndStartAsync()
    {
        _operator.Kill();
        await _operator.DisposeAsync();
        await StartAsync();
    }

    // A company of this size in turmoil would trip any sensible guard; what the guard does is another story.
    private const string Instance = """
        apiVersion: identitycenter.dev/v1alpha1
        kind: IdentityCenter
        metadata: {name: default}
        spec:
          requestsPerSecond: 20
          sweepInterval: 15m
          deletionGuard: {maxRevocations: 1000000, maxPercent: 100}
        """;
}
