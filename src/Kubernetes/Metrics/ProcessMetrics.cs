using System.Diagnostics.Metrics;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>What each Prometheus client library says of its process, under the same names.</summary>
internal static class ProcessMetrics
{
    private static readonly Instrument[] Instruments =
    [
        Runtime.Meter.CreateObservableCounter(
            "process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, null, "Total user and system CPU time spent in seconds."),
        Runtime.Meter.CreateObservableGauge("process_resident_memory_bytes", () => (double)Environment.WorkingSet, null, "Resident memory size in bytes."),
        Runtime.Meter.CreateObservableGauge("process_start_time_seconds", () => Started, null, "Start time of the process since unix epoch in seconds."),
    ];

    private static double Started { get; } = new DateTimeOffset(System.Diagnostics.Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Creates the instruments; once is enough.</summary>
    public static int Register() => Instruments.Length;
}
