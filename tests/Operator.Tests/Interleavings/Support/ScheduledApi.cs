using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Operator.Tests.Interleavings.Scheduling;

namespace Operator.Tests.Interleavings.Support;

/// <summary>What becomes of a write.</summary>
internal enum ApiFault
{
    /// <summary>What it asks for.</summary>
    None,

    /// <summary>Nothing: the API server answers 500.</summary>
    Refused,

    /// <summary>What it asks for, but no answer comes.</summary>
    Unanswered,
}

/// <summary>The API server: each call is carried out in the server's turn, and its answer taken in the caller's.</summary>
internal sealed class ScheduledApi(Schedule schedule) : IKubernetesClient
{
    private readonly Dictionary<(string Kind, ObjectKey Key), JsonObject> _objects = [];
    private readonly Lane _lane = schedule.Lane("API server");
    private long _version;

    /// <summary>Raised after an object of a kind changed, with what it is now; null when it went.</summary>
    public event Action<string, ObjectKey, JsonObject?>? Changed;

    /// <summary>What becomes of a write to a kind, or a part of it.</summary>
    public Func<string, string?, ApiFault> Faults { get; set; } = (_, _) => ApiFault.None;

    /// <summary>An object; null for none.</summary>
    public JsonObject? Find(string kind, ObjectKey key) => _objects.GetValueOrDefault((kind, key));

    /// <summary>All of a kind, as they are stored.</summary>
    public List<ReadOnlyMemory<byte>> All(string kind) => [.. _objects.Where(one => one.Key.Kind == kind).Select(one => Bytes(one.Value))];

    /// <summary>Somebody creates an object.</summary>
    public void Create(ObjectKey key, JsonObject json)
    {
        json["metadata"]!["generation"] = 1L;
        json["metadata"]!["uid"] = $"uid-{++_version}";
        Put((string)json["kind"]!, key, json);
    }

    /// <summary>Somebody edits the spec of an object, or its metadata; null where it is gone.</summary>
    public void Edit(string kind, ObjectKey key, Action<JsonObject> edit)
    {
        if (Find(kind, key)?.DeepClone().AsObject() is not { } json)
            return;
        var before = json["spec"]?.ToJsonString();
        edit(json);
        if (before != json["spec"]?.ToJsonString())
            Grow(json);
        if (json["metadata"] is { } metadata && metadata["deletionTimestamp"] is not null && metadata["finalizers"] is not JsonArray { Count: > 0 })
            Remove(kind, key);
        else
            Put(kind, key, json);
    }

    /// <summary>Somebody deletes an object, which goes when nothing holds it.</summary>
    public void Delete(string kind, ObjectKey key) => Edit(kind, key, json =>
    {
        if (json["metadata"]!["deletionTimestamp"] is not null)
            return;
        json["metadata"]!["deletionTimestamp"] = "2026-12-01T00:00:00Z";
        Grow(json);
    });

    /// <summary>The operator takes its finalizer off.</summary>
    public Task ReleaseAsync(string kind, ObjectKey key, string uid) => CallAsync(kind, "finalizers", () =>
    {
        if ((string?)Find(kind, key)?["metadata"]?["uid"] == uid)
            Edit(kind, key, json => json["metadata"]!["finalizers"] = new JsonArray());
        return true;
    }, CancellationToken.None);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        _lane.Do<ReadOnlyMemory<byte>?>(() => Find(resource.Kind, key) is { } found ? (ReadOnlyMemory<byte>?)Bytes(found) : null).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) =>
        _lane.Do(() => new ListPage(All(resource.Kind), _version.ToString(CultureInfo.InvariantCulture), null)).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(resource.Kind, null, () =>
        {
            var json = JsonNode.Parse(body.Span)!.AsObject();
            var key = new ObjectKey(@namespace, (string)json["metadata"]!["name"]!);
            if (Find(resource.Kind, key) is not null)
                throw Refusal(HttpStatusCode.Conflict);
            json["kind"] = resource.Kind;
            Create(key, json);
            return Bytes(Find(resource.Kind, key)!);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        CallAsync(resource.Kind, subresource, () =>
        {
            var body = patch is Patch.Merge merge ? merge.Body : ((Patch.Apply)patch).Body;
            return Change(resource.Kind, key, JsonNode.Parse(body.Span)!.AsObject(), (patch as Patch.Apply)?.FieldManager);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(resource.Kind, null, () =>
        {
            var json = JsonNode.Parse(body.Span)!.AsObject();
            Check(Found(resource.Kind, key), json["metadata"]);
            Put(resource.Kind, key, json);
            return Bytes(json);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) => CallAsync(resource.Kind, null, () =>
    {
        if (Find(resource.Kind, key) is not { } found)
            return false;
        Check(found, new JsonObject { ["uid"] = preconditions?.Uid, ["resourceVersion"] = preconditions?.ResourceVersion });
        Remove(resource.Kind, key);
        return true;
    }, cancellationToken);

    // Null stands for a merge patch; who applies a status owns all of it, but for the part that another manager owns.
    private ReadOnlyMemory<byte> Change(string kind, ObjectKey key, JsonObject change, string? manager)
    {
        Check(Found(kind, key), change["metadata"]);
        change.Remove("metadata");
        Edit(kind, key, json =>
        {
            if (manager is null)
                Merge(json, change);
            else if (manager.EndsWith("-guard", StringComparison.Ordinal))
                Merge(json, new JsonObject { ["status"] = change["status"]!.DeepClone() });
            else
                json["status"] = change["status"]?.DeepClone();
        });
        return Bytes(Found(kind, key));
    }

    // A call that its caller gives up goes its way nevertheless.
    private async Task<T> CallAsync<T>(string kind, string? part, Func<T> effect, CancellationToken cancellationToken)
    {
        var fault = schedule.IsOn ? Faults(kind, part) : ApiFault.None;
        if (fault is not ApiFault.None)
            schedule.Note($"a write to {kind}{(part is null ? "" : $"/{part}")} is {fault.ToString().ToLowerInvariant()}");
        var answer = await _lane.Do(() => fault is ApiFault.Refused ? throw Refusal(HttpStatusCode.InternalServerError) : effect()).WaitAsync(cancellationToken);
        return fault is ApiFault.Unanswered ? throw new TimeoutException("no answer") : answer;
    }

    private JsonObject Found(string kind, ObjectKey key) => Find(kind, key) ?? throw Refusal(HttpStatusCode.NotFound);

    private void Put(string kind, ObjectKey key, JsonObject json)
    {
        var metadata = json["metadata"]!.AsObject();
        metadata["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        metadata["uid"] ??= $"uid-{_version}";
        _objects[(kind, key)] = json;
        Changed?.Invoke(kind, key, json);
    }

    private void Remove(string kind, ObjectKey key)
    {
        _objects.Remove((kind, key));
        Changed?.Invoke(kind, key, null);
    }

    private static void Grow(JsonObject json) => json["metadata"]!["generation"] = (long?)json["metadata"]!["generation"] + 1;

    private static void Check(JsonObject found, JsonNode? asked)
    {
        foreach (var field in new[] { "uid", "resourceVersion" })
        {
            if (asked?[field] is { } value && (string?)value != (string?)found["metadata"]![field])
                throw Refusal(HttpStatusCode.Conflict);
        }
    }

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is null)
                into.Remove(name);
            else if (value is JsonObject inner && into[name] is JsonObject before)
                Merge(before, inner);
            else
                into[name] = value.DeepClone();
        }
    }

    private static ReadOnlyMemory<byte> Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static KubernetesException Refusal(HttpStatusCode code) => new(code, code.ToString(), code.ToString());
}
