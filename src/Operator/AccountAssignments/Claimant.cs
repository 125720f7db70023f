using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>An AccountAssignment as the others must reckon with it, or a record whose AccountAssignment is gone.</summary>
/// <param name="Key">Namespace and name of the object; the name of the record alone where the object is gone.</param>
/// <param name="Namespace">The namespace whose rights count.</param>
/// <param name="Uid">Uid of the object.</param>
/// <param name="IsDeleting">Whether its deletion was asked for.</param>
/// <param name="Object">The object; null when it cannot be read, or is gone.</param>
/// <param name="Record">What is recorded for it; null for nothing.</param>
internal sealed record Claimant(ObjectKey Key, string Namespace, string Uid, bool IsDeleting, AccountAssignment? Object, AccessRecordEntry? Record)
{
    /// <summary>What is recorded for it; null when that cannot be told.</summary>
    public AccessLedger? Ledger => Record is null ? AccessLedger.Empty : Record.Ledger;

    /// <summary>Whether its object is gone: then it claims nothing.</summary>
    public bool IsOwnerless => Key.Namespace is null;

    /// <summary>An object, as far as it can be read.</summary>
    public static Claimant Of(StoredObject<AccountAssignment> stored, AccessRecordEntry? record) =>
        new(stored.Key, stored.Key.Namespace!, stored.Uid, stored.IsDeleting, Decoded(stored), record);

    /// <summary>A record whose object is gone.</summary>
    public static Claimant Of(AccessRecordEntry record) => new(record.Metadata.Key, record.Owner.Namespace, record.Uid, IsDeleting: false, null, record);

    // What a status had before there were records is large, and nobody reads it here.
    private static AccountAssignment? Decoded(StoredObject<AccountAssignment> stored)
    {
        if (!stored.TryDecode(out var entity, out _))
            return null;
        entity.Status = entity.Status is { } status ? status with { Granted = null } : null;
        return entity;
    }
}
