using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Stands for a cluster where a command has none: it has an identity, no objects, and takes no writes.</summary>
internal sealed class NoCluster : IKubernetesClient
{
    /// <summary>The identity, which no real cluster has.</summary>
    public const string Uid = "no-cluster";

    private static readonly byte[] System = Encoding.UTF8.GetBytes($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"{{{Uid}}}"} }""");

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult(resource.Kind == "Namespace" && key.Name == "kube-system" ? (ReadOnlyMemory<byte>?)System : null);

    /// <inheritdoc/>
    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) => Task.FromResult(new ListPage([], "0", null));

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw Refusal();

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) => throw Refusal();

    private static CommandException Refusal() => new("This needs a cluster: name one with --kubeconfig, --context or --cluster.");
}
