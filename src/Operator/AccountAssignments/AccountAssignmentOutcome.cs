using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What a decision comes to, in the user's terms.</summary>
internal static class AccountAssignmentOutcome
{
    /// <summary>What is said of an object of which nothing is to be done.</summary>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="pause">The pause that is asked for; null for none.</param>
    public static Outcome AtRest(Outlook outlook, Outcome.Paused? pause) => outlook switch
    {
        _ when pause is not null => pause,
        Outlook.Forbidden forbidden => new Outcome.Stalled(Reason.NamespaceNotAllowed, forbidden.Message),
        Outlook.Closed closed => closed.Why,
        Outlook.Invalid invalid => new Outcome.Stalled(invalid.Why.Reason, invalid.Why.Message),
        Outlook.NoSet { Why: { AwaitsPerson: true } held } => new Outcome.Withheld(held.Reason, held.Message),
        Outlook.NoSet noSet => new Outcome.Waiting(noSet.Why.Reason, noSet.Why.Message),
        _ => new Outcome.Waiting(Reason.Progressing, "Waiting until AWS has been read."),
    };

    /// <summary>The outcome of a decision.</summary>
    /// <param name="outlook">What the object asks for.</param>
    /// <param name="pause">The pause that is asked for; null for none.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="refusal">Why AWS refuses all that is asked for this object; null when it does not.</param>
    /// <param name="failures">What AWS could not do.</param>
    public static Outcome Of(Outlook outlook, Outcome.Paused? pause, Decision decision, AssignmentFailure? refusal, IReadOnlyList<AssignmentFailure> failures) => (decision.Plan, outlook) switch
    {
        (AccountAssignmentPlan.Do act, _) => new Outcome.Progressing($"{Count(act.Steps.Count, "step")} to take{Done(decision.Counts)}; first to {act.Steps[0].Summary}."),
        (AccountAssignmentPlan.Wait { Reason: Reason.AssignmentFailed }, _) when refusal is not null => new Outcome.Stalled(refusal.Reason, refusal.Message),
        (AccountAssignmentPlan.Wait { Reason: Reason.AssignmentFailed } wait, _) => Failed(wait, failures),
        // Nothing is under way: whoever holds the permission set back holds back what waits for it.
        (AccountAssignmentPlan.Wait { Reason: Reason.PermissionSetNotReady } wait, Outlook.Open { Set.NotYet.AwaitsPerson: true }) =>
            new Outcome.Withheld(wait.Reason, $"{wait.Message.TrimEnd('.')}{Done(decision.Counts)}."),
        (AccountAssignmentPlan.Wait wait, _) => new Outcome.Waiting(wait.Reason, $"{wait.Message.TrimEnd('.')}{Done(decision.Counts)}."),
        (AccountAssignmentPlan.Nothing, not Outlook.Open) => AtRest(outlook, pause),
        (AccountAssignmentPlan.Nothing, _) when pause is not null => pause,
        (AccountAssignmentPlan.Nothing, Outlook.Open { Set: { IsGoing: true, NotYet: { } why } }) => new Outcome.Waiting(why.Reason, $"{why.Message}{Rest(decision.Counts)}"),
        (AccountAssignmentPlan.Nothing, Outlook.Open { Desired.Problem: var (reason, message) }) => new Outcome.Stalled(reason, $"{message}{Rest(decision.Counts)}"),
        (AccountAssignmentPlan.Nothing, Outlook.Open open) => new Outcome.InSync(Synced(open.Desired, decision.Counts)),
        (var plan, _) => Outcome.From(plan),
    };

    private static string Done(AccessCounts counts) => counts.Desired == 0 ? "" : $"; {counts.Assigned} of {counts.Desired} are assigned";

    private static string Rest(AccessCounts counts) => counts.Desired == 0 ? "" : $" All else is assigned: {counts.Assigned} of {counts.Desired}.";

    private static string Synced(AccountAssignmentDesired.Valid desired, AccessCounts counts) => (counts.Desired, desired.Targets.Skipped.Count) switch
    {
        (0, 0) => "No account is targeted at present.",
        (var all, 0) => $"AWS is as declared: {Count(all, "assignment")}.",
        (var all, var skipped) => $"AWS is as declared: {Count(all, "assignment")}. Skipped, since not active: {Count(skipped, "account")}.",
    };

    // One reason for all is worth more than the general one.
    private static Outcome.Waiting Failed(AccountAssignmentPlan.Wait wait, IReadOnlyList<AssignmentFailure> failures) => failures is not [var first, ..]
        ? new(wait.Reason, wait.Message)
        : new(
            failures.All(failure => failure.Reason == first.Reason) && first.Reason is not Reason.ProvisioningFailed ? first.Reason : wait.Reason,
            $"{wait.Message} In {first.Step.Where}, {first.Step.Holder}: {first.Message}");

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
