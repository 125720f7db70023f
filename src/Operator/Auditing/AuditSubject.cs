using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Auditing;

/// <summary>The object that a write to AWS is made for, as it was when the write was decided on.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Namespace and name.</param>
/// <param name="Uid">Uid.</param>
/// <param name="Generation">Generation of the spec.</param>
/// <param name="Manager">Field manager that last changed the spec (<see cref="ObjectMeta.SpecManager"/>); null where the API server does not say.</param>
internal sealed record AuditSubject(string Kind, ObjectKey Key, string Uid, long Generation, string? Manager)
{
    /// <summary>An object of a kind.</summary>
    public static AuditSubject Of(ResourceDefinition resource, ObjectMeta metadata) =>
        new(resource.Kind, metadata.Key, metadata.Uid, metadata.Generation, metadata.SpecManager);
}
