using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// One additional Region of the Identity Center instance, so that people still reach their AWS accounts when the primary Region fails. The operator checks what has
/// to be in place, asks AWS to replicate the instance there, one Region at a time, and lists what is left to people.
/// </summary>
[KubernetesEntity(Group = "identitycenter.dev", ApiVersion = "v1alpha1", Kind = "ReplicaRegion", PluralName = "replicaregions")]
[EntityScope(EntityScope.Cluster)]
[KubernetesEntityShortNames("rr")]
[KubernetesEntityCategories("access")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "READY", "string", Description = "Whether the instance is replicated to the Region.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "STATUS", "string", Description = "Why, in one word.")]
[GenericAdditionalPrinterColumn(".status.region", "REGION", "string", Description = "Name of the Region.")]
[GenericAdditionalPrinterColumn(".status.phase", "PHASE", "string", Description = "What AWS is doing about the Region.")]
[GenericAdditionalPrinterColumn(".status.primaryRegion", "PRIMARY", "string", Description = "The instance's primary Region.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[ValidationRule(
    "(has(self.spec) && has(self.spec.region)) || (size(self.metadata.name) <= 32 && self.metadata.name.matches('^([a-z]+-){2,3}[0-9]$'))",
    Message = "metadata.name is not the name of a Region: set spec.region, for example to eu-west-1")]
public sealed class ReplicaRegion : CustomKubernetesEntity<ReplicaRegionSpec, ReplicaRegionStatus>
{
    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<ReplicaRegion> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "ReplicaRegion", "replicaregions", Namespaced: false, EntitiesJson.Default.ReplicaRegion);
}
