using System.Diagnostics.Metrics;

namespace Kubernetes.Tests.Client;

/// <summary>Listens to rest_client_requests_total, or another counter of the client, for one host.</summary>
internal sealed class RequestCounts : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> counts = [];
    private readonly string verb;

    public RequestCounts(string host, string name = "rest_client_requests_total", string verb = "method")
    {
        this.verb = verb;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "IdentityCenterOperator.Kubernetes" } && instrument.Name == name)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Count(host, value, tags.ToArray().ToDictionary(t => t.Key, t => (string)t.Value!)));
        listener.Start();
    }

    public IEnumerable<string> Lines
    {
        get
        {
            lock (counts)
                return [.. counts.Select(c => $"{c.Key}: {c.Value}").Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Requests with such a code; all, for an empty text.</summary>
    public long Total(string code)
    {
        lock (counts)
            return counts.Where(c => c.Key.EndsWith(code, StringComparison.Ordinal)).Sum(c => c.Value);
    }

    public void Dispose() => listener.Dispose();

    private void Count(string host, long value, Dictionary<string, string> tags)
    {
        if (tags["host"] != host)
            return;
        lock (counts)
            counts[$"{tags[verb]} {tags["code"]}"] = counts.GetValueOrDefault($"{tags[verb]} {tags["code"]}") + value;
    }
}
