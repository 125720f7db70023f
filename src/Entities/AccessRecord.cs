using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// What one AccountAssignment was given in AWS, named by that object's uid. The operator alone writes it, before it asks AWS for anything, so that nobody can take from the
/// record what concerns himself; only what stands here is ever revoked for the object. To have the access of a record revoked whose object is gone, set its annotation
/// identitycenter.dev/revoke to "true". Deleting a record forgets it: AWS stays as it is.
/// </summary>
[KubernetesEntity(Group = "identitycenter.dev", ApiVersion = "v1alpha1", Kind = "AccessRecord", PluralName = "accessrecords")]
[EntityScope(EntityScope.Cluster)]
[KubernetesEntityShortNames("ar")]
[KubernetesEntityCategories("access-internal")]
[GenericAdditionalPrinterColumn(".spec.owner.namespace", "NAMESPACE", "string", Description = "Namespace of the AccountAssignment.")]
[GenericAdditionalPrinterColumn(".spec.owner.name", "OWNER", "string", Description = "Name of the AccountAssignment.")]
[GenericAdditionalPrinterColumn(".spec.state", "STATE", "string", Description = "Whether the AccountAssignment is there, and if not, why its access is.")]
[GenericAdditionalPrinterColumn(".spec.assignments", "ASSIGNMENTS", "integer", Description = "Number of assignments that are recorded.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "STATUS", "string", Description = "What is the case with a record whose object is gone, in one word.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[ValidationRule("self.metadata.name == self.spec.owner.uid", Message = "an AccessRecord is named by the uid of its AccountAssignment, spec.owner.uid")]
public sealed class AccessRecord : CustomKubernetesEntity<AccessRecordSpec, AccessRecordStatus>
{
    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<AccessRecord> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "AccessRecord", "accessrecords", Namespaced: false, EntitiesJson.Default.AccessRecord);
}
