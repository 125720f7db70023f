using System.Diagnostics;
using System.Diagnostics.Metrics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Guarding;

/// <summary>What the deletion guard counts (docs/metrics.md).</summary>
internal sealed class GuardMetrics(IMeterFactory meters)
{
    private const string Revocations = "revocations";
    private const string PermissionSets = "permission_sets";

    private readonly Meter _meter = meters.Create(DoorMetrics.MeterName);
    private readonly Counter<long> _taken = meters.Create(DoorMetrics.MeterName)
        .CreateCounter<long>("identitycenter_guard_taken_total", description: "What the deletion guard let through, by kind and whether it was approved.");

    /// <summary>Counts what was let through.</summary>
    public void Taken(int revocations, int permissionSets, bool approved)
    {
        _taken.Add(revocations, new TagList { { "what", Revocations }, { "approved", approved ? "true" : "false" } });
        _taken.Add(permissionSets, new TagList { { "what", PermissionSets }, { "approved", approved ? "true" : "false" } });
    }

    /// <summary>Adds the gauges, and lets the counters begin at zero.</summary>
    public void Observe(DeletionGuard guard)
    {
        Taken(0, 0, approved: true);
        Taken(0, 0, approved: false);
        Gauge("identitycenter_guard_used", "What was taken away within the deletion guard's window without an approval.", () => guard.Shares.Used);
        Gauge("identitycenter_guard_limit", "What may be taken away within the deletion guard's window without an approval.", () => Limit(guard.Shares));
        Gauge("identitycenter_guard_blocked", "What the deletion guard holds back.", () => Waiting(guard.State));
        Gauge("identitycenter_guard_namespace_used", "Assignments that a namespace took away within the deletion guard's window without an approval.", guard, told => told.Used);
        Gauge("identitycenter_guard_namespace_limit", "Assignments that a namespace may take away within the deletion guard's window without an approval.", guard, told => told.Limit);
        Gauge("identitycenter_guard_namespace_blocked", "Assignments that the deletion guard holds back, by namespace.", guard, told => told.Blocked);
    }

    private static GuardAllowance Limit(GuardShares shares) => new(shares.Limit, shares.MaxPermissionSets);

    private static GuardAllowance Waiting(GuardState state) => new(state.Waiting.Sum(plan => plan.Revocations), state.Waiting.Sum(plan => plan.PermissionSets));

    private void Gauge(string name, string description, Func<GuardAllowance> read) =>
        _meter.CreateObservableGauge(name, () => Measure(read()), description: description);

    // As bounded as what status tells: namespaces in which something counts or is held back.
    private void Gauge(string name, string description, DeletionGuard guard, Func<GuardNamespace, int> read) => _meter.CreateObservableGauge(
        name, () => GuardMapping.Namespaces(guard.State, guard.Shares).Select(told => new Measurement<int>(read(told), new KeyValuePair<string, object?>("namespace", told.Namespace ?? ""))), description: description);

    private static Measurement<int>[] Measure(GuardAllowance value) =>
        [new(value.Revocations, new KeyValuePair<string, object?>("what", Revocations)), new(value.PermissionSets, new KeyValuePair<string, object?>("what", PermissionSets))];
}
