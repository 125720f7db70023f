namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>Who reports, and how much. The limits are those of client-go's event correlator, which users of other controllers know.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Name of the controller, for example <c>identitycenter.dev/operator</c>.</summary>
    public string Controller { get; init; } = "identitycenter.dev/operator";

    /// <summary>Name of the instance, by default the host's (in a pod, the pod's).</summary>
    public string Instance { get; init; } = Environment.MachineName;

    /// <summary>How long a repeated event is told by counting up the first one.</summary>
    public TimeSpan SeriesWindow { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Events at once for one object.</summary>
    public int Burst { get; init; } = 25;

    /// <summary>After the burst, one event for one object in this time.</summary>
    public TimeSpan Refill { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Events at once for all objects together.</summary>
    public int GlobalBurst { get; init; } = 500;

    /// <summary>After that burst, one event in this time for all objects together.</summary>
    public TimeSpan GlobalRefill { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Events that wait to be written; more are dropped, and counted.</summary>
    public int Waiting { get; init; } = 1000;
}
