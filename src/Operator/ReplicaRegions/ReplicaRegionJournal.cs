using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Tells the user what a pass came to: by status, and by Events where something happened.</summary>
internal sealed class ReplicaRegionJournal(
    StatusWriter<ReplicaRegion, ReplicaRegionStatus> statuses, ResourceEvents events, AnnotationEvents annotations, DoorMetrics metrics, TimeProvider time)
{
    /// <summary>The status that stands.</summary>
    public ReplicaRegionStatus Latest(ReplicaRegion entity) => statuses.Latest(entity) ?? new();

    /// <summary>Writes the status after a pass, if it says something new. False when the object is gone.</summary>
    public async Task<bool> WriteAsync(ReplicaRegion entity, ReplicaRegionPass pass, CancellationToken cancellationToken)
    {
        var before = Latest(entity);
        var after = ReplicaRegionReport.From(before, pass, entity.Metadata.Generation, time.GetUtcNow());
        if (!await statuses.WriteAsync(entity, after, cancellationToken, nameof(ReplicaRegionStatus.LastSyncTime)))
            return false;
        annotations.Tell(entity.Metadata, ReplicaRegion.Definition, Wishes.OfAll);
        TellDrift(entity, before, pass);
        TellPhase(entity, before, after);
        TellTrouble(entity, before, pass);
        return true;
    }

    /// <summary>Says which step was taken.</summary>
    public void Acted(ReplicaRegion entity, ReplicaRegionStep step) =>
        events.Normal(entity.Metadata, ReplicaRegion.Definition, "Changed", "Apply", $"In AWS: {step.Summary}. AWS works on it by itself; status.phase follows.");

    /// <summary>Says that the stored object cannot be read.</summary>
    public async Task RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await statuses.RejectAsync(entity, time.GetUtcNow(), cancellationToken);
        events.Warning(entity.Metadata, ReplicaRegion.Definition, nameof(Reason.InvalidSpec), "Read", $"{entity.Path}: {entity.Problem}");
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid)
    {
        statuses.Forget(uid);
        annotations.Forget(uid);
    }

    // A difference is drift when the spec did not change, and AWS had been as declared.
    private void TellDrift(ReplicaRegion entity, ReplicaRegionStatus before, ReplicaRegionPass pass)
    {
        if (pass.Differences is not [var difference, ..] || !WasReady(before) || before.ObservedGeneration != entity.Metadata.Generation)
            return;
        metrics.Drifted(ReplicaRegion.Definition.Kind, difference.Path);
        events.Warning(entity.Metadata, ReplicaRegion.Definition, "DriftDetected", "Heal", $"Somebody removed Region {difference.Desired}: in AWS it is {difference.Observed}.");
    }

    private void TellPhase(ReplicaRegion entity, ReplicaRegionStatus before, ReplicaRegionStatus after)
    {
        if (after.Owned == true && before.Owned is null && after is { Phase: not null })
            events.Normal(entity.Metadata, ReplicaRegion.Definition, "Adopted", "Observe", $"AWS has Region {after.Region} already ({after.Phase}): taken over as it is.");
        else if ((before.Phase, after.Phase) is (ReplicaRegionPhase.Adding, null))
            events.Warning(entity.Metadata, ReplicaRegion.Definition, "AddFailed", "Observe", $"AWS stopped adding Region {after.Region} and lists it no more, without a reason.");
        else if (after.Phase is ReplicaRegionPhase.Active && before.Phase is not ReplicaRegionPhase.Active)
            events.Normal(entity.Metadata, ReplicaRegion.Definition, "Active", "Observe", $"The instance is replicated to {after.Region}. What is left to do there is in status.nextSteps.");
    }

    private void TellTrouble(ReplicaRegion entity, ReplicaRegionStatus before, ReplicaRegionPass pass)
    {
        var (reason, message) = pass.Outcome switch
        {
            Outcome.Stalled stalled => (stalled.Reason, stalled.Message),
            Outcome.Failed failed => (failed.Reason, failed.Message),
            Outcome.Paused { Doubt: { } doubt } => (Reason.Paused, doubt),
            _ => (Reason.Synced, ""),
        };
        if (reason is not Reason.Synced && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message == message) != true)
            events.Warning(entity.Metadata, ReplicaRegion.Definition, reason.ToString(), "Reconcile", message);
    }

    private static bool WasReady(ReplicaRegionStatus status) => status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;
}
