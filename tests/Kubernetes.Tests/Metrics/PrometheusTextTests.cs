using System.Diagnostics;
using System.Diagnostics.Metrics;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Queue;

namespace Kubernetes.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid()}");
    private readonly PrometheusText _text;

    public PrometheusTextTests() => _text = new PrometheusText([_meter.Name], maximumSeries: 3);

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_for_each_set_of_labels()
    {
        var counter = _meter.CreateCounter<long>("calls_total", null, "Calls.");
        counter.Add(1, new KeyValuePair<string, object?>("code", 200));
        counter.Add(2, new KeyValuePair<string, object?>("code", 200));
        counter.Add(1, new KeyValuePair<string, object?>("code", 500));
        Assert.Equal("# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total{code=\"200\"} 3\ncalls_total{code=\"500\"} 1\n", _text.Scrape());
    }

    [Fact]
    public void A_histogram_counts_cumulatively_in_the_buckets_of_its_advice()
    {
        var histogram = _meter.CreateHistogram("time_seconds", null, "Time.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
            histogram.Record(value);
        Assert.Equal(
            """
            # HELP time_seconds Time.
            # TYPE time_seconds histogram
            time_seconds_bucket{le="0.1"} 2
            time_seconds_bucket{le="1"} 3
            time_seconds_bucket{le="+Inf"} 4
            time_seconds_sum 7.65
            time_seconds_count 4

            """,
            _text.Scrape());
    }

    [Fact]
    public void A_gauge_shows_the_present_value_and_forgets_sources_that_are_gone()
    {
        var values = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        _meter.CreateObservableGauge(
            "depth", () => values.Select(entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>("name", entry.Key))), null, "Depth.");
        Assert.Contains("depth{name=\"b\"} 2\n", _text.Scrape());
        values.Remove("b");
        values["a"] = 5;
        Assert.Equal("# HELP depth Depth.\n# TYPE depth gauge\ndepth{name=\"a\"} 5\n", _text.Scrape());
    }

    [Fact]
    public void Quotes_backslashes_and_line_ends_in_labels_are_escaped()
    {
        _meter.CreateCounter<long>("odd_total").Add(1, new KeyValuePair<string, object?>("text", "a\"b\\c\nd"));
        Assert.Contains("""odd_total{text="a\"b\\c\nd"} 1""", _text.Scrape());
    }

    [Fact]
    public void Labels_without_bound_end_in_one_series()
    {
        var counter = _meter.CreateCounter<long>("wild_total");
        for (var i = 0; i < 100; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        var text = _text.Scrape();
        Assert.Contains("wild_total{overflow=\"true\"} 97\n", text);
        Assert.Equal(4, text.Split('\n').Count(line => line.StartsWith("wild_total{", StringComparison.Ordinal)));
    }

    [PromtoolFact]
    public async Task Promtool_finds_no_fault_with_the_runtimes_metrics()
    {
        using var runtime = new PrometheusText([Runtime.Name]);
        using var queue = new WorkQueue<string>("promtool", TimeProvider.System);
        queue.Add("a", Priority.Change);
        await queue.TakeAsync();
        queue.Complete("a");
        Assert.Equal("", await CheckAsync(runtime.Scrape()));
    }

    private static async Task<string> CheckAsync(string text)
    {
        using var process = Process.Start(new ProcessStartInfo(PromtoolFactAttribute.Promtool!, ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        return await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
    }
}
