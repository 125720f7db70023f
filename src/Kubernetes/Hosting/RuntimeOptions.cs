using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.Kubernetes.Hosting;

/// <summary>What all controllers of a process share.</summary>
public sealed class RuntimeOptions
{
    /// <summary>The election; null for a process without rivals.</summary>
    public LeaderElectionOptions? LeaderElection { get; set; }

    /// <summary>How long running reconciles may take to finish when the process is asked to stop. Stay below the pod's terminationGracePeriodSeconds (30 s by default).</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Names of meters, beside the runtime's own, whose instruments <c>/metrics</c> shows.</summary>
    public ICollection<string> Meters { get; } = [];

    /// <summary>Whether <c>/debug/queue</c> shows what each key is up to. It names the objects.</summary>
    public bool DebugEndpoints { get; set; }

    /// <summary>Jitter: yields numbers from 0 up to but not including 1.</summary>
    public Func<double> Random { get; set; } = System.Random.Shared.NextDouble;
}
