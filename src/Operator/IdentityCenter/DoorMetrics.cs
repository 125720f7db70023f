using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What the door to AWS counts and times (docs/metrics.md). Labels are bounded: operations, outcomes and fields, never names of resources.</summary>
internal sealed class DoorMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IdentityCenterOperator";

    private static readonly double[] SweepSeconds = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];
    private static readonly double[] OperationSeconds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900];

    private readonly Meter meter;
    private readonly Counter<long> calls;
    private readonly Counter<long> throttles;
    private readonly Counter<long> drifts;
    private readonly Histogram<double> sweeps;
    private readonly Histogram<double> operations;
    private readonly ConcurrentDictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _operations = new(StringComparer.Ordinal);

    /// <summary>Creates the instruments. Series begin at zero: of one that begins at sixty, Prometheus sees no increase.</summary>
    public DoorMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        calls = meter.CreateCounter<long>("identitycenter_aws_requests_total", description: "Requests to AWS by operation and outcome.");
        throttles = meter.CreateCounter<long>("identitycenter_aws_throttles_total", description: "Requests that AWS throttled, by operation.");
        drifts = meter.CreateCounter<long>("identitycenter_drift_total", description: "Differences from what is declared that somebody else made, by kind and field.");
        sweeps = Seconds("identitycenter_sweep_duration_seconds", "How long a look at the whole instance took.", SweepSeconds);
        operations = Seconds("identitycenter_propagation_seconds", "How long AWS took for an asynchronous operation, by kind and outcome.", OperationSeconds);
        Begin();
    }

    /// <summary>Makes the differences of a kind begin at zero.</summary>
    /// <param name="kind">Kind of the resource.</param>
    /// <param name="fields">All paths, without members in brackets, that <see cref="Drifted"/> is told of.</param>
    public void Expect(string kind, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            drifts.Add(0, new TagList { { "kind", kind }, { "field", Field(field) } });
    }

    /// <summary>Says that requests of this operation follow, so that what is counted of it begins at zero.</summary>
    public void Calling(string operation)
    {
        if (_operations.ContainsKey(operation) || !_operations.TryAdd(operation, true))
            return;
        throttles.Add(0, new TagList { { "operation", operation } });
        calls.Add(0, new TagList { { "operation", operation }, { "outcome", "ok" } });
    }

    /// <summary>Counts one request.</summary>
    public void Called(string operation, string outcome) => calls.Add(1, new TagList { { "operation", operation }, { "outcome", outcome } });

    /// <summary>Counts one throttle.</summary>
    public void Throttled(string operation) => throttles.Add(1, new TagList { { "operation", operation } });

    /// <summary>Counts one difference. The field is told without the member in brackets, which would be a label without bounds.</summary>
    /// <param name="kind">Kind of the resource.</param>
    /// <param name="path">Field of the spec, as <c>spec.tags[team]</c>.</param>
    public void Drifted(string kind, string path) => drifts.Add(1, new TagList { { "kind", kind }, { "field", Field(path) } });

    /// <summary>Times a round of the sweep.</summary>
    public void Swept(TimeSpan duration, bool complete) => sweeps.Record(duration.TotalSeconds, new TagList { { "complete", complete ? "true" : "false" } });

    /// <summary>Times an operation from its start to its end in AWS.</summary>
    public void Ended(OperationKind kind, string outcome, TimeSpan duration) =>
        operations.Record(duration.TotalSeconds, new TagList { { "kind", Enum.GetName(kind) }, { "outcome", outcome } });

    /// <summary>Shows values that are read when somebody asks; each comes with one label.</summary>
    public void Gauge(string name, string description, string label, Func<IEnumerable<(string Label, double Value)>> read) =>
        meter.CreateObservableGauge(name, () => read().Select(pair => new Measurement<double>(pair.Value, new KeyValuePair<string, object?>(label, pair.Label))), description: description);

    private void Begin()
    {
        foreach (var complete in new[] { "true", "false" })
            sweeps.Record(double.NaN, new TagList { { "complete", complete } });
        foreach (var kind in Enum.GetNames<OperationKind>())
        {
            foreach (var outcome in OperationStatus.Ends)
                operations.Record(double.NaN, new TagList { { "kind", kind }, { "outcome", outcome } });
        }
    }

    // Each field is cut out of its path once: to record a difference costs no allocation.
    private string Field(ReadOnlySpan<char> path)
    {
        const string Spec = "spec.";
        var field = path.StartsWith(Spec, StringComparison.Ordinal) ? path[Spec.Length..] : path;
        field = field.IndexOf('[') is >= 0 and var bracket ? field[..bracket] : field;
        var known = _fields.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(field, out var name))
            return name;
        name = field.ToString();
        return _fields.GetOrAdd(name, name);
    }

    private Histogram<double> Seconds(string name, string description, double[] buckets) =>
        meter.CreateHistogram(name, null, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
