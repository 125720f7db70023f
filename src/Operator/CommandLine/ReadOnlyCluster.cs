using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Lets reads through to a cluster, and no writes.</summary>
internal sealed class ReadOnlyCluster(KubernetesClient cluster) : IKubernetesClient, IKubernetesServer
{
    /// <inheritdoc/>
    public Task<ServerVersion> VersionAsync(CancellationToken cancellationToken = default) => cluster.VersionAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) => cluster.GetAsync(resource, key, cancellationToken);

    /// <inheritdoc/>
    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) => cluster.ListAsync(resource, options, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) =>
        cluster.WatchAsync(resource, options, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) => throw Refusal();

    private static CommandException Refusal() => new("A command never writes to the cluster, and this one was about to: please report it.");
}
