using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Queue;
using Testing;

namespace Kubernetes.Tests.Metrics;

public sealed class AllocationTests : IDisposable
{
    private const int MaximumSeries = 1000;

    private readonly Meter _meter = new($"test-{Guid.NewGuid()}");
    private readonly PrometheusText _text;

    public AllocationTests() => _text = new PrometheusText([_meter.Name, Runtime.Name], MaximumSeries);

    public static TheoryData<int> NumbersOfLabels => [.. Enumerable.Range(0, 9)];

    public static TheoryData<object?> Values => [null, "", "text", "a\"b\\c\nd", new string('x', 5000), 200, -1L, 0.25, 1.5m, true, 'c', HttpStatusCode.NotFound, DateTimeOffset.UnixEpoch];

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [MemberData(nameof(NumbersOfLabels))]
    public void To_count_allocates_nothing_whatever_the_number_of_labels(int labels)
    {
        var tags = Tags(labels);
        var counter = _meter.CreateCounter<long>("counted_total");
        Assert.Equal(0, Allocated.Of(() => counter.Add(1, tags)));
        Assert.Equal(6 * 10_000, Total("counted_total"));
    }

    [Theory]
    [MemberData(nameof(NumbersOfLabels))]
    public void To_time_allocates_nothing_whatever_the_number_of_labels(int labels)
    {
        var tags = Tags(labels);
        var histogram = _meter.CreateHistogram<double>("timed_seconds");
        Assert.Equal(0, Allocated.Of(() => histogram.Record(0.3, tags)));
        Assert.Equal(6 * 10_000, Total("timed_seconds_count"));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_label_of_any_usual_type_allocates_nothing(object? value)
    {
        var counter = _meter.CreateCounter<long>("typed_total");
        var tag = new KeyValuePair<string, object?>("value", value);
        Assert.Equal(0, Allocated.Of(() => counter.Add(1, tag)));
    }

    [Fact]
    public void Many_series_allocate_nothing_once_they_are_known()
    {
        var counter = _meter.CreateCounter<int>("many_total");
        var names = Enumerable.Range(0, MaximumSeries).Select(i => $"name-{i}").ToArray();
        var next = 0;
        Assert.Equal(0, Allocated.Of(() => counter.Add(1, new KeyValuePair<string, object?>("name", names[next++ % names.Length]))));
        Assert.Equal(MaximumSeries, Lines("many_total{"));
    }

    [Fact]
    public void Labels_without_bound_keep_a_bounded_number_of_series_and_allocate_nothing_beyond()
    {
        var counter = _meter.CreateCounter<int>("wild_total");
        var names = Enumerable.Range(0, 50_000).Select(i => $"name-{i}").ToArray();
        var next = 0;
        Assert.Equal(0, Allocated.Of(() => counter.Add(1, new KeyValuePair<string, object?>("name", names[next++ % names.Length]))));
        Assert.Equal(MaximumSeries + 1, Lines("wild_total{"));
        Assert.Equal(next, Total("wild_total"));
    }

    [Fact]
    public void What_the_runtime_records_allocates_nothing()
    {
        using var queue = new QueueMetrics("allocation", () => default);
        using var controller = new ControllerMetrics("allocation", 1, () => 0);
        var failed = new ReconciliationResult.Failed(new IOException());
        Assert.Equal(0, Allocated.Of(() => ClientMetrics.Count(HttpStatusCode.UnprocessableEntity, HttpMethod.Patch, "allocation.example:6443", isRetry: true)));
        Assert.Equal(0, Allocated.Of(() => ClientMetrics.Count(null, HttpMethod.Get, "allocation.example:6443", isRetry: false)));
        Assert.Equal(0, Allocated.Of(queue.Added));
        Assert.Equal(0, Allocated.Of(() => queue.Waited(TimeSpan.FromMilliseconds(3))));
        Assert.Equal(0, Allocated.Of(() => controller.Record(failed, TimeSpan.FromSeconds(1))));
        Assert.Equal(0, Allocated.Of(controller.TimedOut));
    }

    private static TagList Tags(int labels)
    {
        var tags = new TagList();
        for (var i = 0; i < labels; i++)
            tags.Add($"label_{i}", $"value {i}");
        return tags;
    }

    private int Lines(string start) => _text.Scrape().Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    private long Total(string name) => _text.Scrape().Split('\n')
        .Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal) || line.StartsWith($"{name}{{", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
}
