using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Objects by a value that is computed from them. Not thread-safe.</summary>
internal sealed class StoreIndex<T>(Func<T, IEnumerable<string>> values)
    where T : class, IKubernetesObject
{
    private readonly Dictionary<string, HashSet<ObjectKey>> _keys = [];
    private readonly Dictionary<ObjectKey, string[]> _values = [];

    public IReadOnlyCollection<ObjectKey> Keys(string value) => _keys.TryGetValue(value, out var keys) ? keys : [];

    /// <summary>Computes outside of the store's lock; an object that does not fit its type has no values.</summary>
    public string[] Compute(StoredObject<T> stored) => stored.Value is { } entity ? [.. values(entity).Distinct()] : [];

    public void Set(ObjectKey key, string[] computed)
    {
        Remove(key);
        if (computed.Length == 0)
            return;
        _values[key] = computed;
        foreach (var value in computed)
        {
            if (!_keys.TryGetValue(value, out var keys))
                _keys[value] = keys = [];
            keys.Add(key);
        }
    }

    public void Remove(ObjectKey key)
    {
        if (!_values.Remove(key, out var old))
            return;
        foreach (var value in old)
        {
            var keys = _keys[value];
            keys.Remove(key);
            if (keys.Count == 0)
                _keys.Remove(value);
        }
    }
}
