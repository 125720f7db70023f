using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Whether objects and namespaces are there: from memory where that says yes, and from the API server itself where it says no, since a store may be behind.</summary>
internal sealed class Whereabouts(AssignmentRegister register, NamespaceAccess access, IKubernetesClient client)
{
    /// <summary>Whether the object of a record is there.</summary>
    public bool IsHere(AccessRecordEntry record) => register.Exists(record.Uid);

    /// <summary>Whether the object of a record is gone.</summary>
    /// <exception cref="KubernetesException">The API server does not say.</exception>
    public async Task<bool> IsGoneAsync(AccessRecordEntry record, CancellationToken cancellationToken)
    {
        if (await client.GetAsync((ResourceDefinition)AccountAssignment.Definition, record.OwnerKey, cancellationToken) is not { } body)
            return true;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return !document.RootElement.GetProperty("metadata").GetProperty("uid").ValueEquals(record.Uid);
    }

    /// <summary>Whether a namespace is there.</summary>
    /// <exception cref="KubernetesException">The API server does not say.</exception>
    public async Task<bool> HasNamespaceAsync(string name, CancellationToken cancellationToken) =>
        access.Has(name) || await client.GetAsync((ResourceDefinition)Namespace.Definition, new(null, name), cancellationToken) is not null;
}
