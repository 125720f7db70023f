using System.Diagnostics.Metrics;
using IdentityCenterOperator.Kubernetes.Metrics;

namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>How full a queue is.</summary>
internal readonly record struct QueueLoad(int Depth, double UnfinishedSeconds, double LongestSeconds);

/// <summary>The <c>workqueue_*</c> metrics of client-go, under the same names and labels.</summary>
internal sealed class QueueMetrics : IDisposable
{
    // client-go's buckets: from a microsecond to a thousand seconds, by powers of ten.
    private static readonly double[] Buckets = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000];

    private static readonly Counter<long> Adds = Runtime.Meter.CreateCounter<long>("workqueue_adds_total", null, "Total number of adds handled by workqueue");
    private static readonly Counter<long> Retries = Runtime.Meter.CreateCounter<long>("workqueue_retries_total", null, "Total number of retries handled by workqueue");
    private static readonly Histogram<double> QueueDuration = Runtime.Histogram(
        "workqueue_queue_duration_seconds", "How long in seconds an item stays in workqueue before being requested", Buckets);
    private static readonly Histogram<double> WorkDuration = Runtime.Histogram(
        "workqueue_work_duration_seconds", "How long in seconds processing an item from workqueue takes.", Buckets);

    private static readonly GaugeSet Depth = new("workqueue_depth", "Current depth of workqueue");
    private static readonly GaugeSet Unfinished = new(
        "workqueue_unfinished_work_seconds", "How many seconds of work is in progress and has not been observed by work_duration; large values indicate stuck threads.");
    private static readonly GaugeSet Longest = new(
        "workqueue_longest_running_processor_seconds", "How many seconds has the longest running processor for workqueue been running.");

    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly IDisposable[] _gauges;

    public QueueMetrics(string name, Func<QueueLoad> load)
    {
        _tags = [new("name", name), new("controller", name)];
        _gauges =
        [
            Depth.Add(() => load().Depth, _tags),
            Unfinished.Add(() => load().UnfinishedSeconds, _tags),
            Longest.Add(() => load().LongestSeconds, _tags),
        ];
    }

    public void Added() => Adds.Add(1, _tags);

    public void Retried() => Retries.Add(1, _tags);

    public void Waited(TimeSpan duration) => QueueDuration.Record(duration.TotalSeconds, _tags);

    public void Worked(TimeSpan duration) => WorkDuration.Record(duration.TotalSeconds, _tags);

    public void Dispose() => Array.ForEach(_gauges, gauge => gauge.Dispose());
}
