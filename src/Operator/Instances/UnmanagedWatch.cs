using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>Looks for what nobody declared, and asks the guard before any of it is taken away.</summary>
internal sealed class UnmanagedWatch(
    Sweep sweep, FactStore facts, PrincipalDirectory directory, Declarations declarations, IAccessWishes wishes, ClusterIdentity cluster, DeletionGuard guard, UnmanagedWorks works,
    AuditNames names)
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

    /// <summary>What is to be taken away of it now, counted by the guard already; and what of it stays, in a sentence.</summary>
    public async Task<(UnmanagedPlan Plan, string Kept)> PlanAsync(Entities.IdentityCenter center, string? shown, UnmanagedView? view, CancellationToken cancellationToken)
    {
        if (view is null)
            return (new UnmanagedPlan.Nothing(), "");
        await guard.ReadyAsync(cancellationToken);
        var (key, asked) = (center.Metadata.Key, Asked());
        var rules = new UnmanagedRules
        {
            Spec = center.Spec.Unmanaged,
            MayBeWantedBy = step => MayBeWantedBy(step, asked),
            Revocations = guard.RevocationsOf(Kind, key),
            PermissionSets = guard.PermissionSetsOf(Kind, key),
            Approval = new(Wishes.Approval(center.Metadata), guard.State.LastApproval, shown),
            IsApproved = name => guard.IsApproved(Kind, key, name),
            Passed = works.Passed,
        };
        var plan = await CountAsync(center, UnmanagedPlanner.Plan(view, rules), view, rules, cancellationToken);
        Tell(center, plan);
        return (plan, plan is UnmanagedPlan.Wait ? "" : UnmanagedPlanner.Kept(view, rules));
    }

    /// <summary>Hands the plan to those who carry it out.</summary>
    public async Task SubmitAsync(Entities.IdentityCenter center, UnmanagedPlan plan, CancellationToken cancellationToken)
    {
        var uid = await cluster.UidAsync(cancellationToken);
        works.Submit(AuditSubject.Of(Entities.IdentityCenter.Definition, center.Metadata), plan is UnmanagedPlan.Do act ? act.Steps : [], step => MayTake(step, uid));
    }

    /// <summary>Takes nothing away for now; nothing is held back either, or could be approved.</summary>
    public void Hold(ObjectKey key)
    {
        works.Hold();
        guard.Unblock(Kind, key);
    }

    private async Task<UnmanagedWorld> WorldAsync(CancellationToken cancellationToken)
    {
        var access = declarations.Current(await cluster.UidAsync(cancellationToken));
        var sets = facts.PermissionSets.Select(fact => fact.Value).ToList();
        var asked = Asked();
        var setNames = sets.ToDictionary(set => set.Arn, set => set.Name, StringComparer.Ordinal);
        return new()
        {
            Sets = sets,
            // Until it is known what each new object asks for, much of it would pass for nobody's.
            Assignments = wishes.AreRead ? Assignments(sets) : null,
            DeclaresSet = access.Declares,
            DeclaresAssignment = assignment => access.Declares(assignment) || asked(assignment, setNames.GetValueOrDefault(assignment.PermissionSetArn, "")).IsWanted,
            PrincipalOf = directory.Known,
            IsUncertain = directory.IsUncertain,
            AccountNameOf = id => names.Account(id).Name,
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
        var unasked = view.Unasked.Take(AtATime).ToList();
        foreach (var principal in unasked)
            await directory.ExistsAsync(principal, cancellationToken);
        return unasked.Count > 0;
    }

    private async Task<UnmanagedPlan> CountAsync(Entities.IdentityCenter center, UnmanagedPlan plan, UnmanagedView view, UnmanagedRules rules, CancellationToken cancellationToken)
    {
        var open = plan is UnmanagedPlan.Do act ? act.Steps.Where(step => !rules.Passed.Contains(step)).ToList() : [];
        if (open.Count == 0)
            return plan;
        var (revocations, sets) = UnmanagedPlanner.CountOf(open);
        var hash = UnmanagedPlanner.HashOf(open);
        var request = new GuardRequest(Kind, center.Metadata.Key, center.Metadata.Uid, hash)
        {
            Revocations = revocations,
            PermissionSets = sets,
            IsApproved = UnmanagedPlanner.IsApproved(open, rules),
        };
        if (!await guard.TryAdmitAsync(request, cancellationToken))
            return UnmanagedPlanner.Plan(view, rules with { Revocations = rules.Revocations with { Left = 0 }, PermissionSets = rules.PermissionSets with { Left = 0 } });
        works.Pass(open);
        return plan;
    }

    private void Tell(Entities.IdentityCenter center, UnmanagedPlan plan)
    {
        if (plan is UnmanagedPlan.Withhold held)
        {
            var (revocations, sets) = UnmanagedPlanner.CountOf(held.Steps);
            guard.Block(new(Kind, center.Metadata.Key, held.Hash, revocations, sets, $"take away {UnmanagedPlanner.Count(held.Steps)} that nobody declared"));
        }
        else
        {
            // What was let through is with those who carry it out.
            guard.Settle(Kind, center.Metadata.Key);
        }
    }

    // Objects are asked once about each permission set.
    private Func<Assignment, string, AccessWish> Asked()
    {
        var known = new Dictionary<string, Func<Assignment, AccessWish>>(StringComparer.Ordinal);
        return (assignment, set) =>
        {
            if (!known.TryGetValue(assignment.PermissionSetArn, out var about))
                known[assignment.PermissionSetArn] = about = wishes.About(assignment.PermissionSetArn, set);
            return about(assignment);
        };
    }

    private string? MayBeWantedBy(UnmanagedStep step, Func<Assignment, string, AccessWish> asked) => step switch
    {
        UnmanagedStep.Revoke revoke => asked(revoke.Assignment, revoke.PermissionSetName).MayBeWantedBy,
        UnmanagedStep.DeleteSet delete => wishes.UserOf(delete.Name),
        _ => null,
    };

    private bool MayTake(UnmanagedStep step, string uid)
    {
        var (access, asked) = (declarations.Current(uid), Asked());
        return MayBeWantedBy(step, asked) is null && step switch
        {
            UnmanagedStep.Revoke revoke => !access.Declares(revoke.Assignment) && !asked(revoke.Assignment, revoke.PermissionSetName).IsWanted,
            UnmanagedStep.DeleteSet delete => facts.PermissionSet(delete.Arn) is Fact<PermissionSetFacts>.Present set && !access.Declares(set.Value),
            _ => false,
        };
    }
}
