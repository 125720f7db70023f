using System.Text.Json.Nodes;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>A cluster and an Identity Center, and one operator after another between them.</summary>
internal sealed class World(Cluster cluster, Aws aws, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Name of the one IdentityCenter.</summary>
    public const string Default = "default";

    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Deadline = Eventually.DefaultDeadline * 1.5;

    private readonly List<MortalOperator> _operators = [];
    private readonly List<Task> _ends = [];
    private readonly Dictionary<string, string> _names = [];

    public Cluster Cluster => cluster;

    public Aws Aws => aws;

    public MortalOperator Operator => _operators[^1];

    /// <summary>What the operator of the moment has logged.</summary>
    public string Log => _operators is [.., var last] ? string.Join('\n', last.Log.All) : "no operator runs";

    /// <summary>Everything as at the beginning, and no operator.</summary>
    public async Task BeginAnewAsync()
    {
        await EndAsync();
        await cluster.CleanAsync();
        aws.Server.Reset();
        aws.Server.Behaviour = CrashSeed.Seed().Behaviour;
        _names.Clear();
    }

    public async Task StartOperatorAsync() => _operators.Add(await MortalOperator.StartAsync(cluster, aws, time));

    /// <summary>Waits until the operator has looked at everything, all objects are as they say that they shall be, and nothing is written any more.</summary>
    public Task SettledAsync() => SettledAsync(orElse: () => false);

    /// <summary>The same, or until something else is the case.</summary>
    public Task SettledAsync(Func<bool> orElse) => Eventually.ValueAsync(
        async () => orElse() ? null : await UnsettledAsync() ?? (Operator.Fate.Quiet < Calm ? "something was written a moment ago" : null), why => why is null, "all has settled", Deadline);

    /// <summary>Waits until AWS and the objects are as in a picture and the operator rests, or until something else is the case.</summary>
    public Task ComesToAsync(string picture, Func<bool> orElse) => Eventually.ValueAsync(
        async () => orElse() ? null : !Operator.HasLooked || !Operator.IsIdle ? "the operator is at work" : Difference(picture, await PictureAsync()),
        difference => difference is null,
        "the end is the same",
        Deadline);

    /// <summary>All that AWS and the objects say at the end.</summary>
    public async Task<string> PictureAsync()
    {
        var (objects, saved) = (await ObjectsAsync(), aws.Server.Save());
        var records = await RecordsAsync();
        return string.Join('\n', [Picture.OfAws(saved, _names), .. objects.Select(seen => Picture.Of(seen, _names)), .. records.Select(record => Picture.OfRecord(record, _names)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>All that AWS has.</summary>
    public async Task<string> AwsPictureAsync()
    {
        await ObjectsAsync();
        return Picture.OfAws(aws.Server.Save(), _names);
    }

    /// <summary>Waits until AWS is as in a picture.</summary>
    public Task AwsComesToAsync(string picture) =>
        Eventually.ValueAsync(async () => Difference(picture, await AwsPictureAsync()), difference => difference is null, "AWS is the same", Deadline);

    /// <summary>Waits until the operator has said of an object's present spec what it makes of it, and rests.</summary>
    public Task AnsweredAsync(Objects objects, string name) => Eventually.ValueAsync(
        () => objects.GetAsync(name),
        seen => seen.Reason is not null and not "Progressing" && Operator.IsIdle && Operator.Fate.Quiet >= Calm,
        "the operator has answered",
        Deadline);

    /// <summary>What of AWS is somebody else's.</summary>
    public string Foreign()
    {
        var instance = JsonNode.Parse(aws.Server.Save())!["instances"]![Organization.InstanceArn]!;
        var (id, set) = instance["permissionSets"]!.AsObject().Single(set => (string)set.Value!["name"]! == CrashSeed.ForeignSet);
        var rows = instance["assignmentRows"]!.AsArray().Select(row => (string)row!).Where(row => row.Contains(id, StringComparison.Ordinal) || row.Contains(Organization.Audit, StringComparison.Ordinal));
        var region = instance["regions"]!.AsArray().Single(region => (string)region!["name"]! == CrashSeed.ForeignRegion);
        return string.Join('\n', [set!.ToJsonString(), .. rows, region!.ToJsonString()]);
    }

    /// <summary>The operators' writes to AWS that took effect since a mark, without ids, in no particular order.</summary>
    public IReadOnlyList<string> EffectsSince(long mark) =>
    [
        .. aws.Server.Calls.Since(mark).Where(call => call is { AccessKeyId: "AKIAOPERATOR", IsWrite: true, Outcome: "OK" })
            .Select(call => $"{call.Operation} {Picture.Plain(call.Body, _names)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Lets the operator end, without waiting for it: it reaches nobody any more.</summary>
    public void Bury()
    {
        _ends.Add(_operators[^1].DisposeAsync().AsTask());
        _operators.RemoveAt(_operators.Count - 1);
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    // Null when there is none.
    private static string? Difference(string expected, string seen)
    {
        var (before, after) = (expected.Split('\n'), seen.Split('\n'));
        return expected == seen ? null : $"missing:\n{string.Join('\n', before.Except(after))}\ntoo much:\n{string.Join('\n', after.Except(before))}";
    }

    private async Task EndAsync()
    {
        while (_operators.Count > 0)
        {
            Operator.Fate.Die();
            Bury();
        }

        await Task.WhenAll(_ends);
        _ends.Clear();
    }

    // Null when all objects are Ready for their present spec, and none is being deleted.
    private async Task<string?> UnsettledAsync()
    {
        if (!Operator.HasLooked || !Operator.IsIdle)
            return "the operator is at work";
        var objects = await ObjectsAsync();
        return objects.FirstOrDefault(seen => !seen.IsReady || seen.Json["metadata"]!["deletionTimestamp"] is not null) is { } open ? $"{open}"
            : objects.All(seen => seen.Name != Default) ? "there is no IdentityCenter" : null;
    }

    // Also those whose objects are gone, and tell of them.
    private async Task<IReadOnlyList<Seen>> RecordsAsync()
    {
        var records = await cluster.Records.ListAsync();
        foreach (var record in records)
            _names.TryAdd(record.Name, $"uid of {record.Json["spec"]!["owner"]!["name"]}");
        return records;
    }

    private async Task<IReadOnlyList<Seen>> ObjectsAsync()
    {
        IReadOnlyList<Seen> objects = [.. await cluster.AllAsync(), .. await cluster.Instances.ListAsync()];
        foreach (var seen in objects)
            _names[seen.Uid] = $"uid of {seen.Name}";
        // Also of those that are gone soon: calls name them.
        foreach (var (id, name) in Picture.SetNames(aws.Server.Save()))
            _names[id] = name;
        return objects;
    }
}
