using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments.Year;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Faults;

/// <summary>An organization with something of everybody's in it, and the operator between it and a cluster, with fronts on both sides that fail on command.</summary>
internal sealed class FaultWorld : ISides, IAsyncDisposable
{
    /// <summary>A permission set that no object manages, which objects assign.</summary>
    public const string Access = "Access";

    /// <summary>A permission set that is nobody's business.</summary>
    public const string Legacy = "Legacy";

    /// <summary>How often the real clock's time passes for the operator.</summary>
    public const double Speed = 30;

    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly MeterListener _meter = new();
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);

    private FaultWorld(Cluster cluster, Aws aws, ApiServerFront front, History history)
    {
        (Cluster, Aws, Front, History) = (cluster, aws, front, history);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "rest_client_requests_total")
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((_, count, tags, _) => Count(count, tags));
    }

    public Cluster Cluster { get; }

    public Aws Aws { get; }

    public ApiServerFront Front { get; }

    public History History { get; }

    public TurnableClock Time { get; } = new(Speed);

    public RunningOperator Operator { get; private set; } = null!;

    /// <summary>Begins with an empty cluster and an operator that has looked around.</summary>
    public static async Task<FaultWorld> BeginAsync(Cluster cluster, Seed? seed = null, TimeSpan? sweepInterval = null)
    {
        await cluster.CleanAsync();
        var world = new FaultWorld(
            cluster, await Aws.StartAsync(seed ?? Seed, new Random(20261122), Patience), await ApiServerFront.StartAsync(cluster.Plane), await History.BeginAsync(cluster.Plane.Admin));
        world._meter.Start();
        world.Operator = await RunningOperator.StartAsync(cluster, world.Aws, world.Time, sweepInterval ?? TimeSpan.FromSeconds(20), apiPort: world.Front.Port);
        return world;
    }

    /// <summary>The organization: Regions and attributes can be had, Legacy is assigned, and somebody holds Access by hand.</summary>
    public static Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Instance = seed.Instance! with { EncryptionKey = Key, Regions = ["eu-north-1", "eu-west-2"] },
                Keys = [new() { Arn = Key, Replicas = ["eu-west-1", "eu-west-2", "eu-north-1"] }],
                PermissionSets = [new() { Name = Access }, new() { Name = Legacy, ManagedPolicies = ["AdministratorAccess"], Tags = new Dictionary<string, string> { ["team"] = "root" } }],
                Assignments =
                [
                    new() { PermissionSet = Legacy, Group = "Data", Accounts = [Organization.Accounts[0], Organization.Accounts[1]] },
                    new() { PermissionSet = Access, Group = "Web", Accounts = [Organization.Accounts[5]] },
                ],
                Behaviour = seed.Behaviour with { RegionLatency = TimeSpan.FromMilliseconds(100), InstanceLatency = TimeSpan.FromMilliseconds(20) },
            };
        }
    }

    private JsonNode State => JsonNode.Parse(Aws.Server.Save())!;

    /// <summary>Who holds a set where: account, a space, the principal's id.</summary>
    public HashSet<string> Held(string set) => [.. Aws.Holdings().Where(holding => holding.Set == set).Select(holding => $"{holding.Account} {holding.Holder.Split(' ')[1]}")];

    /// <summary>Grants of a set that somebody asked for and AWS made, in the same form.</summary>
    public IReadOnlyList<string> Granted(string set)
    {
        var arn = Aws.SetArn(set);
        return
        [
            .. State["operations"]!["all"]!.AsArray()
                .Where(operation => (string?)operation!["permissionSetArn"] == arn && $"{operation["kind"]}" == "CreateAssignment" && $"{operation["status"]}" == "SUCCEEDED")
                .Select(operation => $"{operation!["accountId"]} {PrincipalId(operation["principal"]!)}"),
        ];
    }

    /// <summary>All that no object speaks of, as text to be compared.</summary>
    public string Foreign
    {
        get
        {
            var instance = State["instances"]![Organization.InstanceArn]!;
            var legacy = instance["permissionSets"]!.AsObject().Single(set => (string?)set.Value!["name"] == Legacy);
            var access = instance["permissionSets"]!.AsObject().Single(set => (string?)set.Value!["name"] == Access);
            return $"{legacy} {access.Value!["tags"]} {string.Join(", ", Held(Legacy).Order(StringComparer.Ordinal))} {State["identityStores"]}";
        }
    }

    /// <summary>The operator's writes since a mark.</summary>
    public IReadOnlyList<Write> WritesSince(long mark) => [.. Aws.Server.Calls.Since(mark).Where(call => call is { IsWrite: true, AccessKeyId: "AKIAOPERATOR" }).Select(call => new Write(call))];

    /// <summary>Answers of this status that the operator had from the API server.</summary>
    public long Answers(int status) => _answers.GetValueOrDefault($"127.0.0.1:{Operator.ToCluster.Port} {status}");

    public async ValueTask DisposeAsync()
    {
        Front.Refuse(null);
        Front.FallBehind(0);
        Operator.ToCluster.Resume();
        await Operator.DisposeAsync();
        await Cluster.CleanAsync();
        await History.CompleteAsync();
        await History.DisposeAsync();
        await Front.DisposeAsync();
        await Aws.DisposeAsync();
        _meter.Dispose();
    }

    private void Count(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (host, code) = ("", "");
        foreach (var tag in tags)
            (host, code) = tag.Key switch { "host" => ($"{tag.Value}", code), "code" => (host, $"{tag.Value}"), _ => (host, code) };
        _answers.AddOrUpdate($"{host} {code}", count, (_, before) => before + count);
    }

    private static string PrincipalId(JsonNode principal) => principal is JsonValue text ? ((string)text!).Split(' ')[1] : (string)principal["id"]!;
}
