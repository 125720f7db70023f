using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Events;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Tells people what happened to a resource, in a sentence on one line: as an Event and in the log. Never waits, and never fails a reconcile.
/// </summary>
internal sealed class ResourceEvents(IEventRecorder recorder, ILogger<ResourceEvents> log)
{
    /// <summary>Something went as it should.</summary>
    public void Normal(ObjectMeta metadata, ResourceDefinition resource, string reason, string action, string note)
    {
        var line = Quoted.Line(note);
        log.LogInformation("{Kind} {Key}: {Reason}: {Note}", resource.Kind, metadata.Key, reason, line);
        recorder.Record(new(resource, metadata, EventType.Normal, reason, action, line));
    }

    /// <summary>Somebody should look.</summary>
    public void Warning(ObjectMeta metadata, ResourceDefinition resource, string reason, string action, string note)
    {
        var line = Quoted.Line(note);
        log.LogWarning("{Kind} {Key}: {Reason}: {Note}", resource.Kind, metadata.Key, reason, line);
        recorder.Record(new(resource, metadata, EventType.Warning, reason, action, line));
    }
}
