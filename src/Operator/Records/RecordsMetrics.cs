using System.Diagnostics.Metrics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Monitoring;

namespace IdentityCenterOperator.Records;

/// <summary>What is recorded, as metrics (docs/metrics.md).</summary>
internal sealed class RecordsMetrics(RecordsCensus census, IMeterFactory meters)
{
    /// <summary>Adds the gauges.</summary>
    public void Observe()
    {
        var meter = meters.Create(ResourceGauges.MeterName);
        meter.CreateObservableGauge("identitycenter_access_records", () => Measure(census, count => count.Records), description: "AccessRecords by state: of objects that are there, and of those that are gone.");
        meter.CreateObservableGauge("identitycenter_recorded_assignments", () => Measure(census, count => count.Assignments), description: "Assignments in AccessRecords, by the state of the record.");
    }

    private static IEnumerable<Measurement<int>> Measure(RecordsCensus census, Func<(int Records, int Assignments), int> of) =>
        census.ByState.Select(state => new Measurement<int>(of(state.Value), new KeyValuePair<string, object?>("state", Word(state.Key))));

    private static string Word(AccessRecordState state) => state switch
    {
        AccessRecordState.Live => "Live",
        AccessRecordState.Retained => "Retained",
        _ => "Abandoned",
    };
}
