using System.Collections.Concurrent;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>Which of the controller's methods an object's state calls for. Foreign finalizers, and their order, play no part.</summary>
internal sealed class Lifecycle<T>(
    IEntityController<T> controller, ObjectStore<T> store, Departures departures, IKubernetesClient client, string? finalizer, TimeProvider time)
    where T : class, IKubernetesObject
{
    // For so long a store that is behind may show an object with the finalizer that was taken off it.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    // When the finalizer was taken off objects whose departure was not seen yet.
    private readonly ConcurrentDictionary<string, long> _released = new(StringComparer.Ordinal);

    public async Task<ReconciliationResult> RunAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        while (departures.Peek(key) is { } uid)
        {
            await controller.DeletedAsync(key, uid, cancellationToken);
            departures.Remove(key, uid);
            _released.TryRemove(uid, out _);
        }

        return store.Find(key) is not { } stored ? new Done()
            : stored.TryDecode(out var entity, out var problem) ? await RunAsync(entity, cancellationToken)
            : await RunAsync(problem, cancellationToken);
    }

    // What cannot be read gets no finalizer, since nothing is made for it; one that has it is released all the same.
    private Task<ReconciliationResult> RunAsync(UndecodableObject entity, CancellationToken cancellationToken) =>
        (Deleting: entity.Metadata.DeletionTimestamp is not null, Ours: HasFinalizer(entity.Metadata)) switch
        {
            (Deleting: true, Ours: true) => FinalizeAsync(entity.Metadata, () => controller.FinalizeAsync(entity, cancellationToken), cancellationToken),
            (Deleting: true, Ours: false) => Task.FromResult<ReconciliationResult>(new Done()),
            _ => controller.RejectAsync(entity, cancellationToken),
        };

    private async Task<ReconciliationResult> RunAsync(T entity, CancellationToken cancellationToken) =>
        (Deleting: entity.Metadata.DeletionTimestamp is not null, Ours: HasFinalizer(entity.Metadata)) switch
        {
            (Deleting: true, Ours: true) => await FinalizeAsync(entity.Metadata, () => controller.FinalizeAsync(entity, cancellationToken), cancellationToken),
            (Deleting: true, Ours: false) => new Done(),
            (Deleting: false, Ours: true) => await controller.ReconcileAsync(entity, cancellationToken),
            (Deleting: false, Ours: false) => await ReconcileFirstAsync(entity, cancellationToken),
        };

    private async Task<ReconciliationResult> FinalizeAsync(ObjectMeta metadata, Func<Task<ReconciliationResult>> finalize, CancellationToken cancellationToken)
    {
        if (_released.TryGetValue(metadata.Uid, out var at) && time.GetElapsedTime(at) is var since && since < Lag)
            return new Again(Lag - since);
        var result = await finalize();
        if (result is Done)
        {
            await client.RemoveFinalizerAsync(store.Resource, metadata, finalizer!, cancellationToken);
            _released[metadata.Uid] = time.GetTimestamp();
        }

        return result;
    }

    // Nothing may be made in the outside world for an object that could vanish without us being asked.
    private async Task<ReconciliationResult> ReconcileFirstAsync(T entity, CancellationToken cancellationToken)
    {
        if (finalizer is not null && !await client.AddFinalizerAsync(store.Resource, entity.Metadata, finalizer, cancellationToken))
            return new Done();
        return await controller.ReconcileAsync(entity, cancellationToken);
    }

    private bool HasFinalizer(ObjectMeta metadata) => finalizer is not null && metadata.Finalizers?.Contains(finalizer) == true;
}
