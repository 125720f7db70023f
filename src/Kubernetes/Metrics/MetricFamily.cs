using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>One metric with all its series. Thread-safe.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private const string Overflow = "overflow=\"true\"";

    // Twice what the longest labels of this project take: those of a request to an API server with a long host name.
    private const int CharactersOnStack = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricSeries>.AlternateLookup<ReadOnlySpan<char>> _byLabels;
    private readonly string _type;
    private readonly string _help;
    private readonly bool _isObserved;
    private readonly bool _replaces;
    private readonly double[]? _buckets;
    private readonly int _maximum;

    public MetricFamily(Instrument instrument, int maximum)
    {
        (Name, _maximum, _help) = (NameOf(instrument), maximum, instrument.Description ?? "");
        _byLabels = _series.GetAlternateLookup<ReadOnlySpan<char>>();
        _isObserved = instrument.IsObservable;
        _replaces = _isObserved || instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
        _type = TypeOf(instrument);
        if (_type == "histogram")
            _buckets = [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBuckets];
    }

    public string Name { get; }

    /// <summary>The instrument's name with what Prometheus does not allow replaced, and counters marked as such.</summary>
    public static string NameOf(Instrument instrument)
    {
        var name = string.Concat(instrument.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c == ':' ? c : '_'));
        return TypeOf(instrument) == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Takes one measurement. A series that is known costs no allocation.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new LabelText(stackalloc char[CharactersOnStack]);
        foreach (var (name, tag) in tags)
            labels.Add(name, tag);
        lock (_gate)
            Take(value, Find(labels.Text));
        labels.Return();
    }

    /// <summary>Observed values of sources that are gone must not linger.</summary>
    public void BeginScrape()
    {
        lock (_gate)
        {
            if (_isObserved)
                _series.Clear();
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            if (_series.Count == 0)
                return;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {EscapeHelp(_help)}\n# TYPE {Name} {_type}\n");
            foreach (var (labels, series) in _series.OrderBy(series => series.Key, StringComparer.Ordinal))
                series.Write(text, Name, labels);
        }
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition() switch
    {
        var type when type == typeof(Counter<>) || type == typeof(ObservableCounter<>) => "counter",
        var type when type == typeof(Histogram<>) => "histogram",
        _ => "gauge",
    };

    private void Take(double value, MetricSeries series)
    {
        if (_replaces)
            series.Set(value);
        else
            series.Add(value);
    }

    private MetricSeries Find(ReadOnlySpan<char> labels)
    {
        if (_byLabels.TryGetValue(labels, out var series))
            return series;
        if (_series.Count < _maximum)
            return _series[labels.ToString()] = new MetricSeries(_buckets);
        return _series.TryGetValue(Overflow, out var overflow) ? overflow : _series[Overflow] = new MetricSeries(_buckets);
    }

    private static string EscapeHelp(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
