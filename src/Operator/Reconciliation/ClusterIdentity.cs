using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Which cluster this is: the uid of its namespace kube-system, which outlives everything but the cluster. Read once.</summary>
internal sealed class ClusterIdentity(IKubernetesClient client)
{
    private static readonly ResourceDefinition Namespaces = new("", "v1", "Namespace", "namespaces", Namespaced: false);

    private volatile string? _uid;

    /// <summary>The uid, once it was read.</summary>
    public string? Known => _uid;

    /// <summary>The uid.</summary>
    public async ValueTask<string> UidAsync(CancellationToken cancellationToken) => _uid ??= await ReadAsync(cancellationToken);

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var body = await client.GetAsync(Namespaces, new(null, "kube-system"), cancellationToken)
            ?? throw new InvalidOperationException("The namespace kube-system does not exist, so the cluster has no identity to own permission sets by.");
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("metadata").GetProperty("uid").GetString()
            ?? throw new JsonException("the namespace kube-system has no uid");
    }
}
