using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// Who gets one permission set where: each of its principals in each of its target accounts. The operator assigns it in AWS, follows accounts and people as they
/// come and go, and revokes what no object asks for any more. It revokes only what it has assigned or found assigned for this object.
/// </summary>
[KubernetesEntity(Group = "identitycenter.dev", ApiVersion = "v1alpha1", Kind = "AccountAssignment", PluralName = "accountassignments")]
[EntityScope(EntityScope.Namespaced)]
[KubernetesEntityShortNames("assign")]
[KubernetesEntityCategories("access")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "READY", "string", Description = "Whether AWS is as declared.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "STATUS", "string", Description = "Why, in one word.")]
[GenericAdditionalPrinterColumn(".status.permissionSetName", "PERMISSION SET", "string", Description = "Name of the permission set in AWS.")]
[GenericAdditionalPrinterColumn(".status.assignments.summary", "ASSIGNED", "string", Description = "Assignments that AWS has, of all that are wanted.")]
[GenericAdditionalPrinterColumn(".spec.expiresAt", "EXPIRES", "string", Description = "When the access ends.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[SelectableField(".spec.permissionSetRef.name")]
[SelectableField(".spec.permissionSetName")]
public sealed class AccountAssignment : CustomKubernetesEntity<AccountAssignmentSpec, AccountAssignmentStatus>
{
    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<AccountAssignment> Definition { get; } =
        new("identitycenter.dev", "v1alpha1", "AccountAssignment", "accountassignments", Namespaced: true, EntitiesJson.Default.AccountAssignment);
}
