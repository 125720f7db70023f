namespace IdentityCenterOperator.Kubernetes.LeaderElection;

/// <summary>Which Lease, who we are, and how patient. The defaults are those of client-go.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>Namespace of the Lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Lease.</summary>
    public required string Name { get; init; }

    /// <summary>Who we are: unique for each process, also across restarts of a pod.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}_{Guid.NewGuid()}";

    /// <summary>How long others wait after they last saw the holder renew. Whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long after the begin of its last successful renewal the holder may write. Shorter than <see cref="LeaseDuration"/>: the difference is for writes that
    /// were begun in time and are still on their way.
    /// </summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between tries, up to a fifth longer.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks that the times fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which.</exception>
    public void Validate()
    {
        if (LeaseDuration < TimeSpan.FromSeconds(1) || LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException($"The lease duration ({LeaseDuration}) must be one or more whole seconds.");
        if (RenewDeadline >= LeaseDuration)
            throw new ArgumentException($"The renew deadline ({RenewDeadline}) must be shorter than the lease duration ({LeaseDuration}).");
        if (RetryPeriod <= TimeSpan.Zero)
            throw new ArgumentException($"The retry period ({RetryPeriod}) must be longer than zero.");
        if (RetryPeriod * 1.2 >= RenewDeadline)
            throw new ArgumentException($"The retry period ({RetryPeriod}), a fifth longer, must be shorter than the renew deadline ({RenewDeadline}).");
    }
}
