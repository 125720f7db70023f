using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// The Identity Center instance: how the operator works with it, and what it found there. The one that you declare is named default. Where there is none, the defaults are
/// in force and the operator shows what it found in one named discovered, which has no spec and goes when you declare yours.
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
[ValidationRule(
    "self.metadata.name == 'default' || (self.metadata.name == 'discovered' && !has(self.spec))",
    Message = "the only IdentityCenter that can be declared is the one named default; the one named discovered is the operator's own and has no spec")]
public sealed class IdentityCenter : CustomKubernetesEntity<IdentityCenterSpec, IdentityCenterStatus>
{
    /// <summary>Name of the one object of this kind that people declare.</summary>
    public const string DefaultName = "default";

    /// <summary>Name of the object in which the operator shows what it found as long as nobody declares one. It is the operator's own, and has no spec.</summary>
    public const string DiscoveredName = "discovered";

    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<IdentityCenter> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "IdentityCenter", "identitycenters", Namespaced: false, EntitiesJson.Default.IdentityCenter);
}
