using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>One gauge with a value for each of several sources that come and go.</summary>
internal sealed class GaugeSet
{
    private readonly ConcurrentDictionary<Source, byte> _sources = [];

    public GaugeSet(string name, string description) =>
        Runtime.Meter.CreateObservableGauge(name, () => _sources.Keys.Select(source => source.Measure()), null, description);

    /// <summary>Adds a source until it is disposed of.</summary>
    public IDisposable Add(Func<double> read, params KeyValuePair<string, object?>[] tags)
    {
        var source = new Source(this, read, tags);
        _sources.TryAdd(source, 0);
        return source;
    }

    private sealed class Source(GaugeSet set, Func<double> read, KeyValuePair<string, object?>[] tags) : IDisposable
    {
        public Measurement<double> Measure() => new(read(), tags);

        public void Dispose() => set._sources.TryRemove(this, out _);
    }
}
