using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using IdentityCenterOperator.Kubernetes.Metrics;

namespace MetricsBench;

/// <summary>A counter and a histogram of which there are many series, and what a scrape of them costs.</summary>
[InProcess]
[MemoryDiagnoser]
public class Recording
{
    private const int Series = 500;

    private readonly TagList[] _tags = new TagList[Series];
    private readonly Meter _meter = new("metrics-bench");
    private readonly Counter<long> _counter;
    private readonly Histogram<double> _histogram;
    private readonly PrometheusText _text = new(["metrics-bench"]);
    private int _next;

    public Recording()
    {
        _counter = _meter.CreateCounter<long>("requests_total");
        _histogram = _meter.CreateHistogram<double>("request_seconds");
    }

    [Params(0, 2, 8)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        for (var series = 0; series < Series; series++)
        {
            for (var label = 0; label < Labels; label++)
                _tags[series].Add($"label_{label}", $"value-{series}");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Benchmark]
    public void Count() => _counter.Add(1, _tags[_next++ % Series]);

    [Benchmark]
    public void Time() => _histogram.Record(0.3, _tags[_next++ % Series]);

    [Benchmark]
    public int Scrape() => _text.Scrape().Length;
}
