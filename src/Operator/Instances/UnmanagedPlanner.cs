using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>What may be done about what nobody declared.</summary>
internal sealed record UnmanagedRules
{
    /// <summary>What the user asks for.</summary>
    public UnmanagedSpec? Spec { get; init; }

    /// <summary>Why nothing may be taken away now: something is not known well enough; null when nothing stands against it.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Assignments that the deletion guard lets go now without an approval.</summary>
    public int RevocationsLeft { get; init; }

    /// <summary>Permission sets that the deletion guard lets go now without an approval.</summary>
    public int PermissionSetsLeft { get; init; }

    /// <summary>Hash of the plan that status says is held back.</summary>
    public string? TrippedHash { get; init; }

    /// <summary>Whether a plan of this hash was approved.</summary>
    public Func<string, bool> IsApproved { get; init; } = _ => false;

    /// <summary>Steps that have passed the guard already.</summary>
    public IReadOnlySet<UnmanagedStep> Passed { get; init; } = new HashSet<UnmanagedStep>();

    /// <summary>Permission sets that some assignment still uses, be it one that AWS is about to remove.</summary>
    public Func<PermissionSetFacts, bool> IsAssigned { get; init; } = set => set.CurrentAccounts.Count + set.OutdatedAccounts.Count > 0;
}

/// <summary>
/// Decides which of what nobody declared is taken away: nothing unless the user says Revoke, nothing while anything is not known, and what is more than the deletion
/// guard allows only once exactly that was approved. All or nothing.
/// </summary>
internal static class UnmanagedPlanner
{
    /// <summary>Plans. Steps that passed the guard before stand in the plan again, until they are done.</summary>
    public static UnmanagedPlan Plan(UnmanagedView view, UnmanagedRules rules)
    {
        var steps = Steps(view, rules).ToList();
        var open = steps.Where(step => !rules.Passed.Contains(step)).ToList();
        return (steps.Count, open.Count, rules.Obstacle) switch
        {
            (0, _, _) => new UnmanagedPlan.Nothing(),
            (_, _, { } obstacle) => new UnmanagedPlan.Wait(Reason.Progressing, $"{Count(steps)} that nobody declared would be taken away, but nothing is as long as {obstacle}."),
            (_, 0, _) => new UnmanagedPlan.Do(steps.ToValueList()),
            _ when IsAllowed(open, rules) => new UnmanagedPlan.Do(steps.ToValueList()),
            _ when open.Count < steps.Count => new UnmanagedPlan.Do(steps.Where(rules.Passed.Contains).ToValueList()),
            _ => Withhold(open),
        };
    }

    /// <summary>Names a plan, which an approval has to name.</summary>
    public static string HashOf(IEnumerable<UnmanagedStep> steps) => Fingerprint.Of(steps.Select(step => step.Summary).Order(StringComparer.Ordinal));

    /// <summary>How many of each kind.</summary>
    public static (int Revocations, int PermissionSets) CountOf(IReadOnlyCollection<UnmanagedStep> steps) =>
        (steps.Count(step => step is UnmanagedStep.Revoke), steps.Count(step => step is UnmanagedStep.DeleteSet));

    private static IEnumerable<UnmanagedStep> Steps(UnmanagedView view, UnmanagedRules rules) =>
    [
        .. rules.Spec?.Assignments is UnmanagedPolicy.Revoke ? (view.Assignments ?? []).Select(each => new UnmanagedStep.Revoke(each.Assignment, each.PermissionSetName)) : [],
        .. rules.Spec?.PermissionSets is UnmanagedPolicy.Revoke ? (view.PermissionSets ?? []).Where(set => !rules.IsAssigned(set)).Select(UnmanagedStep (set) => new UnmanagedStep.DeleteSet(set.Arn, set.Name)) : [],
    ];

    private static bool IsAllowed(List<UnmanagedStep> open, UnmanagedRules rules)
    {
        var hash = HashOf(open);
        var (revocations, sets) = CountOf(open);
        return rules.IsApproved(hash) || (hash != rules.TrippedHash && revocations <= rules.RevocationsLeft && sets <= rules.PermissionSetsLeft);
    }

    private static UnmanagedPlan.Withhold Withhold(List<UnmanagedStep> open)
    {
        var hash = HashOf(open);
        return new(
            Reason.GuardTripped,
            $"{Count(open)} that nobody declared would be taken away, which is more than spec.deletionGuard allows: review status.plan, then set the annotation "
            + $"identitycenter.dev/approve to {hash}.",
            open.ToValueList(),
            hash);
    }

    private static string Count(IReadOnlyCollection<UnmanagedStep> steps)
    {
        var (revocations, sets) = CountOf(steps);
        return string.Join(" and ", new[] { Words(revocations, "assignment"), Words(sets, "permission set") }.OfType<string>());
    }

    private static string? Words(int count, string what) => count switch
    {
        0 => null,
        1 => $"1 {what}",
        _ => $"{count} {what}s",
    };
}
