using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Tells what becomes of a record whose object is gone: by its status, and by Events where something happened.</summary>
internal sealed class AccessRecordJournal(StatusWriter<AccessRecord, AccessRecordStatus> statuses, ResourceEvents events, AnnotationEvents annotations, TimeProvider time)
{
    /// <summary>Writes the status after a pass, if it says something new.</summary>
    public async Task WriteAsync(AccessRecord record, Outcome outcome, Decision? decision, CancellationToken cancellationToken)
    {
        var before = statuses.Latest(record) ?? new();
        annotations.Tell(record.Metadata, AccessRecord.Definition, Wishes.OfRecords);
        var conditions = Conditions.From(outcome, [], [.. (before.Conditions ?? []).Select(ConditionMapping.FromStored)], record.Metadata.Generation, time.GetUtcNow());
        var after = before with
        {
            ObservedGeneration = record.Metadata.Generation,
            Conditions = [.. conditions.Select(ConditionMapping.ToStored)],
            Plan = decision is { IsJudged: false } ? before.Plan : PlanOf(decision?.Held?.Plan ?? decision?.Plan as AccountAssignmentPlan.Withhold),
            LastApproval = decision is { IsJudged: true } ? Wishes.Approval(record.Metadata) : before.LastApproval,
        };
        await statuses.WriteAsync(record, after, cancellationToken);
        Tell(record, before, outcome);
    }

    /// <summary>The object is there: its own status tells, and this one has nothing to say.</summary>
    public async Task LiveAsync(AccessRecord record, CancellationToken cancellationToken)
    {
        if (statuses.Latest(record)?.Conditions is { Count: > 0 })
            await statuses.WriteAsync(record, new(), cancellationToken);
        if (Wishes.Revoked(record.Metadata) || Wishes.DoubtOfRevoke(record.Metadata) is not null)
            events.Warning(record.Metadata, AccessRecord.Definition, "RevokeIgnored", "Reconcile", $"The annotation {Wishes.RevokeAnnotation} is for records whose AccountAssignment is gone, and this one's is there: change or delete that.");
    }

    /// <summary>Says that an object went without the operator.</summary>
    public void Abandoned(AccessRecord record, AccessRecordEntry entry) => events.Warning(
        record.Metadata, AccessRecord.Definition, nameof(Reason.Abandoned), "Reconcile",
        $"AccountAssignment {entry.OwnerKey} went without the operator having seen to its end; what it was given stays in AWS: {entry.Ledger!.Count} assignments.");

    /// <summary>Says that nothing is left of what an object was given.</summary>
    public void Emptied(AccessRecord record, AccessRecordEntry entry) => events.Normal(
        record.Metadata, AccessRecord.Definition, "Emptied", "Reconcile", $"AWS has nothing any more of what AccountAssignment {entry.OwnerKey}, which is gone, was given. The record goes.");

    /// <summary>Says that the stored record cannot be read.</summary>
    public async Task RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await statuses.RejectAsync(entity, time.GetUtcNow(), cancellationToken);
        events.Warning(entity.Metadata, AccessRecord.Definition, nameof(Reason.InvalidSpec), "Read", $"{entity.Path}: {entity.Problem}");
    }

    /// <summary>Forgets a record that is gone.</summary>
    public void Forget(string uid)
    {
        statuses.Forget(uid);
        annotations.Forget(uid);
    }

    private void Tell(AccessRecord record, AccessRecordStatus before, Outcome outcome)
    {
        var (reason, message) = outcome switch
        {
            Outcome.Stalled stalled => (stalled.Reason, stalled.Message),
            Outcome.Withheld withheld => (withheld.Reason, withheld.Message),
            Outcome.Failed failed => (failed.Reason, failed.Message),
            _ => (Reason.Synced, ""),
        };
        if (reason is not Reason.Synced && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message == message) != true)
            events.Warning(record.Metadata, AccessRecord.Definition, reason.ToString(), "Reconcile", message);
        if (Wishes.DoubtOfRevoke(record.Metadata) is { } doubt && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message?.EndsWith(doubt, StringComparison.Ordinal) == true) != true)
            events.Warning(record.Metadata, AccessRecord.Definition, "RevokeIgnored", "Reconcile", doubt);
    }

    private static PlanStatus? PlanOf(AccountAssignmentPlan.Withhold? withheld) => withheld is null ? null : new()
    {
        Hash = withheld.Hash,
        Total = withheld.Steps.Count,
        Steps = [.. withheld.Steps.Take(PlanStatus.MaxSteps).Select(step => step.Summary)],
    };
}
