using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>The API server, as far as the deciding code meets it. It counts what is written, and can be told after which write the process dies.</summary>
internal sealed class ModelApi : IKubernetesClient
{
    private readonly Dictionary<(string Kind, ObjectKey Key), Stored> _objects = [];
    private readonly HashSet<string> _dirty = [];
    private long _version = 1;

    /// <summary>Writes since <see cref="Begin"/> that bear on access.</summary>
    public int Writes { get; private set; }

    /// <summary>Whether the process is dead: nothing that it does has an effect any more.</summary>
    public bool IsDead { get; private set; }

    private int? DiesAfter { get; set; }

    /// <summary>Counts from here on.</summary>
    /// <param name="diesAfter">After so many writes the process dies; null for never.</param>
    public void Begin(int? diesAfter) => (Writes, IsDead, DiesAfter) = (0, false, diesAfter);

    /// <summary>Whether anything of a kind changed since this was last asked.</summary>
    public bool IsDirty(string kind) => _dirty.Remove(kind);

    /// <summary>All of a kind, as they are stored.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(string kind) => _objects.Where(one => one.Key.Kind == kind).Select(one => (ReadOnlyMemory<byte>)one.Value.Bytes);

    /// <summary>All of a kind.</summary>
    public IEnumerable<(ObjectKey Key, JsonObject Json)> Of(string kind) => _objects.Where(one => one.Key.Kind == kind).Select(one => (one.Key.Key, one.Value.Json));

    /// <summary>An object; null for none.</summary>
    public JsonObject? Find(string kind, ObjectKey key) => _objects.GetValueOrDefault((kind, key))?.Json;

    /// <summary>Makes these all that there are of a kind. One that says the same as before is the same version.</summary>
    public void Set(string kind, IReadOnlyDictionary<ObjectKey, (string Content, Func<JsonObject> Json)> objects)
    {
        foreach (var key in _objects.Keys.Where(one => one.Kind == kind && !objects.ContainsKey(one.Key)).ToList())
            Remove(key.Kind, key.Key);
        foreach (var (key, (content, json)) in objects.Where(one => _objects.GetValueOrDefault((kind, one.Key))?.Content != one.Value.Content))
            Put(kind, key, json(), content);
    }

    /// <summary>What the host of the controller does to the finalizer of an object.</summary>
    public void Finalize(ObjectKey key, bool isThere)
    {
        var json = Find(AccountAssignment.Definition.Kind, key)!.DeepClone().AsObject();
        Write(AccountAssignment.Definition.Kind, () =>
        {
            if (!isThere && json["metadata"]!["deletionTimestamp"] is not null)
            {
                Remove(AccountAssignment.Definition.Kind, key);
                return [];
            }

            json["metadata"]!["finalizers"] = isThere ? new JsonArray("identitycenter.dev/finalizer") : [];
            return Put(AccountAssignment.Definition.Kind, key, json);
        });
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(_objects.TryGetValue((resource.Kind, key), out var stored) ? (ReadOnlyMemory<byte>?)stored.Bytes : null);

    /// <inheritdoc/>
    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ListPage([.. All(resource.Kind)], _version.ToString(CultureInfo.InvariantCulture), null));

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var json = JsonNode.Parse(body.Span)!.AsObject();
        var key = new ObjectKey(@namespace, (string)json["metadata"]!["name"]!);
        if (_objects.ContainsKey((resource.Kind, key)))
            throw Refused(HttpStatusCode.Conflict, "AlreadyExists");
        return Task.FromResult(Write(resource.Kind, () => Put(resource.Kind, key, json)));
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default)
    {
        if (Find(resource.Kind, key) is not { } found)
            throw Refused(HttpStatusCode.NotFound, "NotFound");
        var (json, change) = (found.DeepClone().AsObject(), JsonNode.Parse((patch is Patch.Merge merge ? merge.Body : ((Patch.Apply)patch).Body).Span)!.AsObject());
        Check(found, change["metadata"]?["uid"], change["metadata"]?["resourceVersion"]);
        change.Remove("metadata");
        if (subresource is "status")
            json["status"] = change["status"]?.DeepClone();
        else
            Merge(json, change);
        return Task.FromResult(Write(resource.Kind, () => Put(resource.Kind, key, json)));
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default)
    {
        if (Find(resource.Kind, key) is not { } found)
            return Task.FromResult(false);
        Check(found, preconditions?.Uid, preconditions?.ResourceVersion);
        Write(resource.Kind, () =>
        {
            Remove(resource.Kind, key);
            return [];
        });
        return Task.FromResult(true);
    }

    // What the guard keeps for itself bears on no access here: nothing is ever held back.
    private ReadOnlyMemory<byte> Write(string kind, Func<byte[]> write)
    {
        if (kind != AccountAssignment.Definition.Kind && kind != AccessRecord.Definition.Kind)
            return write();
        if (IsDead)
            throw new OperationCanceledException("the process is dead");
        var bytes = write();
        Writes++;
        IsDead = Writes == DiesAfter;
        return bytes;
    }

    private byte[] Put(string kind, ObjectKey key, JsonObject json, string? content = null)
    {
        var metadata = json["metadata"]!.AsObject();
        _version++;
        metadata["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture);
        metadata["uid"] ??= $"made-{_version}";
        _dirty.Add(kind);
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        _objects[(kind, key)] = new(json, bytes, content);
        return bytes;
    }

    private void Remove(string kind, ObjectKey key)
    {
        _objects.Remove((kind, key));
        _dirty.Add(kind);
    }

    private static void Check(JsonObject found, JsonNode? uid, JsonNode? version)
    {
        var metadata = found["metadata"]!;
        if ((uid is not null && (string?)uid != (string?)metadata["uid"]) || (version is not null && (string?)version != (string?)metadata["resourceVersion"]))
            throw Refused(HttpStatusCode.Conflict, "Conflict");
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

    private static KubernetesException Refused(HttpStatusCode code, string reason) => new(code, reason, reason);

    private sealed record Stored(JsonObject Json, byte[] Bytes, string? Content);
}
