using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Plays the operator for one ReplicaRegion: at most one request, after which AWS takes its time.</summary>
internal sealed class RegionRehearsal(ReplicaRegionPlanning planning)
{
    /// <summary>Plays.</summary>
    public async Task<ResourcePlan> RunAsync(ProposedObject proposed, StoredObject<ReplicaRegion> stored, Instance instance, CancellationToken cancellationToken)
    {
        if (!stored.TryDecode(out var entity, out var problem))
            return End(proposed, new Outcome.Stalled(Reason.InvalidSpec, StatusMessages.CannotBeRead(problem)));
        var status = entity.Status ?? new();
        var rules = planning.RulesOf(entity, status);
        var translated = stored.IsDeleting ? null : ReplicaRegionDesired.From(entity);
        return translated switch
        {
            _ when Wishes.Pause(entity.Metadata) is { } pause => End(proposed, pause),
            null when !rules.MayRemove => End(proposed, new Outcome.InSync("The Region stays.")),
            ReplicaRegionDesired.Invalid invalid => End(proposed, new Outcome.Stalled(Reason.InvalidSpec, invalid.Message)),
            _ => await PlanAsync(
                proposed, (translated as ReplicaRegionDesired.Valid)?.State, instance, rules with { IsOwned = rules.IsOwned && status.InstanceArn == instance.Arn }, cancellationToken),
        };
    }

    private async Task<ResourcePlan> PlanAsync(ProposedObject proposed, ReplicaRegionState? desired, Instance instance, ReplicaRegionRules rules, CancellationToken cancellationToken)
    {
        var pass = (await planning.PlanAsync(desired, instance, rules, DateTimeOffset.MinValue, cancellationToken))!;
        return pass.Plan switch
        {
            ReplicaRegionPlan.Do act => End(proposed, new Outcome.InSync("AWS is as declared.")) with { Steps = [.. act.Steps.Select(StepWords.Of)] },
            ReplicaRegionPlan.Withhold held => End(proposed, pass.Outcome) with { Withheld = [.. held.Steps.Select(StepWords.Of)] },
            _ => End(proposed, pass.Outcome),
        };
    }

    private static ResourcePlan End(ProposedObject proposed, Outcome outcome) => new(ReplicaRegion.Definition.Kind, proposed.Key, proposed.Origin, outcome);
}
