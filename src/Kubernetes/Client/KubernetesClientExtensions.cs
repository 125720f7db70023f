using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// The typed forms of the client's calls. An object that does not fit its type is a <see cref="JsonException"/> with the path of the value.
/// Writes take the JSON of just the fields that the caller owns: a whole C# object would also write, as its defaults, what it does not know.
/// </summary>
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

    /// <summary>Creates an object and returns it as stored. 409 AlreadyExists when the name is taken.</summary>
    public static async Task<T> CreateAsync<T>(
        this IKubernetesClient client, ResourceDefinition<T> resource, string? @namespace, T entity, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(resource);
        var body = JsonSerializer.SerializeToUtf8Bytes(entity, resource.Json);
        return Decode(await client.CreateAsync((ResourceDefinition)resource, @namespace, body, cancellationToken), resource);
    }

    /// <summary>
    /// Server-side apply: creates the object, or makes the fields in <paramref name="body"/> what they are there, and leaves all others alone.
    /// 409 Conflict when another manager owns one of them, unless forced.
    /// </summary>
    public static async Task<T> ApplyAsync<T>(
        this IKubernetesClient client,
        ResourceDefinition<T> resource,
        ObjectKey key,
        ReadOnlyMemory<byte> body,
        string fieldManager,
        bool force = true,
        CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(resource);
        return Decode(await client.PatchAsync(resource, key, new Patch.Apply(body, fieldManager, force), null, cancellationToken), resource);
    }

    /// <summary>Server-side apply of the status, through its subresource. The body carries apiVersion, kind and status. 404 when the object is gone.</summary>
    public static async Task<T> ApplyStatusAsync<T>(
        this IKubernetesClient client,
        ResourceDefinition<T> resource,
        ObjectKey key,
        ReadOnlyMemory<byte> body,
        string fieldManager,
        CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(resource);
        return Decode(await client.PatchAsync(resource, key, new Patch.Apply(body, fieldManager), "status", cancellationToken), resource);
    }

    private static T Decode<T>(ReadOnlyMemory<byte> body, ResourceDefinition<T> resource)
        where T : class =>
        JsonSerializer.Deserialize(body.Span, resource.Json) ?? throw new JsonException($"the API server answered null for a {resource.Kind}");
}
