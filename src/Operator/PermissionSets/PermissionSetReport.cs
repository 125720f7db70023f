using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>The parts of a status that follow from differences and plans; lists are bounded, so that a status stays small.</summary>
public static class PermissionSetReport
{
    /// <summary>The differences for the user; null when there are none. One that was there before keeps the time at which it was first seen.</summary>
    public static DriftStatus? Drift(ValueList<Difference> differences, DriftStatus? previous, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var since = (previous?.Entries ?? []).DistinctBy(entry => entry.Path).ToDictionary(entry => entry.Path, entry => entry.Since);
        return differences.Count == 0 ? null : new()
        {
            Total = differences.Count,
            Entries = [.. differences.Take(DriftStatus.MaxEntries).Select(it => Entry(it, since.GetValueOrDefault(it.Path) ?? now))],
        };
    }

    /// <summary>The condition that says so; none when there are no differences.</summary>
    public static IReadOnlyList<Finding> Drifted(ValueList<Difference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var places = differences.Count == 1 ? "1 place" : $"{differences.Count} places";
        return differences.Count == 0 ? [] : [new(Conditions.Drifted, ConditionStatus.True, Reason.Drifted, $"AWS differs from the spec in {places}: see status.drift.")];
    }

    /// <summary>What would be done next; null when nothing is pending.</summary>
    public static PlanStatus? Plan(PermissionSetPlan plan) => plan switch
    {
        PermissionSetPlan.Do work => Status(work.Steps, Fingerprint.Of(work.Steps.Select(step => step.Summary))),
        PermissionSetPlan.Withhold withhold => Status(withhold.Steps, withhold.Hash),
        _ => null,
    };

    private static PlanStatus Status(ValueList<PermissionSetStep> steps, string hash) => new()
    {
        Hash = hash,
        Total = steps.Count,
        Steps = [.. steps.Take(PlanStatus.MaxSteps).Select(step => Difference.Bound(step.Summary))],
    };

    private static DriftEntry Entry(Difference difference, DateTimeOffset since) => new()
    {
        Path = Difference.Bound(difference.Path),
        Desired = difference.Desired,
        Observed = difference.Observed,
        Since = since,
    };
}
