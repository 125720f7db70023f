using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Tells people what happened to a resource, in a sentence. Never waits, and never fails a reconcile.</summary>
internal sealed class ResourceEvents(ILogger<ResourceEvents> log)
{
    /// <summary>Something went as it should.</summary>
    public void Normal(ObjectMeta metadata, ResourceDefinition resource, string reason, string action, string note) =>
        log.LogInformation("{Kind} {Key}: {Reason}: {Note}", resource.Kind, metadata.Key, reason, note);

    /// <summary>Somebody should look.</summary>
    public void Warning(ObjectMeta metadata, ResourceDefinition resource, string reason, string action, string note) =>
        log.LogWarning("{Kind} {Key}: {Reason}: {Note}", resource.Kind, metadata.Key, reason, note);
}
