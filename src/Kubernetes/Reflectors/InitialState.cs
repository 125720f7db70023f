using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>A list while it arrives, page by page or event by event. The store gets it whole or not at all.</summary>
internal sealed class InitialState<T>
    where T : class, IKubernetesObject
{
    private readonly Dictionary<ObjectKey, StoredObject<T>> _objects = [];

    public IReadOnlyCollection<StoredObject<T>> Objects => _objects.Values;

    public void Add(StoredObject<T> stored) => _objects[stored.Key] = stored;

    public void Apply(WatchEventType type, StoredObject<T> stored)
    {
        if (type == WatchEventType.Deleted)
            _objects.Remove(stored.Key);
        else
            Add(stored);
    }
}
