using System.Runtime.CompilerServices;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>The operator's line to Kubernetes. Events and the Lease are no writes that anything hangs on: they end with the operator, and are not counted.</summary>
internal sealed class FatefulCluster(KubernetesClient inner, Fate fate) : IKubernetesClient, IDisposable
{
    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        fate.ReadAsync(() => inner.GetAsync(resource, key, cancellationToken));

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) =>
        fate.ReadAsync(() => inner.ListAsync(resource, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        fate.EnsureAlive();
        await foreach (var change in inner.WatchAsync(resource, options, cancellationToken))
        {
            fate.EnsureAlive();
            yield return change;
        }
    }

    public Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        WriteAsync(resource, $"create {resource.Kind}", () => inner.CreateAsync(resource, @namespace, body, cancellationToken));

    public Task<ReadOnlyMemory<byte>> PatchAsync(ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        WriteAsync(resource, $"{subresource ?? "finalizers"} of {resource.Kind} {key.Name}", () => inner.PatchAsync(resource, key, patch, subresource, cancellationToken));

    public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        WriteAsync(resource, $"replace {resource.Kind} {key.Name}", () => inner.ReplaceAsync(resource, key, body, cancellationToken));

    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
        WriteAsync(resource, $"delete {resource.Kind} {key.Name}", () => inner.DeleteAsync(resource, key, preconditions, cancellationToken));

    public void Dispose() => inner.Dispose();

    private Task<T> WriteAsync<T>(ResourceDefinition resource, string what, Func<Task<T>> send) =>
        resource.Kind is "Event" or "Lease" ? fate.ReadAsync(send) : fate.WriteAsync(what, send);
}
