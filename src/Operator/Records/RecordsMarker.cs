using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Remembers in a ConfigMap beside the operator's Lease that ledgers were taken over out of statuses: what appears in one afterwards is nobody's record.
/// </summary>
internal sealed class RecordsMarker(IKubernetesClient client, WriteFence fence, OperatorNamespace home)
{
    /// <summary>Name of the ConfigMap.</summary>
    public const string Name = "identity-center-operator-records";

    private const string Field = "since";

    private static readonly ResourceDefinition ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);

    private readonly ObjectKey _key = new(home.Name, Name);

    /// <summary>Whether ledgers were taken over. From the API server itself: the leader before may have written a moment ago.</summary>
    public async Task<bool> IsSetAsync(CancellationToken cancellationToken)
    {
        if (await client.GetAsync(ConfigMaps, _key, cancellationToken) is not { } body)
            return false;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object && data.TryGetProperty(Field, out _);
    }

    /// <summary>Remembers it from now on, or no more.</summary>
    /// <param name="since">When; null to forget it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KubernetesException">The API server refused.</exception>
    public async Task SetAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        var data = new JsonObject { ["data"] = new JsonObject { [Field] = since?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) } };
        if (!await TryPatchAsync(data, cancellationToken) && since is not null && !await TryCreateAsync(data, cancellationToken))
            await TryPatchAsync(data, cancellationToken);
    }

    // False when there is none; what else answers so, such as a namespace that is missing, the creation tells.
    private async Task<bool> TryPatchAsync(JsonObject data, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync(ConfigMaps, _key, new Patch.Merge(Utf8(data)), cancellationToken: cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // False when somebody else was first.
    private async Task<bool> TryCreateAsync(JsonObject data, CancellationToken cancellationToken)
    {
        var whole = (JsonObject)data.DeepClone();
        (whole["apiVersion"], whole["kind"]) = (ConfigMaps.ApiVersion, ConfigMaps.Kind);
        whole["metadata"] = new JsonObject { ["name"] = Name, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "identity-center-operator" } };
        try
        {
            await client.CreateAsync(ConfigMaps, home.Name, Utf8(whole), cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private static byte[] Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, StatusJson.Default.JsonObject);
}
