using System.Diagnostics;
using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Plays the operator for one PermissionSet: looks, rules and plans as its controller does, and takes each step on paper, until nothing is left to do.</summary>
internal sealed class SetRehearsal(PermissionSetSight sight, SkippedAccountsFinder skips, PermissionSetRuling ruling, FactStore facts, GuardForecast guard, ProposedCluster cluster, PlanOptions options, TimeProvider time)
{
    // Creation, edits, an approval's wait: no plan takes more looks.
    private const int MostLooks = 8;

    /// <summary>Plays. What AWS would have is known to the store of facts afterwards, and the object's status says what it would say.</summary>
    public async Task<ResourcePlan> RunAsync(ProposedObject proposed, StoredObject<PermissionSet> stored, Instance instance, CancellationToken cancellationToken)
    {
        if (!stored.TryDecode(out var set, out var problem))
            return End(proposed, new Outcome.Stalled(Reason.InvalidSpec, StatusMessages.CannotBeRead(problem)));
        var translated = stored.IsDeleting ? null : PermissionSetDesired.From(set, instance.Partition);
        return (Wishes.Pause(set.Metadata), translated) switch
        {
            ({ } pause, _) => End(proposed, pause),
            (_, PermissionSetDesired.Invalid invalid) => Settle(proposed, set, new(new Outcome.Stalled(Reason.InvalidSpec, invalid.Message)), []),
            _ => await ConvergeAsync(proposed, set, (translated as PermissionSetDesired.Valid)?.State, instance, cancellationToken) with { Warnings = (translated as PermissionSetDesired.Valid)?.Warnings ?? [] },
        };
    }

    private async Task<ResourcePlan> ConvergeAsync(ProposedObject proposed, PermissionSet set, PermissionSetState? desired, Instance instance, CancellationToken cancellationToken)
    {
        var (steps, first) = (new List<PlannedStep>(), (PermissionSetPass?)null);
        for (var look = 0; look < MostLooks; look++)
        {
            var pass = await LookAsync(set, desired, cancellationToken);
            first ??= pass;
            if (pass.Plan is not PermissionSetPlan.Do act)
                return Settle(proposed, set, pass with { InstanceArn = instance.Arn }, steps) with { Differences = first.Observed is null || pass.Outcome is Outcome.Stalled ? [] : first.Differences };
            steps.AddRange(act.Steps.Select(step => StepWords.Of(step, pass.Observed?.ProvisionedAccounts.Count ?? 0)));
            foreach (var step in act.Steps)
                Take(step, set, pass.Observed?.Arn, instance);
        }

        throw new UnreachableException($"The plan of PermissionSet {proposed.Key} does not come to an end.");
    }

    private async Task<PermissionSetPass> LookAsync(PermissionSet set, PermissionSetState? desired, CancellationToken cancellationToken)
    {
        var status = set.Status ?? new();
        var name = PermissionSetDesired.NameOf(set);
        var seen = (Sight.Seen)await sight.LookAsync(name, status.Arn, Need.Named, cancellationToken);
        var observed = seen.Facts is { } have ? PermissionSetObserved.From(have, isProvisioning: false) : null;
        var rules = await RulesAsync(set, status, observed, cancellationToken);
        return PermissionSetPass.Of(PermissionSetPlanner.Plan(desired, observed, rules), desired, observed, rules) with { Name = name };
    }

    private async Task<PermissionSetRules> RulesAsync(PermissionSet set, PermissionSetStatus status, ObservedPermissionSet? observed, CancellationToken cancellationToken)
    {
        var skipped = await skips.AmongAsync(observed, PermissionSetProvisioning.None, cancellationToken);
        var rules = await ruling.RulesAsync(set, status, PermissionSetProvisioning.None, observed, skipped, cancellationToken) with
        {
            IsApproved = name => guard.IsApproved(PermissionSet.Definition.Kind, set.Metadata.Key, name),
            Room = set.Metadata.DeletionTimestamp is null ? new(int.MaxValue, int.MaxValue) : guard.PermissionSets,
        };
        // Without a cluster nobody can tell whose tags these are: the object's own, most likely.
        return options.HasCluster || observed?.Owner is not { } owner ? rules : rules with { Owner = owner };
    }

    private void Take(PermissionSetStep step, PermissionSet set, string? arn, Instance instance)
    {
        if (step is PermissionSetStep.Create)
            arn = $"{instance.Arn.Replace(":instance/", ":permissionSet/", StringComparison.Ordinal)}/new-{PermissionSetDesired.NameOf(set)}";
        if (step is PermissionSetStep.Delete)
            guard.Count(set.Metadata.Key, 0, 1);
        facts.Put(arn!, After(step, arn!, time.GetUtcNow()));
    }

    private Fact<PermissionSetFacts> After(PermissionSetStep step, string arn, DateTimeOffset now) => step switch
    {
        PermissionSetStep.Create creation => new Fact<PermissionSetFacts>.Present(PermissionSetObserved.JustCreated(creation, arn), now),
        PermissionSetStep.Delete => new Fact<PermissionSetFacts>.Absent(now),
        _ => new Fact<PermissionSetFacts>.Present(SetForecast.After(((Fact<PermissionSetFacts>.Present)facts.PermissionSet(arn)).Value, step), now),
    };

    // What the operator would write is what other objects will go by.
    private ResourcePlan Settle(ProposedObject proposed, PermissionSet set, PermissionSetPass pass, IReadOnlyList<PlannedStep> steps)
    {
        var status = PermissionSetReport.From(set.Status ?? new(), pass, set.Metadata.Generation, time.GetUtcNow());
        cluster.SetStatus(PermissionSet.Definition, proposed.Key, JsonSerializer.SerializeToNode(status, EntitiesJson.Default.PermissionSetStatus));
        var withheld = pass.Plan is PermissionSetPlan.Withhold held ? held.Steps.Select(step => StepWords.Of(step, pass.Observed?.ProvisionedAccounts.Count ?? 0)) : [];
        return End(proposed, pass.Outcome) with { Steps = steps, Withheld = [.. withheld] };
    }

    private static ResourcePlan End(ProposedObject proposed, Outcome outcome) => new(PermissionSet.Definition.Kind, proposed.Key, proposed.Origin, outcome);
}
