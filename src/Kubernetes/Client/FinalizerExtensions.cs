using System.Net;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// Adds and removes one finalizer by JSON patch, never by writing the object back. The patch tests that the object is the same one and its list of finalizers is
/// the one that was seen, so that foreign finalizers, their order and concurrent edits survive; when the test fails, the object is read again.
/// </summary>
public static class FinalizerExtensions
{
    private const int Attempts = 10;

    /// <summary>
    /// Adds the finalizer at the end of the list. Nothing is sent when it is there, or when the object is being deleted (the API server takes no new finalizers then).
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="resource">The kind.</param>
    /// <param name="seen">The object as last seen; it is read again when it has changed since.</param>
    /// <param name="finalizer">Domain-qualified name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the object carries the finalizer now; false when it is gone, replaced by another of its name, or being deleted.</returns>
    public static async Task<bool> AddFinalizerAsync(
        this IKubernetesClient client, ResourceDefinition resource, ObjectMeta seen, string finalizer, CancellationToken cancellationToken = default)
    {
        var last = await PatchAsync(client, resource, seen, meta => meta.DeletionTimestamp is null ? FinalizerPatch.Add(meta, finalizer) : null, cancellationToken);
        return last?.Finalizers?.Contains(finalizer) ?? false;
    }

    /// <summary>Removes the finalizer, and nothing else. An object that is gone, or that does not carry it, is as wanted.</summary>
    /// <param name="client">The client.</param>
    /// <param name="resource">The kind.</param>
    /// <param name="seen">The object as last seen; it is read again when it has changed since.</param>
    /// <param name="finalizer">Domain-qualified name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task RemoveFinalizerAsync(
        this IKubernetesClient client, ResourceDefinition resource, ObjectMeta seen, string finalizer, CancellationToken cancellationToken = default) =>
        PatchAsync(client, resource, seen, meta => FinalizerPatch.Remove(meta, finalizer), cancellationToken);

    /// <summary>Patches until nothing is left to patch; null when the object is gone.</summary>
    private static async Task<ObjectMeta?> PatchAsync(
        IKubernetesClient client,
        ResourceDefinition resource,
        ObjectMeta seen,
        Func<ObjectMeta, ReadOnlyMemory<byte>?> patch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(seen);
        var meta = seen;
        for (var attempt = 1; meta is not null && meta.Uid == seen.Uid; attempt++)
        {
            if (patch(meta) is not { } body)
                return meta;
            try
            {
                return Metadata(await client.PatchAsync(resource, meta.Key, new Patch.Json(body), null, cancellationToken));
            }
            catch (KubernetesException e) when (attempt < Attempts && e.Code is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            {
                meta = await client.GetAsync(resource, meta.Key, cancellationToken) is { } read ? Metadata(read) : null;
            }
        }

        return null;
    }

    private static ObjectMeta Metadata(ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(body.Span, ClientJson.Default.PartialObject)?.Metadata ?? throw new JsonException("the API server answered null for an object");
}
