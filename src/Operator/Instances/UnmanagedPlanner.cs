using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>What may be done about what nobody declared.</summary>
internal sealed record UnmanagedRules
{
    /// <summary>What the user asks for.</summary>
    public UnmanagedSpec? Spec { get; init; }

    /// <summary>Namespace and name of an AccountAssignment that may want just this, which therefore stays; null for none.</summary>
    public Func<UnmanagedStep, string?> MayBeWantedBy { get; init; } = _ => null;

    /// <summary>Room that the deletion guard has for assignments.</summary>
    public GuardRoom Revocations { get; init; }

    /// <summary>Room that the deletion guard has for permission sets.</summary>
    public GuardRoom PermissionSets { get; init; }

    /// <summary>What was approved before, and what is shown.</summary>
    public PlanApproval Approval { get; init; } = PlanApproval.None;

    /// <summary>Whether the plan of this name was approved.</summary>
    public Func<string, bool> IsApproved { get; init; } = _ => false;

    /// <summary>Steps that have passed the guard already.</summary>
    public IReadOnlySet<UnmanagedStep> Passed { get; init; } = new HashSet<UnmanagedStep>();

    /// <summary>Permission sets that some assignment still uses, be it one that AWS is about to remove.</summary>
    public Func<PermissionSetFacts, bool> IsAssigned { get; init; } = set => set.CurrentAccounts.Count + set.OutdatedAccounts.Count > 0;
}

/// <summary>
/// Decides which of what nobody declared is taken away: nothing unless the user says Revoke, nothing that somebody may want, and what is more than the deletion guard
/// allows only once exactly that was approved, or when there is room again. All or nothing.
/// </summary>
internal static class UnmanagedPlanner
{
    /// <summary>Plans. Steps that passed the guard before stand in the plan again, until they are done.</summary>
    public static UnmanagedPlan Plan(UnmanagedView view, UnmanagedRules rules)
    {
        var all = Steps(view, rules).ToList();
        var steps = all.Where(step => rules.MayBeWantedBy(step) is null).ToList();
        var open = steps.Where(step => !rules.Passed.Contains(step)).ToList();
        return (all.Count, steps.Count, open.Count) switch
        {
            (0, _, _) => new UnmanagedPlan.Nothing(),
            (_, 0, _) => new UnmanagedPlan.Wait(Reason.Progressing, Kept(all, rules)),
            (_, _, 0) => new UnmanagedPlan.Do(steps.ToValueList()),
            _ => Judge(steps, open, rules),
        };
    }

    /// <summary>Whether somebody approved just this. By then the annotation has been answered, so that the plan would have its other name.</summary>
    public static bool IsApproved(IEnumerable<UnmanagedStep> steps, UnmanagedRules rules) => PlanApproval.NamesOf(HashOf(steps)).Any(rules.IsApproved);

    /// <summary>What stays although nobody declared it, in a sentence; empty for nothing.</summary>
    public static string Kept(UnmanagedView view, UnmanagedRules rules) => Kept(Steps(view, rules).ToList(), rules);

    /// <summary>Names a plan by its content alone.</summary>
    public static string HashOf(IEnumerable<UnmanagedStep> steps) => Fingerprint.Of(steps.Select(step => step.Identity).Order(StringComparer.Ordinal));

    /// <summary>How many of each kind.</summary>
    public static (int Revocations, int PermissionSets) CountOf(IReadOnlyCollection<UnmanagedStep> steps) =>
        (steps.Count(step => step is UnmanagedStep.Revoke), steps.Count(step => step is UnmanagedStep.DeleteSet));

    /// <summary>The same in words.</summary>
    public static string Count(IReadOnlyCollection<UnmanagedStep> steps)
    {
        var (revocations, sets) = CountOf(steps);
        return string.Join(" and ", new[] { Words(revocations, "assignment"), Words(sets, "permission set") }.OfType<string>());
    }

    private static IEnumerable<UnmanagedStep> Steps(UnmanagedView view, UnmanagedRules rules) =>
    [
        .. rules.Spec?.Assignments is UnmanagedPolicy.Revoke ? (view.Assignments ?? []).Select(each => new UnmanagedStep.Revoke(each.Assignment, each.PermissionSetName) { AccountName = each.AccountName, PrincipalName = (each.Principal as Fact<string>.Present)?.Value }) : [],
        .. rules.Spec?.PermissionSets is UnmanagedPolicy.Revoke ? (view.PermissionSets ?? []).Where(set => !rules.IsAssigned(set)).Select(UnmanagedStep (set) => new UnmanagedStep.DeleteSet(set.Arn, set.Name)) : [],
    ];

    private static UnmanagedPlan Judge(List<UnmanagedStep> steps, List<UnmanagedStep> open, UnmanagedRules rules)
    {
        var name = rules.Approval.NameOf(HashOf(open));
        var answer = Answer(open, rules);
        return IsApproved(open, rules) || answer is GuardAnswer.Passes ? new UnmanagedPlan.Do(steps.ToValueList())
            : open.Count < steps.Count ? new UnmanagedPlan.Do(steps.Where(rules.Passed.Contains).ToValueList())
            : new UnmanagedPlan.Withhold(Reason.GuardTripped, HeldBack(open, name, answer, rules), open.ToValueList(), name);
    }

    private static GuardAnswer Answer(List<UnmanagedStep> open, UnmanagedRules rules)
    {
        var (revocations, sets) = CountOf(open);
        var wasHeld = rules.Approval.Shown is not null;
        return (GuardAnswer)Math.Max((int)rules.Revocations.To(revocations, wasHeld), (int)rules.PermissionSets.To(sets, wasHeld));
    }

    private static string HeldBack(List<UnmanagedStep> open, string name, GuardAnswer answer, UnmanagedRules rules)
    {
        var until = answer is GuardAnswer.WaitsForRoom ? "it goes when there is room again, or when you" : "review status.plan, then";
        return $"{Count(open)} that nobody declared would be taken away, which is more than spec.deletionGuard allows: {until} set the annotation "
            + $"identitycenter.dev/approve to {name}. {rules.Approval.Objection(name)}".TrimEnd();
    }

    private static string Kept(List<UnmanagedStep> all, UnmanagedRules rules)
    {
        var kept = all.Select(step => (Step: step, By: rules.MayBeWantedBy(step))).Where(each => each.By is not null).ToList();
        return kept.Count == 0 ? "" : $"{Count([.. kept.Select(each => each.Step)])} that nobody declared would be taken away, but AccountAssignment {kept[0].By} may ask for just that"
            + $"{(kept.Select(each => each.By).Distinct().Count() is > 1 and var others ? $", and {others - 1} others" : "")}: what it asks for is not known yet, see its own status.";
    }

    private static string? Words(int count, string what) => count switch
    {
        0 => null,
        1 => $"1 {what}",
        _ => $"{count} {what}s",
    };
}
