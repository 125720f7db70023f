using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>Which changes of an object are a reason to reconcile it: what users do, never what we write into its status.</summary>
internal sealed class EnqueueRules<T>(string? finalizer, IReadOnlyCollection<string> annotations)
    where T : class, IKubernetesObject
{
    /// <summary>How urgent the change is; null when it is none of our business.</summary>
    public Priority? Judge(Change<T> change) => change switch
    {
        { New: null } => Priority.Deletion,
        { New.IsDeleting: true } when change.Old is not { IsDeleting: true } => Priority.Deletion,
        { Initial: true } => Priority.Resync,
        { Old: null } => Priority.Change,
        { Old: { } old, New: { } @new } => IsReason(old, @new) ? Priority.Change : null,
    };

    private bool IsReason(StoredObject<T> old, StoredObject<T> @new) =>
        old.Generation != @new.Generation || ChangedMetadata(old, @new) || FitsAgain(old, @new);

    private bool ChangedMetadata(StoredObject<T> old, StoredObject<T> @new)
    {
        if (finalizer is null && annotations.Count == 0)
            return false;
        var (before, after) = (old.Metadata, @new.Metadata);
        return annotations.Any(name => Changed(name, before, after)) || LostFinalizer(before, after);
    }

    private static bool Changed(string name, ObjectMeta before, ObjectMeta after) => name.EndsWith('/')
        ? !Beginning(before, name).SetEquals(Beginning(after, name))
        : before.Annotations?.GetValueOrDefault(name) != after.Annotations?.GetValueOrDefault(name);

    private static HashSet<KeyValuePair<string, string>> Beginning(ObjectMeta metadata, string prefix) =>
        [.. (metadata.Annotations ?? new Dictionary<string, string>()).Where(annotation => annotation.Key.StartsWith(prefix, StringComparison.Ordinal))];

    // Our finalizer, removed by hand, is put back; putting it there is no change to act on.
    private bool LostFinalizer(ObjectMeta before, ObjectMeta after) =>
        finalizer is not null && after.DeletionTimestamp is null && Has(before) && !Has(after);

    private bool Has(ObjectMeta metadata) => metadata.Finalizers?.Contains(finalizer!) == true;

    // An object can begin or cease to fit its type by its status alone, which does not move the generation.
    private static bool FitsAgain(StoredObject<T> old, StoredObject<T> @new) => old.TryDecode(out _, out _) != @new.TryDecode(out _, out _);
}
