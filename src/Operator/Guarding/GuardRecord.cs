using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Keeps what the guard remembers in a ConfigMap beside the operator's Lease, so that neither a restart nor another leader begins anew, and nobody's deletion of an
/// object, a kind or all of them makes it forget. People read the same in <c>status.guard</c> (<see cref="GuardReport"/>).
/// </summary>
internal sealed class GuardRecord(IKubernetesClient client, WriteFence fence, OperatorNamespace home)
{
    /// <summary>Name of the ConfigMap.</summary>
    public const string Name = "identity-center-operator-guard";

    private const string Field = "guard";

    private readonly OwnConfigMap _memory = new(client, fence, home, Name);

    // What stands there, as far as this process knows.
    private string _kept = Text(new());

    /// <summary>
    /// What was kept; an empty state where nothing was. From the API server itself: the leader before may have written a moment ago. Plans that waited are not taken over:
    /// their objects bring them again, if they still have them.
    /// </summary>
    /// <exception cref="JsonException">Somebody has written something else there.</exception>
    public async Task<GuardState> ReadAsync(CancellationToken cancellationToken)
    {
        var told = await ToldAsync(cancellationToken);
        if (await _memory.ReadAsync(cancellationToken) is not { } body)
            return Reported(told);
        (_kept, var kept) = Kept(body, OwnPlan(told));
        return kept;
    }

    /// <summary>Keeps the state. A state that says nothing new costs no call.</summary>
    /// <exception cref="StatusNotWrittenException">The API server refused or could not be reached.</exception>
    public async Task WriteAsync(GuardState state, CancellationToken cancellationToken)
    {
        var text = Text(state);
        if (text == _kept)
            return;
        await PutAsync(text, cancellationToken);
        _kept = text;
    }

    /// <summary>Keeps the state anew where somebody has deleted what was kept.</summary>
    /// <exception cref="StatusNotWrittenException">The API server refused or could not be reached.</exception>
    public async Task RestoreAsync(GuardState state, CancellationToken cancellationToken)
    {
        if (await _memory.ReadAsync(cancellationToken) is not null)
            return;
        _kept = Text(new());
        await WriteAsync(state, cancellationToken);
    }

    private static string Text(GuardState state) => JsonSerializer.Serialize(GuardMapping.ToStored(state), EntitiesJson.Default.GuardStatus);

    private async Task PutAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _memory.WriteAsync(Field, text, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeadershipLostException))
        {
            throw new StatusNotWrittenException(string.Create(CultureInfo.InvariantCulture, $"What the deletion guard counts could not be written to ConfigMap {_memory.Key}: {e.Message}"), e);
        }
    }

    private (string Text, GuardState State) Kept(ReadOnlyMemory<byte> body, string? ownPlan)
    {
        try
        {
            return (string?)JsonNode.Parse(body.Span)?["data"]?[Field] is { } text && JsonSerializer.Deserialize(text, EntitiesJson.Default.GuardStatus) is { } kept
                ? (text, GuardMapping.FromStored(kept, ownPlan))
                : (Text(new()), new());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new JsonException($"ConfigMap {_memory.Key} holds something else than what the deletion guard keeps there: {e.Message} Nothing is revoked or deleted until it is corrected. Without it, counting begins anew.", e);
        }
    }

    // The status that people read, and approve by. The rest of the object may be such that nobody can read it.
    private async Task<JsonNode?> ToldAsync(CancellationToken cancellationToken) =>
        await client.GetAsync((ResourceDefinition)Entities.IdentityCenter.Definition, ReportingInstance.Declared, cancellationToken) is { } body
            ? JsonNode.Parse(body.Span, documentOptions: JsonDepth.AnyDocument)?["status"]
            : null;

    // Where it was kept before there was a ConfigMap.
    private static GuardState Reported(JsonNode? told) =>
        told?["guard"]?.Deserialize(EntitiesJson.Default.GuardStatus) is { } status ? GuardMapping.FromStored(status, OwnPlan(told)) : new();

    // The plan of IdentityCenter itself that is shown as held back.
    private static string? OwnPlan(JsonNode? told) => (string?)told?["plan"]?["hash"];
}
