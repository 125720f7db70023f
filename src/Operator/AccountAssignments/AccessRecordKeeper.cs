using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Writes down what is given to whom, before AWS is asked for it, and what stays when an object goes.</summary>
internal sealed class AccessRecordKeeper(AccessRecords records, AccessRecordWriter writer, RecordsReadiness readiness, PermissionSetReferences references)
{
    /// <summary>Waits until records can be relied on, and looks whether that of an object can be taken as it is.</summary>
    /// <exception cref="InstanceNotFoundException">Not so: nothing must be decided about the object.</exception>
    public async Task EnsureUsableAsync(ObjectMeta owner, CancellationToken cancellationToken)
    {
        await readiness.EnsureAsync(cancellationToken);
        if (records.Of(owner.Uid) is { } record && ProblemOf(record, owner) is { } problem)
        {
            throw new InstanceNotFoundException(
                Reason.RecordsUnavailable,
                $"AccessRecord {record.Uid}, which has what was assigned for this object, cannot be taken as it is: {problem} Correct it, or delete it: then what AWS has of what the object wants is recorded "
                + "anew, and what it was given beyond that is forgotten and stays.");
        }
    }

    /// <summary>Waits until records can be relied on.</summary>
    /// <exception cref="InstanceNotFoundException">They cannot.</exception>
    public Task EnsureReadyAsync(CancellationToken cancellationToken) => readiness.EnsureAsync(cancellationToken);

    /// <summary>Records what is to be recorded, and then lets go of the records that are taken over.</summary>
    /// <exception cref="RecordNotWrittenException">It could not be written: nothing must be asked of AWS.</exception>
    public async Task RecordAsync(AccessStance stance, AccessLedger ledger, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(stance.Record, Draft(stance, ledger), cancellationToken);
        // Only now: a crash in between leaves two records of one thing, which are put together again.
        foreach (var predecessor in stance.TakenOver)
            await writer.DeleteAsync(predecessor, cancellationToken);
    }

    /// <summary>Records what stays in AWS although the object goes; without any the record goes, too.</summary>
    /// <exception cref="RecordNotWrittenException">It could not be written: the object must not go.</exception>
    public async Task ReleaseAsync(AccessStance stance, AccessLedger left, CancellationToken cancellationToken)
    {
        if (left.Count > 0)
            await writer.WriteAsync(stance.Record, Draft(stance, left) with { State = AccessRecordState.Retained }, cancellationToken);
        else if (stance.Record is { } record)
            await writer.DeleteAsync(record, cancellationToken);
    }

    /// <summary>Records of an object that is gone what stays; without anything the record goes, too.</summary>
    /// <returns>The record; null when it went.</returns>
    /// <exception cref="RecordNotWrittenException">It could not be written.</exception>
    public async Task<AccessRecordEntry?> KeepAsync(AccessStance stance, AccessLedger left, CancellationToken cancellationToken)
    {
        if (left.Count > 0)
            return await writer.WriteAsync(stance.Record, Draft(stance, left), cancellationToken);
        await writer.DeleteAsync(stance.Record!, cancellationToken);
        return null;
    }

    /// <summary>Records that an object went without having said what is to become of what it was given.</summary>
    /// <exception cref="RecordNotWrittenException">It could not be written.</exception>
    public async Task<AccessRecordEntry> AbandonAsync(AccessRecordEntry record, CancellationToken cancellationToken) =>
        (await writer.WriteAsync(record, new(record.Owner, record.Ledger!) { State = AccessRecordState.Abandoned, EndsAt = record.EndsAt, SetOf = record.SetOf }, cancellationToken))!;

    /// <summary>Name of the record of an owner; null when there is none.</summary>
    public string? NameOf(AccessStance stance) => records.Of(stance.Owner.Uid)?.Uid;

    private AccessRecordDraft Draft(AccessStance stance, AccessLedger ledger) => new(OwnerOf(stance), ledger)
    {
        State = stance.Key.Namespace is null ? stance.Record!.State : AccessRecordState.Live,
        EndsAt = stance.EndsAt,
        SetOf = arn => stance.SetOf(arn) is { Name: null } unnamed ? unnamed with { Name = references.NameOf(arn) } : stance.SetOf(arn),
    };

    private static AccessRecordOwner OwnerOf(AccessStance stance) =>
        stance.Record?.Owner ?? new() { Namespace = stance.Namespace, Name = stance.Key.Name, Uid = stance.Owner.Uid };

    private static string? ProblemOf(AccessRecordEntry record, ObjectMeta owner) => record switch
    {
        { Problem: { } problem } => problem,
        _ when record.OwnerKey != owner.Key => $"its spec.owner is AccountAssignment {record.OwnerKey}.",
        _ => null,
    };
}
