using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Remembers in <c>status.recordsSince</c> of <c>IdentityCenter/default</c> that ledgers were taken over out of statuses: what appears in one afterwards is nobody's record. A field
/// manager of its own: the other fields of that status are written by others, at other times.
/// </summary>
internal sealed class RecordsMarker(IKubernetesClient client, WriteFence fence, DefaultIdentityCenter instance)
{
    /// <summary>Field manager of <c>status.recordsSince</c>.</summary>
    public const string FieldManager = "identity-center-operator-records";

    private static readonly ObjectKey Key = new(null, Entities.IdentityCenter.DefaultName);

    /// <summary>Whether ledgers were taken over. From the API server itself: a store may lack what the leader before wrote last.</summary>
    public async Task<bool> IsSetAsync(CancellationToken cancellationToken)
    {
        if (await client.GetAsync((ResourceDefinition)Entities.IdentityCenter.Definition, Key, cancellationToken) is not { } body)
            return false;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Object
            && status.TryGetProperty("recordsSince", out var since) && since.ValueKind is JsonValueKind.String;
    }

    /// <summary>Remembers it from now on, or no more.</summary>
    /// <param name="since">When; null to forget it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task SetAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        try
        {
            await ApplyAsync(since, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound)
        {
            await instance.CreateAsync(cancellationToken);
            await ApplyAsync(since, cancellationToken);
        }
    }

    private async Task ApplyAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = Entities.IdentityCenter.Definition.ApiVersion,
            ["kind"] = Entities.IdentityCenter.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = Key.Name },
            ["status"] = new JsonObject(since is { } time ? [new("recordsSince", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))] : []),
        };
        await client.PatchAsync(
            Entities.IdentityCenter.Definition, Key, new Patch.Apply(JsonSerializer.SerializeToUtf8Bytes(body, StatusJson.Default.JsonObject), FieldManager), "status", cancellationToken);
    }
}
