using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>The typed forms of the client's calls.</summary>
public static class KubernetesClientExtensions
{
    /// <summary>Reads one object; null when there is none of that name.</summary>
    public static async Task<T?> GetAsync<T>(
        this IKubernetesClient client, ResourceDefinition<T> resource, ObjectKey key, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(resource);
        var body = await client.GetAsync((ResourceDefinition)resource, key, cancellationToken);
        return body is { } json ? JsonSerializer.Deserialize(json.Span, resource.Json) : null;
    }
}
