using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>One series of a metric: a value, or how many values fell into each bucket. The family's lock guards it.</summary>
/// <param name="bounds">Upper bounds of the buckets, ascending; null for all but histograms.</param>
internal sealed class MetricSeries(double[]? bounds)
{
    // How many values fell into this bucket and into none before it; the text format adds them up.
    private readonly long[] _counts = new long[bounds?.Length ?? 0];
    private double _sum;
    private long _count;

    /// <summary>Adds a value. What is no number adds nothing, and so makes a histogram known with a count of zero.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;
        _sum += value;
        _count++;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (!(value <= bounds![i]))
                continue;
            _counts[i]++;
            return;
        }
    }

    /// <summary>Puts a value in place of the one before it.</summary>
    public void Set(double value) => _sum = value;

    /// <summary>Writes the lines of this series.</summary>
    public void Write(StringBuilder text, string name, string labels)
    {
        if (bounds is null)
            Line(text, name, labels, _sum);
        else
            WriteHistogram(text, name, labels, bounds);
    }

    private void WriteHistogram(StringBuilder text, string name, string labels, double[] bounds)
    {
        var separator = labels.Length == 0 ? "" : ",";
        var count = 0L;
        for (var i = 0; i < bounds.Length; i++)
            Line(text, $"{name}_bucket", $"{labels}{separator}le=\"{Number(bounds[i])}\"", count += _counts[i]);
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
