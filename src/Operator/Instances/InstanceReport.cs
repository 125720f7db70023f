using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>Status as a function of what a pass came to; what is not known stays as it was.</summary>
internal static class InstanceReport
{
    /// <summary>The status after a pass.</summary>
    /// <param name="before">The status that stands.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="generation">Generation that the pass was about.</param>
    /// <param name="now">The time.</param>
    public static IdentityCenterStatus From(IdentityCenterStatus before, InstancePass pass, long generation, DateTimeOffset now)
    {
        var conditions = Conditions.From(pass.Outcome, [], [.. (before.Conditions ?? []).Select(ConditionMapping.FromStored)], generation, now);
        var next = before with
        {
            ObservedGeneration = pass.Outcome is Outcome.Paused ? before.ObservedGeneration : generation,
            Conditions = [.. conditions.Select(ConditionMapping.ToStored)],
            LastHandledReconcileAt = pass.HandledReconcileAt ?? before.LastHandledReconcileAt,
            InstanceArn = pass.Instance?.Arn ?? before.InstanceArn,
            IdentityStoreId = pass.Instance?.IdentityStoreId ?? before.IdentityStoreId,
            OperationsOfOthers = pass.OperationsOfOthers ?? before.OperationsOfOthers,
            Quotas = pass.Quotas is { } quotas ? [.. quotas.Select(quota => new QuotaStatus { Name = quota.Name, Used = quota.Used, Limit = quota.Limit })] : before.Quotas,
            Unmanaged = pass.Unmanaged is { } unmanaged ? UnmanagedOf(unmanaged) : before.Unmanaged,
            Records = pass.Records,
            // As long as AWS cannot be seen, what was held back is.
            Plan = pass.Plan is not null || pass.IsLeftAlone ? PlanOf(pass.Plan) : before.Plan,
        };
        return WithSweep(WithAdministration(WithFacts(next, pass.Facts), pass.Administration), pass.Sweep);
    }

    private static IdentityCenterStatus WithFacts(IdentityCenterStatus status, InstanceFacts? facts) => facts is null ? status : status with
    {
        PermissionSetsEnabled = facts.PermissionSetsEnabled,
        PrimaryRegion = facts.Regions.FirstOrDefault(region => region.IsPrimary)?.Name,
        Encryption = new()
        {
            KeyType = facts.Encryption.KeyType,
            KmsKeyArn = facts.Encryption.KeyArn,
            Status = facts.Encryption.Status,
            StatusReason = facts.Encryption.StatusReason,
        },
        Regions = [.. facts.Regions.OrderBy(region => region.Name, StringComparer.Ordinal).Select(Region)],
    };

    private static IdentityCenterStatus WithAdministration(IdentityCenterStatus status, AdministrationFacts? administration) => administration is null ? status : status with
    {
        ManagementAccountId = administration.ManagementAccountId,
        DelegatedAdministrator = administration.DelegatedAdministrator,
    };

    private static IdentityCenterStatus WithSweep(IdentityCenterStatus status, SweepReport? sweep) => sweep is null ? status : status with
    {
        AssignmentAccess = sweep.Access is AssignmentAccess.Unknown ? status.AssignmentAccess : sweep.Access.ToString(),
        LastSweep = new()
        {
            StartedAt = ConditionMapping.WholeSeconds(sweep.StartedAt),
            FinishedAt = ConditionMapping.WholeSeconds(sweep.FinishedAt),
            Requests = (int)Math.Min(int.MaxValue, sweep.Requests),
            Complete = sweep.Failed == 0,
        },
    };

    private static InstanceRegion Region(RegionFacts region) => new()
    {
        Name = region.Name,
        Status = region.Status,
        Primary = region.IsPrimary,
        AddedDate = region.AddedDate is { } added ? ConditionMapping.WholeSeconds(added) : null,
    };

    private static UnmanagedStatus? UnmanagedOf(UnmanagedView view) => view is { PermissionSets: null, Assignments: null } ? null : new()
    {
        PermissionSets = view.PermissionSets?.Count,
        Assignments = view.Assignments?.Count,
        Orphaned = view.Orphaned,
        Sample = view.Sample is { Count: > 0 } sample ? [.. sample] : null,
    };

    private static PlanStatus? PlanOf(Plan<UnmanagedStep>? plan) => plan is not Plan<UnmanagedStep>.Withhold held ? null : new()
    {
        Hash = held.Hash,
        Total = held.Steps.Count,
        Steps = [.. held.Steps.Take(PlanStatus.MaxSteps).Select(step => step.Summary)],
    };
}
