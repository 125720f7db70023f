using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// The Identity Center instance: how the operator works with it, and what it found there. There is one, named default, which the operator creates when it is
/// absent; its spec is yours.
/// </summary>
[KubernetesEntity(Group = "identitycenter.dev", ApiVersion = "v1alpha1", Kind = "IdentityCenter", PluralName = "identitycenters")]
[EntityScope(EntityScope.Cluster)]
[KubernetesEntityShortNames("ic")]
[KubernetesEntityCategories("access")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "READY", "string", Description = "Whether the instance can be managed.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "STATUS", "string", Description = "Why, in one word.")]
[GenericAdditionalPrinterColumn(".status.identityStoreId", "IDENTITY STORE", "string", Description = "Id of the identity store.")]
[GenericAdditionalPrinterColumn(".status.primaryRegion", "REGION", "string", Description = "Primary Region.")]
[GenericAdditionalPrinterColumn(".status.lastSweep.finishedAt", "LAST SWEEP", "date", Description = "When all of AWS was last read.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[ValidationRule("self.metadata.name == 'default'", Message = "the only IdentityCenter is the one named default")]
public sealed class IdentityCenter : CustomKubernetesEntity<IdentityCenterSpec, IdentityCenterStatus>
{
    /// <summary>Name of the one object of this kind.</summary>
    public const string DefaultName = "default";

    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<IdentityCenter> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "IdentityCenter", "identitycenters", Namespaced: false, EntitiesJson.Default.IdentityCenter);
}
