using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Queue;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>How a controller is run.</summary>
/// <typeparam name="T">C# type of the kind.</typeparam>
public sealed record ControllerOptions<T>
    where T : class, IKubernetesObject
{
    /// <summary>Name in metrics and logs; null for the kind in lower case.</summary>
    public string? Name { get; init; }

    /// <summary>How many objects are reconciled at a time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>
    /// Domain-qualified finalizer that objects get before their first reconcile, for example <c>identitycenter.dev/finalizer</c>; null when nothing is left
    /// behind by a deleted object.
    /// </summary>
    public string? Finalizer { get; init; }

    /// <summary>Annotations whose change is a reason to reconcile. One that ends with a slash stands for all that begin with it.</summary>
    public IReadOnlyCollection<string> Annotations { get; init; } = [];

    /// <summary>
    /// How long an object that was there at the start may wait for its first look, for example spread over an interval if its status is fresh; null for not at
    /// all.
    /// </summary>
    public Func<T, TimeSpan>? StartupDelay { get; init; }

    /// <summary>A reconcile is cancelled after this time, counted, and tried again.</summary>
    public TimeSpan ReconcileTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When an object that is being deleted is looked at again at the latest, whatever its last look came to; null for no such limit.</summary>
    public TimeSpan? LongestWhileDeleting { get; init; }

    /// <summary>Delays after failures.</summary>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));

    /// <summary>When an object that waits for a signal is looked at without one (10 % more or less).</summary>
    public TimeSpan WaitingDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When an object that cannot go on is looked at again (10 % more or less).</summary>
    public TimeSpan StalledDelay { get; init; } = TimeSpan.FromMinutes(30);
}
