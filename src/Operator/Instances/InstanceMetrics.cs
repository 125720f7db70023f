using System.Diagnostics.Metrics;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>What nobody declared, as a metric (docs/metrics.md).</summary>
internal sealed class InstanceMetrics(IMeterFactory meters)
{
    /// <summary>Adds the gauge. What is not known has no value.</summary>
    public void Observe(UnmanagedWatch unmanaged) => meters.Create(DoorMetrics.MeterName)
        .CreateObservableGauge("identitycenter_unmanaged", () => Measure(unmanaged.Last), description: "What exists in AWS and nobody declared.");

    private static IEnumerable<Measurement<int>> Measure(UnmanagedView view) =>
        new (string What, int? Count)[] { ("permission_sets", view.PermissionSets?.Count), ("assignments", view.Assignments?.Count), ("orphaned", view.Orphaned) }
            .Where(each => each.Count is not null)
            .Select(each => new Measurement<int>(each.Count!.Value, new KeyValuePair<string, object?>("what", each.What)));
}
