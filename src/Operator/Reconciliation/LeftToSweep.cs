using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Objects of a kind that nothing could be planned for since nobody has looked yet, and nothing urged: each is planned once the sweep has ended. Thread-safe.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
internal sealed class LeftToSweep<TEntity>
{
    private readonly Lock gate = new();

    // Whether it was left, or a look is under way that may come to that: what the sweep reads meanwhile it may have missed.
    private readonly Dictionary<ObjectKey, bool> keys = [];

    private bool hasBeen;

    /// <summary>Whether a sweep has ended: what is not known then it did not look for, and nobody need wait for the next one to learn it.</summary>
    public bool HasBeen
    {
        get
        {
            lock (gate)
                return hasBeen;
        }
    }

    /// <summary>A look begins.</summary>
    public void Begin(ObjectKey key)
    {
        lock (gate)
            keys[key] = false;
    }

    /// <summary>The look is left to the sweep.</summary>
    public void Leave(ObjectKey key)
    {
        lock (gate)
            keys[key] = true;
    }

    /// <summary>The look has ended.</summary>
    public void End(ObjectKey key)
    {
        lock (gate)
        {
            if (keys.TryGetValue(key, out var isLeft) && !isLeft)
                keys.Remove(key);
        }
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ObjectKey key)
    {
        lock (gate)
            keys.Remove(key);
    }

    /// <summary>The sweep has ended: those who are to be planned now.</summary>
    public IReadOnlyList<ObjectKey> TakeAll()
    {
        lock (gate)
        {
            hasBeen = true;
            List<ObjectKey> all = [.. keys.Keys];
            keys.Clear();
            return all;
        }
    }
}
