using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>Kind of an event.</summary>
public enum EventType
{
    /// <summary>As it should be.</summary>
    Normal,

    /// <summary>Somebody may have to act.</summary>
    Warning,
}

/// <summary>Something that happened to an object, for people to read.</summary>
/// <param name="Regarding">Kind of the object.</param>
/// <param name="Object">The object: its namespace, name, uid and resource version are recorded.</param>
/// <param name="Type">Normal or Warning.</param>
/// <param name="Reason">Why, a stable word in CamelCase of at most 128 characters.</param>
/// <param name="Action">What was done, a stable word in CamelCase of at most 128 characters.</param>
/// <param name="Note">A sentence; cut to 1,024 bytes.</param>
public sealed record EventNote(ResourceDefinition Regarding, ObjectMeta Object, EventType Type, string Reason, string Action, string Note);

/// <summary>Takes events.</summary>
public interface IEventRecorder
{
    /// <summary>Records an event some time soon. Never waits and never fails; what cannot be written is counted.</summary>
    void Record(EventNote note);
}
