namespace Operator.Tests.Leadership;

/// <summary>How patient the processes are with each other.</summary>
/// <param name="Lease">How long a standby waits.</param>
/// <param name="Arguments">How the operator is told.</param>
internal sealed record LeaseTimes(TimeSpan Lease, string[] Arguments)
{
    /// <summary>The operator's own defaults.</summary>
    public static LeaseTimes Default { get; } = new(TimeSpan.FromSeconds(15), []);

    /// <summary>Longer than an API server takes to restart, on the slowest machine.</summary>
    public static LeaseTimes Long { get; } = new(TimeSpan.FromSeconds(100), ["--lease-duration", "100s", "--renew-deadline", "90s", "--retry-period", "500ms"]);

    /// <summary>Shorter ones, for tests that wait a lease out. With <c>LEADERSHIP_DEFAULTS=1</c> in the environment these are the defaults, too: to measure them.</summary>
    public static LeaseTimes Short { get; } = Environment.GetEnvironmentVariable("LEADERSHIP_DEFAULTS") == "1" ? Default
        : new(TimeSpan.FromSeconds(6), ["--lease-duration", "6s", "--renew-deadline", "4s", "--retry-period", "500ms"]);
}
