using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using IdentityCenterOperator.Kubernetes.Metrics;

namespace Kubernetes.Tests.Metrics;

public sealed class ScrapeTests : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid()}");
    private readonly PrometheusText _text;

    public ScrapeTests() => _text = new PrometheusText([_meter.Name]);

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Each_sort_of_instrument_and_of_label_has_its_lines()
    {
        RecordEverything();
        Assert.Equal(
            """
            # HELP a_calls_total Calls.\nA second line with \\ in it.
            # TYPE a_calls_total counter
            a_calls_total 2
            a_calls_total{code="-7",ratio="0.25",exact="true"} 1
            a_calls_total{code="200"} 4
            a_calls_total{code="NotFound",at="01/01/1970 00:00:00 +00:00",none="",exact="False"} 1
            a_calls_total{text="a \"quoted\" \\ and\na second line"} 1
            # HELP b_seconds Time.
            # TYPE b_seconds histogram
            b_seconds_bucket{name="x",le="0.1"} 1
            b_seconds_bucket{name="x",le="1"} 2
            b_seconds_bucket{name="x",le="+Inf"} 4
            b_seconds_sum{name="x"} +Inf
            b_seconds_count{name="x"} 4
            # HELP c_bytes 
            # TYPE c_bytes histogram
            c_bytes_bucket{le="0.005"} 0
            c_bytes_bucket{le="0.01"} 0
            c_bytes_bucket{le="0.025"} 0
            c_bytes_bucket{le="0.05"} 0
            c_bytes_bucket{le="0.1"} 0
            c_bytes_bucket{le="0.25"} 0
            c_bytes_bucket{le="0.5"} 0
            c_bytes_bucket{le="1"} 1
            c_bytes_bucket{le="2.5"} 1
            c_bytes_bucket{le="5"} 1
            c_bytes_bucket{le="10"} 1
            c_bytes_bucket{le="+Inf"} 2
            c_bytes_sum 12
            c_bytes_count 2
            # HELP d_depth Depth.
            # TYPE d_depth gauge
            d_depth 3
            # HELP e_seen_total Seen.
            # TYPE e_seen_total counter
            e_seen_total{by="me"} 1.5

            """,
            _text.Scrape());
    }

    [Fact]
    public void A_gauge_that_is_set_shows_what_it_was_set_to_last()
    {
        var gauge = _meter.CreateGauge<double>("level");
        gauge.Record(3);
        gauge.Record(5);
        Assert.Contains("\nlevel 5\n", _text.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_amid_records_of_several_threads_adds_up()
    {
        const int Each = 20_000;
        var counter = _meter.CreateCounter<long>("calls_total");
        var histogram = _meter.CreateHistogram("time_seconds", null, null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5] });
        var threads = Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("half", i % 2));
                histogram.Record(i % 2);
            }
        })).ToArray();
        var all = Task.WhenAll(threads);
        var before = 0L;
        while (!all.IsCompleted)
        {
            var scrape = _text.Scrape();
            var count = Value(scrape, "time_seconds_count ");
            Assert.Equal(count, Value(scrape, "time_seconds_bucket{le=\"+Inf\"} "));
            Assert.InRange(count, before, 4 * Each);
            before = count;
        }

        await all;
        var last = _text.Scrape();
        Assert.Equal(2 * Each, Value(last, "calls_total{half=\"0\"} "));
        Assert.Equal(2 * Each, Value(last, "calls_total{half=\"1\"} "));
        Assert.Equal(2 * Each, Value(last, "time_seconds_bucket{le=\"0.5\"} "));
        Assert.Equal(4 * Each, Value(last, "time_seconds_count "));
    }

    private void RecordEverything()
    {
        var calls = _meter.CreateCounter<long>("a.calls", null, "Calls.\nA second line with \\ in it.");
        calls.Add(2);
        calls.Add(3, new KeyValuePair<string, object?>("code", 200));
        calls.Add(1, new KeyValuePair<string, object?>("code", "200"));
        calls.Add(1, new("code", -7L), new("ratio", 0.25), new("exact", "true"));
        calls.Add(1, new("code", HttpStatusCode.NotFound), new("at", DateTimeOffset.UnixEpoch), new("none", null), new("exact", false));
        calls.Add(1, new KeyValuePair<string, object?>("text", "a \"quoted\" \\ and\na second line"));
        var seconds = _meter.CreateHistogram("b_seconds", null, "Time.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.1, 0.5, 7, double.PositiveInfinity })
            seconds.Record(value, new KeyValuePair<string, object?>("name", "x"));
        var bytes = _meter.CreateHistogram<int>("c_bytes");
        bytes.Record(1);
        bytes.Record(11);
        var depth = _meter.CreateUpDownCounter<int>("d_depth", null, "Depth.");
        depth.Add(5);
        depth.Add(-2);
        _meter.CreateObservableCounter("e_seen", () => new Measurement<double>(1.5, new KeyValuePair<string, object?>("by", "me")), null, "Seen.");
    }

    private static long Value(string scrape, string start) =>
        scrape.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line ? long.Parse(line[start.Length..], CultureInfo.InvariantCulture) : 0;
}
