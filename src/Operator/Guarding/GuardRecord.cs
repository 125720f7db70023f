using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Keeps what the guard remembers in <c>status.guard</c> of <c>IdentityCenter/default</c>, so that neither a restart nor another leader begins anew. A field manager
/// of its own: the other fields of that status are written by others, at other times.
/// </summary>
internal sealed class GuardRecord(IKubernetesClient client, WriteFence fence, DefaultIdentityCenter instance)
{
    /// <summary>Field manager of <c>status.guard</c>.</summary>
    public const string FieldManager = "identity-center-operator-guard";

    private static readonly ObjectKey Key = new(null, Entities.IdentityCenter.DefaultName);

    /// <summary>
    /// What was kept; an empty state where nothing was. From the API server itself, since a store may lack what the leader before wrote last. And whether it tells of
    /// plans that wait, which are not taken over: their objects bring them again, if they still have them.
    /// </summary>
    public async Task<(GuardState State, bool TellsOfPlans)> ReadAsync(CancellationToken cancellationToken)
    {
        if (await client.GetAsync((ResourceDefinition)Entities.IdentityCenter.Definition, Key, cancellationToken) is not { } body)
            return (new(), false);
        // The rest of the object may be such that nobody can read it, which must not cost the window.
        var status = JsonNode.Parse(body.Span, documentOptions: JsonDepth.AnyDocument)?["status"];
        return status?["guard"]?.Deserialize(EntitiesJson.Default.GuardStatus) is { } kept
            ? (GuardMapping.FromStored(kept, (string?)status["plan"]?["hash"]), kept.Blocked is not null)
            : (new(), false);
    }

    /// <summary>Keeps the state. An object that is absent is created first.</summary>
    /// <exception cref="StatusNotWrittenException">The API server refused or could not be reached.</exception>
    public async Task WriteAsync(GuardState state, GuardShares shares, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        var stored = GuardMapping.ToStored(state, shares);
        try
        {
            await ApplyAsync(stored, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound)
        {
            await instance.CreateAsync(cancellationToken);
            await ApplyAsync(stored, cancellationToken);
        }
    }

    private async Task ApplyAsync(GuardStatus status, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = Entities.IdentityCenter.Definition.ApiVersion,
            ["kind"] = Entities.IdentityCenter.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = Key.Name },
            ["status"] = new JsonObject { ["guard"] = JsonSerializer.SerializeToNode(status, EntitiesJson.Default.GuardStatus) },
        };
        try
        {
            await client.PatchAsync(
                Entities.IdentityCenter.Definition, Key, new Patch.Apply(JsonSerializer.SerializeToUtf8Bytes(body, StatusJson.Default.JsonObject), FieldManager), "status", cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException and not KubernetesException { Code: HttpStatusCode.NotFound })
        {
            throw new StatusNotWrittenException(string.Create(CultureInfo.InvariantCulture, $"What the deletion guard counts could not be written to IdentityCenter {Key.Name}: {e.Message}"), e);
        }
    }
}
