using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>From an object and what is known of the instance to a plan; writes nothing.</summary>
internal sealed class ReplicaRegionPlanning(ReplicaRegionSight sight, ReplicaRegionRegister register, TimeProvider time)
{
    /// <summary>What may be done for an object, but for the checks.</summary>
    public ReplicaRegionRules RulesOf(ReplicaRegion entity, ReplicaRegionStatus status)
    {
        var now = time.GetUtcNow();
        return new(status.Region ?? ReplicaRegionDesired.RegionOf(entity), now)
        {
            Management = entity.Spec.ManagementPolicy ?? ManagementPolicy.Enforce,
            Deletion = entity.Spec.DeletionPolicy ?? DeletionPolicy.Retain,
            Timeout = ReplicaRegionDesired.TimeoutOf(entity.Spec),
            IsOwned = status.Owned == true,
            Workflow = status.Workflow is { } workflow ? new(workflow.Type, workflow.StartedAt) : null,
            ClaimedBy = register.OlderClaim(entity),
            IsShared = register.IsShared(entity),
            Ahead = register.Ahead(entity, now),
        };
    }

    /// <summary>Looks and plans; null when nothing is known yet and nothing urges.</summary>
    /// <param name="desired">What is declared; null when the object is being deleted.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="rules">What may be done, but for the checks.</param>
    /// <param name="notBefore">AWS must have been read at this time or later; null when whatever is known will do.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ReplicaRegionPass?> PlanAsync(
        ReplicaRegionState? desired, Instance instance, ReplicaRegionRules rules, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        if (await sight.LookAsync(instance, notBefore, cancellationToken) is not { } known)
            return null;
        var observed = ReplicaRegionObserved.From(known);
        var isAsked = desired is not null && rules.ClaimedBy is null && observed.Find(rules.Region) is null or { Status: ObservedRegionStatus.Removing } or { IsPrimary: true };
        var checks = isAsked ? await sight.CheckAsync(rules.Region, instance, known, cancellationToken) : null;
        rules = rules with { Workflow = RegionWorkflow.Current(rules.Workflow, observed.Find(rules.Region), rules.Now), Preflight = checks ?? [] };
        var plan = ReplicaRegionPlanner.Plan(desired, observed, rules);
        return new(Outcome.From(plan))
        {
            Region = rules.Region,
            Desired = desired,
            Observed = observed,
            InstanceArn = instance.Arn,
            Plan = plan,
            Workflow = rules.Workflow,
            Timeout = rules.Timeout,
            IsOwned = ReplicaRegionPlanner.Owns(plan, desired, observed, rules),
            Preflight = checks,
            NextSteps = desired is null || rules.Region == observed.PrimaryRegion
                ? null : NextSteps.For(rules.Region, observed.PrimaryRegion, instance.Arn, ReplicaRegionObserved.KeyOf(known)),
        };
    }
}
