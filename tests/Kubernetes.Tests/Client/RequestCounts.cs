using System.Diagnostics.Metrics;

namespace Kubernetes.Tests.Client;

/// <summary>Listens to rest_client_requests_total for one host.</summary>
internal sealed class RequestCounts : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> counts = [];

    public RequestCounts(string host)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "IdentityCenterOperator.Kubernetes", Name: "rest_client_requests_total" })
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

    public void Dispose() => listener.Dispose();

    private void Count(string host, long value, Dictionary<string, string> tags)
    {
        if (tags["host"] != host)
            return;
        lock (counts)
            counts[$"{tags["method"]} {tags["code"]}"] = counts.GetValueOrDefault($"{tags["method"]} {tags["code"]}") + value;
    }
}
