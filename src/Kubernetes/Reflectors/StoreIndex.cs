using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Objects by a value that is computed from them. Not thread-safe.</summary>
internal sealed class StoreIndex<T>(Func<T, IEnumerable<string>> values)
    where T : class, IKubernetesObject
{
    // Most values are of one object each: a set for each would take some 180 bytes.
    private readonly Dictionary<string, (ObjectKey One, HashSet<ObjectKey>? Many)> _keys = [];
    private readonly Dictionary<ObjectKey, string[]> _values = [];

    public IReadOnlyCollection<ObjectKey> Keys(string value) => !_keys.TryGetValue(value, out var holders) ? [] : holders.Many is { } many ? many : [holders.One];

    /// <summary>Computes outside of the store's lock; an object that does not fit its type has no values.</summary>
    public string[] Compute(StoredObject<T> stored) => stored.Value is { } entity ? [.. values(entity).Distinct()] : [];

    public void Set(ObjectKey key, string[] computed)
    {
        Remove(key);
        if (computed.Length == 0)
            return;
        _values[key] = computed;
        foreach (var value in computed)
            Add(value, key);
    }

    public void Remove(ObjectKey key)
    {
        if (!_values.Remove(key, out var old))
            return;
        foreach (var value in old)
            Drop(value, key);
    }

    private void Add(string value, ObjectKey key)
    {
        if (!_keys.TryGetValue(value, out var holders))
            _keys[value] = (key, null);
        else if (holders.Many is { } many)
            many.Add(key);
        else
            _keys[value] = (default, [holders.One, key]);
    }

    private void Drop(string value, ObjectKey key)
    {
        var many = _keys[value].Many;
        many?.Remove(key);
        if (many is null or { Count: 0 })
            _keys.Remove(value);
    }
}
