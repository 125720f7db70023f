using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Monitoring;

/// <summary>
/// How the objects of all kinds fare (docs/metrics.md), from the stores: a scrape costs neither a call nor a decoded object. No label names an object, so the
/// number of series does not grow with the organization.
/// </summary>
internal sealed class ResourceGauges : IHostedService
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IdentityCenterOperator.Resources";

    private static readonly (string Name, TimeSpan Span)[] Horizons = [("1d", TimeSpan.FromDays(1)), ("7d", TimeSpan.FromDays(7))];

    private readonly ConcurrentDictionary<(string Kind, ObjectKey Key), ResourceState> objects = [];
    private readonly IReadOnlyList<IObjectStore> stores;
    private readonly TimeProvider time;

    /// <summary>Creates the instruments.</summary>
    public ResourceGauges(IEnumerable<IObjectStore> stores, IMeterFactory meters, TimeProvider time)
    {
        // Stores of other groups, such as namespaces, hold nothing that becomes Ready.
        (this.stores, this.time) = ([.. stores.Where(store => store.Resource.Group == Entities.IdentityCenter.Definition.Group)], time);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("identitycenter_resources", Counts, description: "Objects by kind, status of their condition Ready, and its reason.");
        meter.CreateObservableGauge("identitycenter_not_ready_seconds", NotReady, description: "For how long the object that waits longest has been waiting since it was last Ready, by kind and reason.");
        meter.CreateObservableGauge("identitycenter_access_expiring", Expiring, description: "Objects whose access ends by itself soon, by how soon.");
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores)
            store.Subscribe((key, json) => Set((store.Resource.Kind, key), json));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Set((string, ObjectKey) key, ReadOnlyMemory<byte>? json)
    {
        if (json is not { } bytes)
        {
            objects.TryRemove(key, out _);
            return;
        }

        var now = time.GetUtcNow();
        var state = ResourceState.Read(bytes, now);
        objects.AddOrUpdate(key, state, (_, before) => state.After(before, now));
    }

    private IEnumerable<Measurement<int>> Counts() => objects
        .CountBy(entry => (entry.Key.Kind, entry.Value.Ready, entry.Value.Reason))
        .Select(group => new Measurement<int>(group.Value, new("kind", group.Key.Kind), new("ready", group.Key.Ready), new("reason", group.Key.Reason)));

    private IEnumerable<Measurement<double>> NotReady()
    {
        var now = time.GetUtcNow();
        return objects.Where(entry => !entry.Value.IsReady)
            .GroupBy(entry => (entry.Key.Kind, entry.Value.Reason), entry => entry.Value.Since)
            .Select(group => new Measurement<double>((now - group.Min()).TotalSeconds, new("kind", group.Key.Kind), new KeyValuePair<string, object?>("reason", group.Key.Reason)));
    }

    private IEnumerable<Measurement<int>> Expiring()
    {
        var now = time.GetUtcNow();
        return Horizons.Select(horizon => new Measurement<int>(
            objects.Values.Count(state => state.ExpiresAt > now && state.ExpiresAt <= now + horizon.Span), new KeyValuePair<string, object?>("within", horizon.Name)));
    }
}
