using System.Collections.Concurrent;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Controllers;

/// <summary>Passes calls on and counts them, and can put something in their way.</summary>
internal sealed class CountingClient(IKubernetesClient inner) : IKubernetesClient
{
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Runs before each call, with its name; may throw.</summary>
    public Action<string> Before { get; set; } = _ => { };

    public int Count(string call) => Calls.Count(made => made == call);

    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        Counted("get").GetAsync(resource, key, cancellationToken);

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) =>
        Counted("list").ListAsync(resource, options, cancellationToken);

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) =>
        Counted(options.SendInitialEvents ? "watchlist" : "watch").WatchAsync(resource, options, cancellationToken);

    public Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        Counted("create").CreateAsync(resource, @namespace, body, cancellationToken);

    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        Counted("patch").PatchAsync(resource, key, patch, subresource, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        Counted("replace").ReplaceAsync(resource, key, body, cancellationToken);

    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
        Counted("delete").DeleteAsync(resource, key, preconditions, cancellationToken);

    private IKubernetesClient Counted(string call)
    {
        Calls.Enqueue(call);
        Before(call);
        return inner;
    }
}
