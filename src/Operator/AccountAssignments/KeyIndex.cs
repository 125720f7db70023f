using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds objects by values. Not thread-safe.</summary>
internal sealed class KeyIndex<TValue>
    where TValue : notnull
{
    private readonly Dictionary<TValue, HashSet<ObjectKey>> _keys = [];
    private readonly Dictionary<ObjectKey, IReadOnlyCollection<TValue>> _values = [];

    /// <summary>The objects with this value.</summary>
    public IReadOnlyCollection<ObjectKey> Of(TValue value) => _keys.TryGetValue(value, out var keys) ? keys : [];

    /// <summary>Whether any object has this value.</summary>
    public bool Has(TValue value) => _keys.ContainsKey(value);

    /// <summary>Gives an object these values instead of those that it had.</summary>
    public void Set(ObjectKey key, IEnumerable<TValue> values)
    {
        Remove(key);
        var set = values.ToHashSet();
        if (set.Count > 0)
            _values[key] = set;
        foreach (var value in set)
            (_keys.TryGetValue(value, out var keys) ? keys : _keys[value] = []).Add(key);
    }

    /// <summary>Forgets an object.</summary>
    public void Remove(ObjectKey key)
    {
        if (!_values.Remove(key, out var values))
            return;
        foreach (var value in values)
        {
            _keys[value].Remove(key);
            if (_keys[value].Count == 0)
                _keys.Remove(value);
        }
    }
}
