using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Decides whether the deletion guard lets a plan's revocations through: all that it counts, or none of them. Those that it let through once are not asked about again.
/// </summary>
internal static class RevocationGuard
{
    private const string Limits = "spec.deletionGuard of IdentityCenter default";

    /// <summary>Judges the revocations of a plan as a whole.</summary>
    public static RevocationVerdict Judge(AccessSurvey survey, AccountAssignmentRules rules)
    {
        var steps = survey[SurplusCase.Revocable].Where(rules.AsksGuard).Select(rules.Revocation).ToValueList();
        return (steps.Count, survey.IsSeen) switch
        {
            (0, _) => new RevocationVerdict.NothingAsked(),
            (_, false) => new RevocationVerdict.NotSeen(),
            _ => Judge(steps, rules),
        };
    }

    private static RevocationVerdict Judge(ValueList<AccountAssignmentStep> steps, AccountAssignmentRules rules)
    {
        var hash = PlanHash.Of(steps);
        var name = rules.Approval.NameOf(hash);
        var isApproved = rules.Approval.Approves(name) || rules.IsApproved(name);
        var shrunk = steps.Select(step => step.Assignment.AccountId).Distinct().Count(rules.ShrunkAccounts.Contains);
        var answer = shrunk > 0 ? GuardAnswer.WaitsForApproval : rules.Room.To(steps.Count, wasHeld: rules.Approval.Shown is not null);
        return isApproved || rules.IsAdmitted(hash) || answer is GuardAnswer.Passes
            ? new RevocationVerdict.Passes(hash, steps.Count, isApproved)
            : new RevocationVerdict.Held(new(Reason.GuardTripped, Sentence(steps.Count, shrunk, name, answer, rules), steps, name), NeedsApproval: shrunk > 0);
    }

    private static string Sentence(int count, int shrunk, string name, GuardAnswer answer, AccountAssignmentRules rules)
    {
        var until = answer is GuardAnswer.WaitsForRoom
            ? $"it waits until there is room again, or until the annotation identitycenter.dev/approve is set to {name}"
            : $"none of it is done until the annotation identitycenter.dev/approve is set to {name}";
        return $"{Why(count, shrunk, rules)}: {until}, {Undo(rules)}. {rules.Approval.Objection(name)}".TrimEnd();
    }

    private static string Why(int count, int shrunk, AccountAssignmentRules rules)
    {
        var revocations = count == 1 ? "1 assignment would be revoked" : $"{count} assignments would be revoked";
        return (shrunk, rules.Room) switch
        {
            ( > 0, _) => $"{revocations}, and {shrunk} of their accounts left the organization together with many others",
            (_, { IsUnknown: true }) => $"{revocations}, and it is not known how many the deletion guard allows, since the spec of IdentityCenter default breaks a rule",
            (_, var room) when count > room.Left => $"{revocations}, and the deletion guard allows {room.Left} now in this namespace ({Limits})",
            (_, { Waiting: > 0 } room) => $"{revocations}, and {room.Waiting} more are held back in this namespace, which together is more than the deletion guard lets go without an approval ({Limits})",
            _ => $"{revocations}, which was more than the deletion guard allowed ({Limits})",
        };
    }

    // Kubernetes takes no deletion back, but what it does to AWS can still be chosen.
    private static string Undo(AccountAssignmentRules rules) =>
        rules.IsDeleting ? "or spec.deletionPolicy to Retain, which leaves all of it assigned and lets the object go" : "or the change is undone";
}
