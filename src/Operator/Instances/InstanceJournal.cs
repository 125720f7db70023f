using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.Instances;

/// <summary>Tells the user what a pass came to: by status, and by Events where something happened.</summary>
internal sealed class InstanceJournal(
    StatusWriter<Entities.IdentityCenter, IdentityCenterStatus> statuses, RecordsCensus records, ResourceEvents events, AnnotationEvents annotations, DoorMetrics metrics, TimeProvider time)
{
    /// <summary>What drift of an instance is counted under.</summary>
    public const string DriftField = "spec.attributes";

    private readonly ConcurrentDictionary<string, bool> _healing = new(StringComparer.Ordinal);

    /// <summary>Whether a status says that AWS is as declared.</summary>
    public static bool IsReady(IdentityCenterStatus status) => status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;

    /// <summary>The status that stands.</summary>
    public IdentityCenterStatus Latest(Entities.IdentityCenter center) => statuses.Latest(center) ?? new();

    /// <summary>Writes the status after a pass, if it says something new.</summary>
    public async Task WriteAsync(Entities.IdentityCenter center, InstancePass pass, CancellationToken cancellationToken)
    {
        var before = Latest(center);
        annotations.Tell(center.Metadata, Entities.IdentityCenter.Definition, Wishes.OfAll);
        await statuses.WriteAsync(center, InstanceReport.From(before, pass with { Records = records.Left }, center.Metadata.Generation, time.GetUtcNow()), cancellationToken);
        Tell(center, before, pass);
    }

    /// <summary>Says which step was taken.</summary>
    public void Acted(Entities.IdentityCenter center, IdentityCenterStatus status, InstanceStep step)
    {
        var isDrift = status.ObservedGeneration == center.Metadata.Generation && IsReady(status);
        if (isDrift)
            metrics.Drifted(Entities.IdentityCenter.Definition.Kind, DriftField);
        if (isDrift)
            _healing[center.Metadata.Uid] = true;
        events.Normal(center.Metadata, Entities.IdentityCenter.Definition, "Changed", "Apply", $"In AWS: {step.Summary}.");
    }

    /// <summary>Says that the stored object cannot be read.</summary>
    public async Task RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await statuses.RejectAsync(entity, time.GetUtcNow(), cancellationToken);
        events.Warning(entity.Metadata, Entities.IdentityCenter.Definition, nameof(Reason.InvalidSpec), "Read", $"{entity.Path}: {entity.Problem}");
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid)
    {
        annotations.Forget(uid);
        statuses.Forget(uid);
        _healing.TryRemove(uid, out _);
    }

    private void Tell(Entities.IdentityCenter center, IdentityCenterStatus before, InstancePass pass)
    {
        // Said once it was seen, not when it was asked for.
        if (pass.Outcome is Outcome.InSync && _healing.TryRemove(center.Metadata.Uid, out _))
            events.Normal(center.Metadata, Entities.IdentityCenter.Definition, "DriftHealed", "Heal", "Attributes for access control are as declared again.");
        var (reason, message) = pass switch
        {
            { Outcome: Outcome.Stalled stalled } => (stalled.Reason, stalled.Message),
            { Outcome: Outcome.Failed failed } => (failed.Reason, failed.Message),
            { Outcome: Outcome.Paused { Doubt: { } doubt } } => (Reason.Paused, doubt),
            { Plan: Plan<UnmanagedStep>.Withhold held } when before.Plan?.Hash != held.Hash => (held.Reason, held.Message),
            _ => (Reason.Synced, ""),
        };
        if (reason is not Reason.Synced && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message == message) != true)
            events.Warning(center.Metadata, Entities.IdentityCenter.Definition, reason.ToString(), "Reconcile", message);
    }
}
