using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Which IdentityCenter tells what the operator found, and takes approvals: the one that somebody declared, and where nobody has, the operator's own
/// (docs/decisions/0007-nobody-races-identitycenter-default.md).
/// </summary>
internal static class ReportingInstance
{
    /// <summary>What people declare.</summary>
    public static ObjectKey Declared { get; } = new(null, Entities.IdentityCenter.DefaultName);

    /// <summary>What the operator shows where nobody has declared one.</summary>
    public static ObjectKey Discovered { get; } = new(null, Entities.IdentityCenter.DiscoveredName);

    /// <summary>The one that counts now; null where there is none.</summary>
    public static StoredObject<Entities.IdentityCenter>? In(ObjectStore<Entities.IdentityCenter> store) => store.Find(Declared) ?? store.Find(Discovered);
}
