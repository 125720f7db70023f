using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>Looks for what nobody declared, and asks the guard before any of it is taken away.</summary>
internal sealed class UnmanagedWatch(
    Sweep sweep, FactStore facts, PrincipalDirectory directory, Declarations declarations, ClusterIdentity cluster, DeletionGuard guard, UnmanagedWorks works)
{
    // Principals that are looked for in one pass.
    private const int AtATime = 100;

    private static readonly string Kind = Entities.IdentityCenter.Definition.Kind;

    /// <summary>What was found last; for the metrics.</summary>
    public UnmanagedView Last { get; private set; } = UnmanagedView.Unknown;

    /// <summary>What nobody declared; null as long as the last look at everything was not complete.</summary>
    public async Task<UnmanagedView?> LookAsync(Entities.IdentityCenter center, CancellationToken cancellationToken)
    {
        if (sweep.Last is not { Failed: 0 } || !declarations.AreKnown)
            return null;
        var world = await WorldAsync(cancellationToken);
        var view = UnmanagedView.From(world, center.Spec.Unmanaged);
        if (await RecognizeAsync(view, cancellationToken))
            view = UnmanagedView.From(world, center.Spec.Unmanaged);
        return Last = view;
    }

    /// <summary>What is to be taken away of it now, counted by the guard already.</summary>
    public async Task<UnmanagedPlan> PlanAsync(Entities.IdentityCenter center, string? trippedHash, UnmanagedView? view, CancellationToken cancellationToken)
    {
        if (view is null)
            return new UnmanagedPlan.Nothing();
        await guard.ReadyAsync(cancellationToken);
        var access = declarations.Current(await cluster.UidAsync(cancellationToken));
        var approval = Wishes.Approval(center.Metadata);
        var left = guard.Left;
        var rules = new UnmanagedRules
        {
            Spec = center.Spec.Unmanaged,
            Obstacle = access.Unresolved is { } name ? $"it is not known what AccountAssignment {name} asks for: it is not Ready" : null,
            RevocationsLeft = left.Revocations,
            PermissionSetsLeft = left.PermissionSets,
            TrippedHash = trippedHash,
            IsApproved = hash => hash == approval || guard.IsApproved(hash),
            Passed = works.Passed,
        };
        var plan = await CountAsync(UnmanagedPlanner.Plan(view, rules), view, rules, cancellationToken);
        Tell(center, plan);
        return plan;
    }

    /// <summary>Hands the plan to those who carry it out.</summary>
    public async Task SubmitAsync(Entities.IdentityCenter center, UnmanagedPlan plan, CancellationToken cancellationToken)
    {
        var uid = await cluster.UidAsync(cancellationToken);
        works.Submit(AuditSubject.Of(Entities.IdentityCenter.Definition, center.Metadata), plan is UnmanagedPlan.Do act ? act.Steps : [], step => MayTake(step, uid));
    }

    /// <summary>Takes nothing away for now.</summary>
    public void Hold() => works.Hold();

    private async Task<UnmanagedWorld> WorldAsync(CancellationToken cancellationToken)
    {
        var access = declarations.Current(await cluster.UidAsync(cancellationToken));
        var sets = facts.PermissionSets.Select(fact => fact.Value).ToList();
        return new()
        {
            Sets = sets,
            // Until each object has recorded what it asks for, much of it would pass for nobody's.
            Assignments = access.HasNewcomers ? null : Assignments(sets),
            DeclaresSet = access.Declares,
            DeclaresAssignment = access.Declares,
            PrincipalOf = directory.Known,
        };
    }

    // Only pairs tell of principals whom nobody knows: until each pair was read once, there may be more.
    private List<Assignment>? Assignments(List<PermissionSetFacts> sets)
    {
        var pairs = sets.SelectMany(set => set.CurrentAccounts.Concat(set.OutdatedAccounts).Select(account => new AssignmentScope.Pair(account, set.Arn)));
        return pairs.Any(pair => facts.Assignments.Of(pair) is Fact<IReadOnlySet<Assignment>>.Unknown)
            ? null
            : [.. facts.Assignments.Present.SelectMany(list => list.Value.Value).Distinct().Where(assignment => facts.Assignment(assignment) is Fact<Assignment>.Present)];
    }

    // True when something was learnt.
    private async Task<bool> RecognizeAsync(UnmanagedView view, CancellationToken cancellationToken)
    {
        var unknown = (view.Assignments ?? []).Where(each => each.Principal is Fact<string>.Unknown).Select(each => each.Assignment.Principal).Distinct().Take(AtATime).ToList();
        foreach (var principal in unknown)
            await directory.ExistsAsync(principal, cancellationToken);
        return unknown.Count > 0;
    }

    private async Task<UnmanagedPlan> CountAsync(UnmanagedPlan plan, UnmanagedView view, UnmanagedRules rules, CancellationToken cancellationToken)
    {
        var open = plan is UnmanagedPlan.Do act ? act.Steps.Where(step => !rules.Passed.Contains(step)).ToList() : [];
        if (open.Count == 0)
            return plan;
        var (revocations, sets) = UnmanagedPlanner.CountOf(open);
        if (!await guard.TryTakeAsync(revocations, sets, rules.IsApproved(UnmanagedPlanner.HashOf(open)), cancellationToken))
            return UnmanagedPlanner.Plan(view, rules with { RevocationsLeft = 0, PermissionSetsLeft = 0 });
        works.Pass(open);
        return plan;
    }

    private void Tell(Entities.IdentityCenter center, UnmanagedPlan plan)
    {
        if (plan is UnmanagedPlan.Withhold held)
        {
            var (revocations, sets) = UnmanagedPlanner.CountOf(held.Steps);
            guard.Block(new(Kind, center.Metadata.Key, held.Hash, revocations, sets, $"take away {revocations} assignments and {sets} permission sets that nobody declared"));
        }
        else
        {
            guard.Unblock(Kind, center.Metadata.Key);
        }
    }

    private bool MayTake(UnmanagedStep step, string uid)
    {
        var access = declarations.Current(uid);
        return access.Unresolved is null && step switch
        {
            UnmanagedStep.Revoke revoke => !access.Declares(revoke.Assignment),
            UnmanagedStep.DeleteSet delete => facts.PermissionSet(delete.Arn) is Fact<PermissionSetFacts>.Present set && !access.Declares(set.Value),
            _ => false,
        };
    }
}
