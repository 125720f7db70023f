using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// One permission set of IAM Identity Center with all its policies. The operator creates it in AWS, keeps it as declared here, and brings changes to every
/// account in which it is assigned.
/// </summary>
[KubernetesEntity(Group = "identitycenter.dev", ApiVersion = "v1alpha1", Kind = "PermissionSet", PluralName = "permissionsets")]
[EntityScope(EntityScope.Cluster)]
[KubernetesEntityShortNames("permset")]
[KubernetesEntityCategories("access")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "READY", "string", Description = "Whether AWS is as declared.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "STATUS", "string", Description = "Why, in one word.")]
[GenericAdditionalPrinterColumn(".status.name", "AWS NAME", "string", Description = "Name in AWS.")]
[GenericAdditionalPrinterColumn(".status.propagation.summary", "ACCOUNTS", "string", Description = "Accounts that have the present version, of all that have the permission set.")]
[GenericAdditionalPrinterColumn(".status.drift.total", "DRIFT", "integer", Description = "Places where AWS differs from the spec.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[GenericAdditionalPrinterColumn(".status.arn", "ARN", "string", Description = "ARN of the permission set.", Priority = 1)]
[ValidationRule(
    "(has(self.spec) && has(self.spec.name)) || size(self.metadata.name) <= 32",
    Message = "metadata.name has more than the 32 characters that AWS takes: set spec.name")]
public sealed class PermissionSet : CustomKubernetesEntity<PermissionSetSpec, PermissionSetStatus>
{
    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<PermissionSet> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "PermissionSet", "permissionsets", Namespaced: false, EntitiesJson.Default.PermissionSet);
}
