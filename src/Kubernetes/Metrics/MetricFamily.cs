using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>One metric with all its series. Thread-safe.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _series = [];
    private readonly string _type;
    private readonly string _help;
    private readonly bool _isObserved;
    private readonly double[]? _buckets;
    private readonly int _maximum;

    public MetricFamily(Instrument instrument, int maximum)
    {
        (Name, _maximum, _help) = (NameOf(instrument), maximum, instrument.Description ?? "");
        _isObserved = instrument.IsObservable;
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

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_gate)
            Find(labels).Record(value, _buckets, replace: _isObserved);
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
                series.Write(text, Name, labels, _buckets);
        }
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition() switch
    {
        var type when type == typeof(Counter<>) || type == typeof(ObservableCounter<>) => "counter",
        var type when type == typeof(Histogram<>) => "histogram",
        _ => "gauge",
    };

    private Series Find(string labels)
    {
        if (_series.TryGetValue(labels, out var series))
            return series;
        if (_series.Count >= _maximum)
            return _series.TryGetValue(Overflow, out var overflow) ? overflow : _series[Overflow] = new Series(_buckets?.Length ?? 0);
        return _series[labels] = new Series(_buckets?.Length ?? 0);
    }

    private const string Overflow = "overflow=\"true\"";

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"").Append(EscapeLabel(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        return text.ToString();
    }

    private static string EscapeHelp(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeLabel(string text) => EscapeHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    private sealed class Series(int buckets)
    {
        private readonly long[] _counts = new long[buckets];
        private double _sum;
        private long _count;

        public void Record(double value, double[]? bounds, bool replace)
        {
            _sum = replace ? value : _sum + value;
            _count++;
            for (var i = 0; i < bounds?.Length; i++)
                _counts[i] += value <= bounds[i] ? 1 : 0;
        }

        public void Write(StringBuilder text, string name, string labels, double[]? bounds)
        {
            if (bounds is null)
            {
                Line(text, name, labels, _sum);
                return;
            }

            var separator = labels.Length == 0 ? "" : ",";
            for (var i = 0; i < bounds.Length; i++)
                Line(text, $"{name}_bucket", $"{labels}{separator}le=\"{Number(bounds[i])}\"", _counts[i]);
            Line(text, $"{name}_bucket", $"{labels}{separator}le=\"+Inf\"", _count);
            Line(text, $"{name}_sum", labels, _sum);
            Line(text, $"{name}_count", labels, _count);
        }

        private static void Line(StringBuilder text, string name, string labels, double value) =>
            text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

        private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf"
            : double.IsNegativeInfinity(value) ? "-Inf"
            : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
