using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>Objects that are gone and whose controller has not been told yet. A name may have gone more than once. Thread-safe.</summary>
internal sealed class Departures
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, List<string>> _uids = [];

    public void Add(ObjectKey key, string uid)
    {
        lock (_gate)
        {
            if (!_uids.TryGetValue(key, out var uids))
                _uids[key] = uids = [];
            uids.Add(uid);
        }
    }

    public string? Peek(ObjectKey key)
    {
        lock (_gate)
            return _uids.GetValueOrDefault(key)?[0];
    }

    public void Remove(ObjectKey key, string uid)
    {
        lock (_gate)
        {
            if (_uids.TryGetValue(key, out var uids) && uids.Remove(uid) && uids.Count == 0)
                _uids.Remove(key);
        }
    }
}
