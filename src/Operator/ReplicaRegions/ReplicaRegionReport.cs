using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Status as a function of what a pass came to.</summary>
internal static class ReplicaRegionReport
{
    /// <summary>The status after a pass.</summary>
    /// <param name="previous">The status before it.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="generation">Generation that the pass was about.</param>
    /// <param name="now">The time.</param>
    public static ReplicaRegionStatus From(ReplicaRegionStatus previous, ReplicaRegionPass pass, long generation, DateTimeOffset now)
    {
        var conditions = Conditions.From(
            pass.Outcome, pass.Observed is null ? null : [.. Drifted(pass.Differences)], [.. (previous.Conditions ?? []).Select(ConditionMapping.FromStored)], generation, now);
        var next = previous with
        {
            ObservedGeneration = pass.Outcome is Outcome.Paused ? previous.ObservedGeneration : generation,
            Conditions = [.. conditions.Select(ConditionMapping.ToStored)],
            Region = previous.Region ?? pass.Region,
            InstanceArn = pass.InstanceArn ?? previous.InstanceArn,
            LastHandledReconcileAt = pass.HandledReconcileAt ?? previous.LastHandledReconcileAt,
            LastSyncTime = pass.Outcome is Outcome.InSync ? ConditionMapping.WholeSeconds(now) : previous.LastSyncTime,
            WaitingSince = WaitingSince(previous, pass, now),
            Plan = PlanOf(pass.Plan),
        };
        return pass.Observed is { } observed ? WithSight(next, pass, observed, now) : next;
    }

    // What the pass saw of AWS.
    private static ReplicaRegionStatus WithSight(ReplicaRegionStatus next, ReplicaRegionPass pass, ObservedInstance observed, DateTimeOffset now)
    {
        var region = pass.Region is { } name ? observed.Find(name) : null;
        return next with
        {
            PrimaryRegion = observed.PrimaryRegion,
            Phase = PhaseOf(region),
            AddedDate = region?.AddedDate is { } added ? ConditionMapping.WholeSeconds(added) : null,
            Owned = pass.IsOwned ? true : null,
            Workflow = pass.Workflow is { } workflow ? new() { Type = workflow.Type, StartedAt = ConditionMapping.WholeSeconds(workflow.StartedAt) } : null,
            Preflight = pass.Preflight is { } checks ? [.. checks.Select(Stored)] : next.Preflight,
            NextSteps = pass.NextSteps is { } steps ? [.. steps] : null,
            Drift = pass.Desired is null ? null : DriftOf(pass.Differences, next.Drift, now),
        };
    }

    // A place in the line is kept over a failure, and given up by whoever need not wait or may not go.
    private static DateTimeOffset? WaitingSince(ReplicaRegionStatus previous, ReplicaRegionPass pass, DateTimeOffset now) => pass.Outcome switch
    {
        Outcome.Waiting { Reason: Reason.RegionBusy } => previous.WaitingSince ?? ConditionMapping.WholeSeconds(now),
        Outcome.Failed or Outcome.Paused => previous.WaitingSince,
        _ => null,
    };

    private static ReplicaRegionPhase? PhaseOf(ObservedRegion? region) => region?.Status switch
    {
        ObservedRegionStatus.Adding => ReplicaRegionPhase.Adding,
        ObservedRegionStatus.Active => ReplicaRegionPhase.Active,
        ObservedRegionStatus.Removing => ReplicaRegionPhase.Removing,
        _ => null,
    };

    private static PreflightStatus Stored(PreflightCheck check) => new() { Check = check.Name, Status = check.Result, Message = check.Message };

    private static IEnumerable<Finding> Drifted(ValueList<Difference> differences) =>
        differences.Select(difference => new Finding(Conditions.Drifted, ConditionStatus.True, Reason.Drifted, $"Region {difference.Desired} of the instance is {difference.Observed}."));

    private static DriftStatus DriftOf(ValueList<Difference> differences, DriftStatus? previous, DateTimeOffset now) => differences.Count == 0 ? DriftStatus.None : new()
    {
        Total = differences.Count,
        Entries =
        [
            .. differences.Select(difference => new DriftEntry
            {
                Path = difference.Path,
                Desired = difference.Desired,
                Observed = difference.Observed,
                Since = previous?.Entries?.FirstOrDefault(entry => entry.Path == difference.Path)?.Since ?? ConditionMapping.WholeSeconds(now),
            }),
        ],
    };

    private static PlanStatus? PlanOf(ReplicaRegionPlan? plan) => plan is not ReplicaRegionPlan.Withhold withheld ? null : new()
    {
        Hash = withheld.Hash,
        Total = withheld.Steps.Count,
        Steps = [.. withheld.Steps.Select(step => step.Summary)],
    };
}
