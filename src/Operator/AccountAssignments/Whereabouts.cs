using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
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
    public async Task<bool> IsGoneAsync(AccessRecordEntry record, CancellationToken cancellationToken) =>
        !await HasAsync(AccountAssignment.Definition, record.OwnerKey, record.Uid, cancellationToken);

    /// <summary>
    /// Whether a record is there still. Who deletes one has it forgotten, and may then take away what it was given for: where the latter is seen first, what was to stay would go.
    /// </summary>
    /// <exception cref="KubernetesException">The API server does not say.</exception>
    public Task<bool> IsRecordedAsync(AccessRecord record, CancellationToken cancellationToken) =>
        HasAsync(AccessRecord.Definition, record.Metadata.Key, record.Metadata.Uid, cancellationToken);

    private async Task<bool> HasAsync(ResourceDefinition kind, ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        if (await client.GetAsync(kind, key, cancellationToken) is not { } body)
            return false;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return document.RootElement.GetProperty("metadata").GetProperty("uid").ValueEquals(uid);
    }

    /// <summary>Whether a namespace is there.</summary>
    /// <exception cref="KubernetesException">The API server does not say.</exception>
    public async Task<bool> HasNamespaceAsync(string name, CancellationToken cancellationToken) =>
        access.Has(name) || await client.GetAsync((ResourceDefinition)Namespace.Definition, new(null, name), cancellationToken) is not null;
}
