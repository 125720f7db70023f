using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What the other PermissionSets of this cluster mean for one of them.</summary>
internal sealed class PermissionSetRegister
{
    private const string ByName = "aws-name";

    private readonly ObjectStore<PermissionSet> _store;

    /// <summary>Adds its index to the store.</summary>
    public PermissionSetRegister(ObjectStore<PermissionSet> store)
    {
        _store = store;
        store.AddIndex(ByName, set => [PermissionSetDesired.NameOf(set)]);
    }

    /// <summary>Resources that declare this name in AWS.</summary>
    public IEnumerable<ObjectKey> Named(string name) => _store.ByIndex(ByName, name).Select(stored => stored.Key);

    /// <summary>Whether an object with this uid exists, be it one that cannot be read (no index finds those).</summary>
    public bool Exists(string uid) => _store.All().Any(stored => stored.Uid == uid);

    /// <summary>Name of an older resource that declares the same name in AWS, and so comes first; null for none.</summary>
    public string? OlderClaim(PermissionSet set) => _store.ByIndex(ByName, PermissionSetDesired.NameOf(set))
        .Where(other => other.Uid != set.Metadata.Uid)
        .Select(other => other.Metadata)
        .Where(other => Age(other).CompareTo(Age(set.Metadata)) < 0)
        .MinBy(Age)?.Name;

    // Objects of the same second: the uid decides, the same way for everybody.
    private static (DateTimeOffset, string) Age(ObjectMeta metadata) => (metadata.CreationTimestamp ?? DateTimeOffset.MaxValue, metadata.Uid);
}
