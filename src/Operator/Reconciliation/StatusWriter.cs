using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Writes the status of one kind by server-side apply, and only when it says something new. The operator is the only writer of a status, so what it wrote last is
/// the truth even while the store of resources has not seen it yet: <see cref="Latest"/> bridges that moment. Objects within a status must be atomic: API servers
/// before 1.21 leave null where apply removes the last field of one, and the schema then refuses the status.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <typeparam name="TStatus">Its status.</typeparam>
internal sealed class StatusWriter<TEntity, TStatus>(
    IKubernetesClient client, WriteFence fence, ResourceDefinition<TEntity> resource, JsonTypeInfo<TStatus> json, Func<TEntity, TStatus?> statusOf)
    where TEntity : class, IKubernetesObject
    where TStatus : class
{
    /// <summary>Field manager of all status writes.</summary>
    public const string FieldManager = "identity-center-operator";

    private readonly ConcurrentDictionary<string, Written> written = new(StringComparer.Ordinal);

    // Objects whose last write failed without a decision of the server: it may stand all the same.
    private readonly ConcurrentDictionary<string, bool> doubted = new(StringComparer.Ordinal);

    /// <summary>The status that stands in the API server, also when the store is a moment behind.</summary>
    public TStatus? Latest(TEntity entity)
    {
        if (!written.TryGetValue(entity.Metadata.Uid, out var mine))
        {
            return statusOf(entity);
        }

        if (!Caught(entity.Metadata.ResourceVersion, mine.ResourceVersion))
        {
            return mine.Status;
        }

        written.TryRemove(new(entity.Metadata.Uid, mine));
        return statusOf(entity);
    }

    /// <summary>
    /// Writes the status if it differs from the one that stands; <paramref name="ignoring"/> names top-level properties whose change alone is not worth a write.
    /// An object that is gone meanwhile needs none.
    /// </summary>
    /// <returns>False when the object is gone: nothing must be made for it any more.</returns>
    /// <exception cref="StatusNotWrittenException">The API server refused or could not be reached, or an earlier write that seemed to have failed stands after all: what
    /// is to be written was derived from an older status then, and has to be derived again.</exception>
    public async Task<bool> WriteAsync(TEntity entity, TStatus status, CancellationToken cancellationToken, params string[] ignoring)
    {
        var next = Node(status);
        if (doubted.ContainsKey(entity.Metadata.Uid) && !await IsLatestAsync(entity, cancellationToken))
            throw new StatusNotWrittenException($"An earlier status of {resource.Kind} {entity.Metadata.Key}, whose write got no answer, stands after all; it is started from that.");
        if (Latest(entity) is { } standing && Same(Node(standing), next, ignoring))
            return true;
        // The uid keeps the write from landing on a successor of the same name.
        if (await ApplyAsync(entity.Metadata, next, cancellationToken) is not { } version)
        {
            Forget(entity.Metadata.Uid);
            return false;
        }

        written[entity.Metadata.Uid] = new(status, version);
        return true;
    }

    /// <summary>
    /// Says in the conditions of an object that it cannot be read, and leaves the rest of its status as it is stored but for a plan, which nobody can carry out. Yields why the API server does not take even
    /// that, null when it does: before Kubernetes 1.30 a schema that got stricter forbids every write to an object that does not fit it, and no other try changes that.
    /// </summary>
    /// <exception cref="StatusNotWrittenException">The API server refused for another reason or could not be reached.</exception>
    public async Task<string?> RejectAsync(UndecodableObject entity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What stands may be newer than what was found: another one by now, or mended. The store will say so.
        if (await client.GetAsync(resource, entity.Metadata.Key, cancellationToken) is not { } body || Unreadable(body, entity.Metadata.Uid) is not { } latest)
            return null;
        var standing = JsonNode.Parse(body.Span, documentOptions: JsonDepth.AnyDocument)?["status"] as JsonObject ?? [];
        var conditions = Conditions.From(
            new Outcome.Stalled(Reason.InvalidSpec, StatusMessages.CannotBeRead(latest)), null, [.. latest.Conditions.Select(ConditionMapping.FromStored)], latest.Metadata.Generation, now);
        var next = (JsonObject)standing.DeepClone();
        next["observedGeneration"] = latest.Metadata.Generation;
        next.Remove("plan");
        next["conditions"] = new JsonArray([.. conditions.Select(condition =>
            JsonSerializer.SerializeToNode(ConditionMapping.ToStored(condition), StatusJson.Default.Condition))]);
        try
        {
            if (!JsonNode.DeepEquals(standing, next))
                await ApplyAsync(entity.Metadata, next, cancellationToken);
            return null;
        }
        catch (StatusNotWrittenException e) when (e.InnerException is KubernetesException { Code: HttpStatusCode.UnprocessableEntity } refusal)
        {
            return refusal.Message;
        }
    }

    private UndecodableObject? Unreadable(ReadOnlyMemory<byte> body, string uid)
    {
        var stored = StoredObjectReader.Read(body, resource);
        return stored.Uid == uid && !stored.TryDecode(out _, out var problem) ? problem : null;
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid)
    {
        written.TryRemove(uid, out _);
        doubted.TryRemove(uid, out _);
    }

    // Asks the API server whether what this process takes for the latest status is, and takes what it says for the latest.
    private async Task<bool> IsLatestAsync(TEntity entity, CancellationToken cancellationToken)
    {
        var uid = entity.Metadata.Uid;
        var stored = await StoredAsync(entity.Metadata, cancellationToken) is { } body ? Read(body) : null;
        var isLatest = stored is null || stored.Metadata.Uid != uid || JsonNode.DeepEquals(Node(Latest(entity)), Node(statusOf(stored)));
        if (!isLatest && statusOf(stored!) is { } status)
            written[uid] = new(status, stored!.Metadata.ResourceVersion ?? "");
        doubted.TryRemove(uid, out _);
        return isLatest;
    }

    // Null for one that has become unreadable: the store will say so.
    private TEntity? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, resource.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Resource versions are numbers in every API server there is; one that does not parse counts as seen, so that the store is believed.
    private static bool Caught(string? store, string mine) =>
        !ulong.TryParse(store, out var seen) || !ulong.TryParse(mine, out var wrote) || seen >= wrote;

    private static bool Same(JsonObject standing, JsonObject next, string[] ignoring)
    {
        var (a, b) = (standing.DeepClone().AsObject(), next.DeepClone().AsObject());
        foreach (var field in ignoring.Select(JsonNamingPolicy.CamelCase.ConvertName))
        {
            a.Remove(field);
            b.Remove(field);
        }

        return JsonNode.DeepEquals(a, b);
    }

    private static string ResourceVersion(ReadOnlyMemory<byte> stored)
    {
        using var document = JsonDocument.Parse(stored, JsonDepth.AnyDocument);
        return document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? "";
    }

    private JsonObject Node(TStatus? status) => status is null ? [] : JsonSerializer.SerializeToNode(status, json)!.AsObject();

    // The new resource version; null when the object is gone, or another one of its name is there.
    private async Task<string?> ApplyAsync(ObjectMeta metadata, JsonObject status, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        try
        {
            return ResourceVersion(await client.PatchAsync(resource, metadata.Key, new Patch.Apply(Body(metadata, status), FieldManager), "status", cancellationToken));
        }
        catch (Exception e)
        {
            if (e is not KubernetesException { Code: < HttpStatusCode.InternalServerError })
                doubted[metadata.Uid] = true;
            if (e is OperationCanceledException)
                throw;
            if (e is KubernetesException { Code: HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity } && !await ExistsAsync(metadata, cancellationToken))
                return null;
            throw NotWritten(metadata, e);
        }
    }

    // Who asks here is about to write: that nobody answers belongs to the write, and is not to be taken for AWS's silence.
    private async Task<ReadOnlyMemory<byte>?> StoredAsync(ObjectMeta metadata, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync((ResourceDefinition)resource, metadata.Key, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw NotWritten(metadata, e);
        }
    }

    private StatusNotWrittenException NotWritten(ObjectMeta metadata, Exception e) => new($"The status of {resource.Kind} {metadata.Key} could not be written: {e.Message}", e);

    private async Task<bool> ExistsAsync(ObjectMeta metadata, CancellationToken cancellationToken)
    {
        if (await StoredAsync(metadata, cancellationToken) is not { } body)
            return false;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return document.RootElement.GetProperty("metadata").GetProperty("uid").ValueEquals(metadata.Uid);
    }

    private byte[] Body(ObjectMeta metadata, JsonObject status)
    {
        var identity = new JsonObject { ["name"] = metadata.Name, ["uid"] = metadata.Uid };
        if (metadata.Namespace is { } ns)
            identity["namespace"] = ns;
        var body = new JsonObject { ["apiVersion"] = resource.ApiVersion, ["kind"] = resource.Kind, ["metadata"] = identity, ["status"] = status.DeepClone() };
        return JsonSerializer.SerializeToUtf8Bytes(body, StatusJson.Default.JsonObject);
    }

    private sealed record Written(TStatus Status, string ResourceVersion);
}

/// <summary>A status could not be written; the reconcile is made again.</summary>
internal sealed class StatusNotWrittenException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>JSON of what is written into a status by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Condition))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class StatusJson : JsonSerializerContext;
