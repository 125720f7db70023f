using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.LeaderElection;

/// <summary>
/// A Lease as it was read. Changes are made to the JSON itself, so that labels, annotations and fields of newer API versions stay as they are.
/// </summary>
internal sealed class LeaseRecord
{
    public static readonly ResourceDefinition Resource = new("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true);

    private readonly JsonObject _json;

    private LeaseRecord(JsonObject json) => _json = json;

    /// <summary>Who holds it; empty when nobody does.</summary>
    public string Holder => Text("holderIdentity") ?? "";

    /// <summary>How long the holder asks others to wait, by its own word.</summary>
    public TimeSpan? Duration => _json["spec"]?["leaseDurationSeconds"]?.GetValue<int>() is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What changes when the holder renews.</summary>
    public string Pulse => $"{Holder}|{Text("renewTime")}|{Text("acquireTime")}|{Duration}";

    /// <summary>Which Lease it is, for what is told of it.</summary>
    public ObjectMeta Metadata => new()
    {
        Namespace = Meta("namespace"),
        Name = Meta("name") ?? "",
        Uid = Meta("uid") ?? "",
        ResourceVersion = Meta("resourceVersion"),
    };

    private int Transitions => _json["spec"]?["leaseTransitions"]?.GetValue<int>() ?? 0;

    /// <exception cref="JsonException">The bytes are no Lease.</exception>
    public static LeaseRecord Read(ReadOnlyMemory<byte> json) =>
        new(JsonNode.Parse(json.Span) as JsonObject ?? throw new JsonException("the API server answered something else than a Lease"));

    public static ReadOnlyMemory<byte> First(LeaderElectionOptions options, DateTimeOffset now) => new LeaseRecord(new JsonObject
    {
        ["apiVersion"] = Resource.ApiVersion,
        ["kind"] = Resource.Kind,
        ["metadata"] = new JsonObject { ["name"] = options.Name, ["namespace"] = options.Namespace },
    }).HeldBy(options, now);

    /// <summary>The Lease as renewed, or as taken over.</summary>
    public ReadOnlyMemory<byte> HeldBy(LeaderElectionOptions options, DateTimeOffset now)
    {
        var isRenewal = Holder == options.Identity;
        return With(new JsonObject
        {
            ["holderIdentity"] = options.Identity,
            ["leaseDurationSeconds"] = (int)options.LeaseDuration.TotalSeconds,
            ["acquireTime"] = isRenewal ? Text("acquireTime") : MicroTime(now),
            ["renewTime"] = MicroTime(now),
            ["leaseTransitions"] = isRenewal || _json["spec"] is null ? Transitions : Transitions + 1,
        });
    }

    /// <summary>The Lease as given up: free at once.</summary>
    public ReadOnlyMemory<byte> Released(DateTimeOffset now) => With(new JsonObject
    {
        ["holderIdentity"] = "",
        ["leaseDurationSeconds"] = 1,
        ["acquireTime"] = MicroTime(now),
        ["renewTime"] = MicroTime(now),
    });

    private ReadOnlyMemory<byte> With(JsonObject fields)
    {
        var copy = (JsonObject)_json.DeepClone();
        if (copy["spec"] is not JsonObject spec)
            copy["spec"] = spec = [];
        foreach (var (name, value) in fields)
            spec[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(copy, LeaseJson.Default.JsonObject);
    }

    private string? Text(string field) => _json["spec"]?[field]?.GetValue<string>();

    private string? Meta(string field) => _json["metadata"]?[field]?.GetValue<string>();

    private static string MicroTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
