using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>Brings one kind of object to what it declares. Called for one key at a time, never twice in parallel for the same key.</summary>
/// <typeparam name="TEntity">C# type of the kind.</typeparam>
public interface IEntityController<TEntity>
    where TEntity : class, IKubernetesObject
{
    /// <summary>The object exists and is wanted. Called with the store's latest version; must be safe to repeat.</summary>
    Task<ReconciliationResult> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>
    /// The object is being deleted and carries our finalizer. <see cref="ReconciliationResult.Done"/> releases it: the host then removes the finalizer.
    /// Any other result keeps it.
    /// </summary>
    Task<ReconciliationResult> FinalizeAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>The object is gone from the API server (also when it never had our finalizer, or lost it by hand).</summary>
    Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken);

    /// <summary>The stored object cannot be decoded into <typeparamref name="TEntity"/>: tell the user, touch nothing of what it may ask for.</summary>
    Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken);

    /// <summary>
    /// The object is being deleted, carries our finalizer and cannot be decoded. <see cref="ReconciliationResult.Done"/> releases it, as for <see cref="FinalizeAsync(TEntity, CancellationToken)"/>.
    /// Without an answer of the controller's own it waits until it can be read.
    /// </summary>
    async Task<ReconciliationResult> FinalizeAsync(UndecodableObject entity, CancellationToken cancellationToken) =>
        await RejectAsync(entity, cancellationToken) is var result and not ReconciliationResult.Done ? result : new ReconciliationResult.Waiting("a spec that can be read");
}

/// <summary>An object that is stored but does not fit the C# type, for example one that was written by a newer version.</summary>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Conditions">Its present conditions, as far as they can be read.</param>
/// <param name="Path">JSON path of the value that does not fit, for example <c>$.spec.provisioning</c>.</param>
/// <param name="Problem">What is wrong with it, in a sentence.</param>
public sealed record UndecodableObject(ObjectMeta Metadata, IReadOnlyList<Condition> Conditions, string Path, string Problem);
