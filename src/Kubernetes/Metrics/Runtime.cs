using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>Where the runtime's metrics and traces come from. The names are those of controller-runtime and client-go, so that dashboards and alerts fit.</summary>
public static class Runtime
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "IdentityCenterOperator.Kubernetes";

    internal static readonly Meter Meter = new(Name);
    internal static readonly ActivitySource Traces = new(Name);

    internal static Histogram<double> Histogram(string name, string description, IReadOnlyList<double> buckets) =>
        Meter.CreateHistogram(name, null, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
