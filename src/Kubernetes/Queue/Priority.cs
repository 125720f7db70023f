namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>Whose turn it is first. A higher priority is picked more often, not always: none starves.</summary>
public enum Priority
{
    /// <summary>Nothing changed; look whether all is still well (also the first look after a start).</summary>
    Resync,

    /// <summary>Another try after a failure.</summary>
    Retry,

    /// <summary>Somebody changed the object, or something that it refers to.</summary>
    Change,

    /// <summary>The object is being deleted or is gone.</summary>
    Deletion,
}
