using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>
/// Gathers what the named meters measure and writes it in Prometheus' text format, version 0.0.4. Instruments are expected to be named as Prometheus wants them
/// (<c>_total</c>, <c>_seconds</c>); histograms take their buckets from the instrument's advice.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>Content type of <see cref="Scrape"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = [];
    private readonly HashSet<string> _meters;
    private readonly int _maximumSeries;

    /// <summary>Begins to gather.</summary>
    /// <param name="meters">Names of the meters.</param>
    /// <param name="maximumSeries">
    /// Series a metric may have; what is beyond goes to one series with the label <c>overflow="true"</c>, so that a mistake in a label cannot fill the memory.
    /// </param>
    public PrometheusText(IEnumerable<string> meters, int maximumSeries = 2000)
    {
        (_meters, _maximumSeries) = ([.. meters], maximumSeries);
        _listener.InstrumentPublished = Listen;
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far.</summary>
    public string Scrape()
    {
        lock (_families)
            return ScrapeAlone();
    }

    /// <summary>Ends the gathering.</summary>
    public void Dispose() => _listener.Dispose();

    private string ScrapeAlone()
    {
        foreach (var family in _families.Values)
            family.BeginScrape();
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            family.Write(text);
        return text.ToString();
    }

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (_meters.Contains(instrument.Meter.Name))
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(MetricFamily.NameOf(instrument), _ => new MetricFamily(instrument, _maximumSeries)));
    }
}
