using System.Net;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.LeaderElection;

/// <summary>One Lease on a server that checks resource versions, as all API servers do. What matters is proven on a real one; this one can fail on command.</summary>
internal sealed class LeaseModel : IKubernetesClient
{
    private readonly Lock _gate = new();
    private JsonObject? _lease;
    private int _version;

    /// <summary>Thrown by each call while it is set.</summary>
    public Exception? Fails { get; set; }

    /// <summary>While true, calls get no answer.</summary>
    public bool Hangs { get; set; }

    /// <summary>What each call waits for first, if anything.</summary>
    public Func<CancellationToken, Task>? Busy { get; set; }

    public int Writes { get; private set; }

    public JsonObject? Lease
    {
        get
        {
            lock (_gate)
                return (JsonObject?)_lease?.DeepClone();
        }

        set
        {
            lock (_gate)
                _lease = value is null ? null : Stored(value);
        }
    }

    public string? Holder => (string?)Lease?["spec"]?["holderIdentity"];

    public async Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return Lease is { } lease ? Bytes(lease) : (ReadOnlyMemory<byte>?)null;
    }

    public async Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        lock (_gate)
        {
            if (_lease is not null)
                throw new KubernetesException(HttpStatusCode.Conflict, "AlreadyExists", "exists");
            return Write(body);
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        lock (_gate)
        {
            if (_lease is null)
                throw new KubernetesException(HttpStatusCode.NotFound, "NotFound", "none");
            if ((string?)JsonNode.Parse(body.Span)!["metadata"]!["resourceVersion"] != (string?)_lease["metadata"]!["resourceVersion"])
                throw new KubernetesException(HttpStatusCode.Conflict, "Conflict", "changed");
            return Write(body);
        }
    }

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private Task AnswerAsync(CancellationToken cancellationToken) => Fails is { } problem ? Task.FromException(problem)
        : Hangs ? Task.Delay(Timeout.Infinite, cancellationToken)
        : Busy is { } busy ? busy(cancellationToken)
        : Task.CompletedTask;

    private ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> body)
    {
        Writes++;
        return Bytes(_lease = Stored((JsonObject)JsonNode.Parse(body.Span)!));
    }

    private JsonObject Stored(JsonObject lease)
    {
        var stored = (JsonObject)lease.DeepClone();
        stored["metadata"]!["resourceVersion"] = $"{++_version}";
        return stored;
    }

    private static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
