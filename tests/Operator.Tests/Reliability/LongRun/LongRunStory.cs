using System.Diagnostics;
using System.Globalization;
using Amazon.IdentityStore;
using Amazon.Runtime;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments.Year;
using Operator.Tests.Harness;
using Operator.Tests.IdentityCenter;
using Operator.Tests.Reliability.Faults;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Reliability.LongRun;

/// <summary>
/// Everything at once: a company of 60 accounts changes, objects of all kinds come and go, the console is in between, either side fails in all ways of the matrix, and
/// the operator dies. At every rest AWS is what the objects say. Through the second half one and the same operator lives, and holds no more at its end than at its beginning, nor
/// than the one that replaces it. SOAK_MINUTES says how long, SOAK_SEED lives a run again.
/// </summary>
[Collection(Alone.Name)]
public sealed class LongRunStory(ITestOutputHelper output) : IAsyncLifetime, ISides
{
    private const double Speed = 20;
    private const double SpeedAfterDenial = 100;
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static readonly TimeSpan RestDeadline = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Trouble[] Troubles = [.. AwsTroubles.All, .. KubernetesTroubles.All.Where(trouble => !trouble.IsForBoth)];

    private readonly TimeSpan _length = TimeSpan.FromMinutes(double.TryParse(Environment.GetEnvironmentVariable("SOAK_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 0.5);
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("SOAK_SEED"), out var seed) ? seed : 20261122;
    private readonly TurnableClock _time = new(Speed);
    private readonly List<Upkeep> _rests = [];
    private readonly List<WeakReference> _ended = [];
    private readonly SortedDictionary<string, int> _lived = new(StringComparer.Ordinal);
    private ControlPlane _plane = null!;
    private Cluster _cluster = null!;
    private Aws _aws = null!;
    private ApiServerFront _front = null!;
    private RunningOperator _operator = null!;
    private Company _company = null!;
    private YearCluster _assignments = null!;
    private Random _random = null!;
    private long _start;
    private Trouble? _trouble;
    private int _troubledFor;
    private bool _wasDenied;

    // Who dies cannot show that it holds ever more: the second half is one life.
    private bool MayDie => Stopwatch.GetElapsedTime(_start) < _length / 2 || _rests.Count == 0;

    Cluster ISides.Cluster => _cluster;

    Aws ISides.Aws => _aws;

    ApiServerFront ISides.Front => _front;

    RunningOperator ISides.Operator => _operator;

    public async Task InitializeAsync()
    {
        _random = new(_seed);
        _plane = await ControlPlane.StartAsync();
        _cluster = await Cluster.OnAsync(_plane);
        _front = await ApiServerFront.StartAsync(_plane);
        _company = Company.Found(new Random(_seed), accounts: 60);
        _aws = await Aws.StartAsync(Seed(_company.Seed()), new Random(_seed), Patience);
        _assignments = new(_plane, Cluster.TrustedNamespace);
        foreach (var set in Company.ManagedSets)
            await _cluster.ApplyAsync(set, "{managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaceSelector: {}}}");
    }

    public async Task DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _front.DisposeAsync();
        await _aws.DisposeAsync();
        await _plane.DisposeAsync();
    }

    [Fact]
    public async Task All_kinds_live_through_all_faults_and_nothing_is_lost_or_leaks()
    {
        output.WriteLine($"SOAK_SEED={_seed}, {_length.TotalMinutes} minutes");
        using var directory = new AmazonIdentityStoreClient(
            new BasicAWSCredentials("AKIACONSOLE", "secret"), new AmazonIdentityStoreConfig { ServiceURL = _aws.Server.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });
        var life = new Life(_company, _aws, directory, _assignments, _time, new Random(_seed));
        var (sets, regions, instance) = (new SetLife(this, _random), new RegionLife(this, _random), new InstanceLife(this, _random));
        await instance.DeclareAsync();
        await StartAsync();
        await Task.WhenAll(Company.ManagedSets.Select(_cluster.ReadyAsync));
        Func<Task<string?>>[] others = [sets.WrongAsync, regions.WrongAsync, instance.WrongAsync];
        _start = Stopwatch.GetTimestamp();
        await LiveAsync(_length);
        // What earlier tests of this process left in shared pools goes away some time: it is not the operator's, and no second life shows it. What the operator gathers, every life shows.
        if (Upkeep.Growth(_rests) is { } growth)
        {
            output.WriteLine($"Another life, since the first one seemed to grow: {growth}");
            await LiveAsync(Stopwatch.GetElapsedTime(_start) + (_length / 2));
        }

        output.WriteLine(string.Join('\n', _lived.Select(lived => $"{lived.Value,6} {lived.Key}")));
        Assert.True(Upkeep.Growth(_rests) is null, $"{Upkeep.Growth(_rests)}: {string.Join("; ", _rests)}");

        async Task LiveAsync(TimeSpan until)
        {
            for (var events = 1; Stopwatch.GetElapsedTime(_start) < until || _rests.Count(rest => rest.Life == _ended.Count) < 2; events++)
            {
                await GoOnAsync(life, sets, regions, instance);
                if (events % 60 == 0)
                    await RestAsync(life, others, $"{events} events");
            }

            await DieAndStartAsync();
            await RestAsync(life, others, "another one has taken over");
        }
    }

    private static Seed Seed(Seed seed) => seed with
    {
        Instance = seed.Instance! with { EncryptionKey = Key },
        Keys = [new() { Arn = Key, Replicas = RegionLife.Regions }],
        ManagedPolicies = ["ReadOnlyAccess", "SecurityAudit", "PowerUserAccess"],
        Behaviour = seed.Behaviour with { RegionLatency = TimeSpan.FromMilliseconds(200), InstanceLatency = TimeSpan.FromMilliseconds(50), StatusRetention = TimeSpan.FromSeconds(30) },
    };

    private async Task GoOnAsync(Life life, SetLife sets, RegionLife regions, InstanceLife instance)
    {
        if (_trouble is not null && --_troubledFor <= 0)
            await EndTroubleAsync();
        var what = _random.Next(100) switch
        {
            // Who grants by hand in an account that is held would wait until the trouble is over.
            < 60 when _trouble is not { HoldsAccounts: true } => await GoOnAsync(life),
            < 78 => await sets.GoOnAsync(),
            < 84 => await regions.GoOnAsync(),
            < 88 => await instance.GoOnAsync(),
            < 97 => await BeginTroubleAsync(),
            < 99 when MayDie => await DieAndStartAsync(),
            _ => await RestartApiServerAsync(),
        };
        if (what.Length > 0)
            life.Diary.Add(what);
    }

    private async Task<string> GoOnAsync(Life life)
    {
        Count("what happens to accounts, people and AccountAssignments");
        await life.GoOnAsync();
        return "";
    }

    private async Task<string> BeginTroubleAsync()
    {
        if (_trouble is not null)
            await EndTroubleAsync();
        (_trouble, _troubledFor) = (Troubles[_random.Next(Troubles.Length)], _random.Next(3, 15));
        _wasDenied |= _trouble.SpeedAfter > FaultWorld.Speed;
        Count($"trouble: {_trouble.Name}");
        await _trouble.BeginAsync(this);
        return $"trouble begins: {_trouble.Name}";
    }

    private async Task EndTroubleAsync()
    {
        await _trouble!.EndAsync(this);
        _trouble = null;
    }

    private async Task<string> DieAndStartAsync()
    {
        Count("death of the operator");
        if (_trouble is not null)
            await EndTroubleAsync();
        _operator.Kill();
        await _operator.DisposeAsync();
        _ended.Add(new(_operator));
        await StartAsync();
        return "the operator dies and another one starts";
    }

    private async Task<string> RestartApiServerAsync()
    {
        Count("restart of the API server");
        await _plane.StopApiServerAsync();
        await _plane.StartApiServerAsync();
        return "the API server is restarted";
    }

    private void Count(string what) => _lived[what] = _lived.GetValueOrDefault(what) + 1;

    private async Task StartAsync() => _operator = await RunningOperator.LaunchAsync(_cluster, _aws, _time, sweepInterval: TimeSpan.FromMinutes(15), apiPort: _front.Port);

    private async Task RestAsync(Life life, Func<Task<string?>>[] others, string after)
    {
        if (_trouble is not null)
            await EndTroubleAsync();
        _time.Turn(_wasDenied ? SpeedAfterDenial : Speed);
        try
        {
            var asked = 0;
            await Eventually.ValueAsync(() => WrongAsync(life, others, asked++), wrong => wrong is null, "AWS is what the objects say", RestDeadline, TimeSpan.FromMilliseconds(200));
        }
        catch (ExpectationException)
        {
            output.WriteLine($"SOAK_SEED={_seed}, after {after}; since the last rest:\n{string.Join('\n', life.Diary)}\n{string.Join('\n', _operator.Log.All.TakeLast(80))}");
            output.WriteLine(await _plane.KubectlAsync("get", "accountassignments,permissionsets,replicaregions,identitycenters", "--all-namespaces", "-o", "yaml"));
            throw;
        }

        _time.Turn(Speed);
        _wasDenied = false;
        life.Rest(_aws.Holdings());
        life.Diary.Clear();
        _aws.Server.Calls.Clear();
        _operator.Log.Clear();
        _rests.Add(Upkeep.Now(_operator.ToCluster.Connections, _ended));
        output.WriteLine($"after {after}: {_rests[^1]}");
    }

    // What others did is seen by a look at everything: a person who wants to know asks for one now and then.
    private async Task<string?> WrongAsync(Life life, Func<Task<string?>>[] others, int asked)
    {
        if (asked % 15 == 0)
            await _cluster.Instances.AnnotateAsync("default", "identitycenter.dev/reconcile-at", $"{Guid.NewGuid()}");
        if (life.Wrong(_aws.Holdings()) is { } wrong)
            return wrong;
        var ready = await _assignments.ReadyAsync();
        if (life.Whole().FirstOrDefault(name => !ready.GetValueOrDefault(name)) is { } waiting)
            return $"{waiting} is not Ready";
        if (ready.Keys.FirstOrDefault(name => life.Grants.All(grant => grant.Name != name)) is { } left)
            return $"{left} is not gone";
        foreach (var other in others)
        {
            if (await other() is { } otherwise)
                return otherwise;
        }

        return null;
    }
}
