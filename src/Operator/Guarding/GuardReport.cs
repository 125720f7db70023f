using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Tells people in <c>status.guard</c> of IdentityCenter what the guard counts and holds back. A field manager of its own: the other fields of that status are written by
/// others, at other times.
/// </summary>
internal sealed class GuardReport(IKubernetesClient client, WriteFence fence, ObjectStore<Entities.IdentityCenter> store)
{
    /// <summary>Field manager of <c>status.guard</c>.</summary>
    public const string FieldManager = "identity-center-operator-guard";

    /// <summary>Tells what is about to be taken away: where nobody can read of it, as when somebody has deleted the kind with all that says how to guard, nothing is.</summary>
    /// <exception cref="StatusNotWrittenException">There is no object to tell it in, or the API server refused, or could not be reached.</exception>
    public async Task WriteBeforeAsync(GuardState state, GuardShares shares, CancellationToken cancellationToken)
    {
        try
        {
            if (!await TryWriteAsync(state, shares, cancellationToken))
                throw new StatusNotWrittenException("There is no IdentityCenter in whose status the deletion guard could tell what it lets through; nothing is revoked or deleted until there is.");
        }
        catch (Exception e) when (e is not OperationCanceledException and not StatusNotWrittenException)
        {
            throw new StatusNotWrittenException($"What the deletion guard lets through could not be told in the status of IdentityCenter: {e.Message}", e);
        }
    }

    /// <summary>
    /// Tells it, unless it is told already. Where the store is a moment behind, the change that it has not seen yet calls again. Without an object there is nobody to tell.
    /// </summary>
    public Task WriteAsync(GuardState state, GuardShares shares, CancellationToken cancellationToken) => TryWriteAsync(state, shares, cancellationToken);

    // False when there is no object.
    private async Task<bool> TryWriteAsync(GuardState state, GuardShares shares, CancellationToken cancellationToken)
    {
        if (ReportingInstance.In(store) is not { } instance)
            return false;
        var (before, told) = (Told(instance), JsonSerializer.SerializeToNode(GuardMapping.ToTold(state, shares), EntitiesJson.Default.GuardStatus));
        if (JsonNode.DeepEquals(before, told) || (before is null && state is { IsEmpty: true, LastApproval: null }))
            return true;
        fence.EnsureHeld();
        try
        {
            await client.PatchAsync(Entities.IdentityCenter.Definition, instance.Key, new Patch.Apply(Body(instance, told), FieldManager), "status", cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It is gone, or another one of its name is there, which the store will say.
            return false;
        }
    }

    // The rest of the object may be such that nobody can read it.
    private static JsonNode? Told(StoredObject<Entities.IdentityCenter> instance) =>
        JsonNode.Parse(instance.Json.Span, documentOptions: JsonDepth.AnyDocument)?["status"]?["guard"] is JsonObject guard
            ? JsonSerializer.SerializeToNode(guard.Deserialize(EntitiesJson.Default.GuardStatus), EntitiesJson.Default.GuardStatus)
            : null;

    // The uid keeps it from landing on a successor of the same name.
    private static byte[] Body(StoredObject<Entities.IdentityCenter> instance, JsonNode? guard) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["apiVersion"] = Entities.IdentityCenter.Definition.ApiVersion,
            ["kind"] = Entities.IdentityCenter.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = instance.Key.Name, ["uid"] = instance.Uid },
            ["status"] = new JsonObject { ["guard"] = guard },
        },
        StatusJson.Default.JsonObject);
}
