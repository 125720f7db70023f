using System.Diagnostics.CodeAnalysis;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Records;

/// <summary>An AccessRecord as it stands, decoded once for each version: a large one takes milliseconds.</summary>
internal sealed record AccessRecordEntry
{
    /// <summary>The metadata of the record itself; its name is the uid of the owner.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The object that it is about.</summary>
    public required AccessRecordOwner Owner { get; init; }

    /// <summary>Whether that object is there.</summary>
    public AccessRecordState State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end that the object declared, recorded before it came; null for none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What is recorded; null when the record cannot be taken as it is.</summary>
    public AccessLedger? Ledger { get; init; }

    /// <summary>The permission sets of the ledger by ARN.</summary>
    public IReadOnlyDictionary<string, RecordedSet> Sets { get; init; } = new Dictionary<string, RecordedSet>();

    /// <summary>The status as it is stored.</summary>
    public AccessRecordStatus? Status { get; init; }

    /// <summary>Why the record cannot be taken as it is, in a sentence; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Uid of the owner, which names the record.</summary>
    public string Uid => Metadata.Name;

    /// <summary>Namespace and name of the owner.</summary>
    public ObjectKey OwnerKey => new(Owner.Namespace, Owner.Name);

    /// <summary>Whether it can be taken as it is.</summary>
    [MemberNotNullWhen(true, nameof(Ledger))]
    public bool IsSound => Ledger is not null;

    /// <summary>What it says of a permission set.</summary>
    public RecordedSet SetOf(string arn) => Sets.GetValueOrDefault(arn);
}
