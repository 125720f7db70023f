using System.Diagnostics;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Plays the operator for one AccountAssignment: resolves, looks, rules and plans as its controller does, and takes each step on paper, until nothing is left to do.</summary>
internal sealed class AssignmentRehearsal(
    Outlooks outlooks,
    AccessGathering gathering,
    AssignmentSight sight,
    AccountAssignmentRuling ruling,
    GuardForecast guard,
    AccessForecast forecast,
    OrganizationDirectory organization,
    InstanceLocator instances,
    EverythingReader everything)
{
    // Grants, the revocations that came after them, and room for more.
    private const int MostLooks = 8;

    /// <summary>Plays. What AWS would have is in the forecast afterwards.</summary>
    public async Task<ResourcePlan> RunAsync(ProposedObject proposed, StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        if (!stored.TryDecode(out var assignment, out var problem))
            return End(proposed, new Outcome.Stalled(Reason.InvalidSpec, StatusMessages.CannotBeRead(problem)));
        var outlook = await OutlookAsync(assignment, stored.IsDeleting, cancellationToken);
        return (stored.IsDeleting, outlook) switch
        {
            (_, not Outlook.Forbidden) when Wishes.Paused(assignment.Metadata) => End(proposed, new Outcome.Paused()),
            (true, not Outlook.Forbidden) when assignment.Spec is { DeletionPolicy: DeletionPolicy.Retain } or { ManagementPolicy: ManagementPolicy.Observe } =>
                End(proposed, new Outcome.InSync("Everything stays assigned.")),
            (false, Outlook.Invalid invalid) => End(proposed, new Outcome.Stalled(invalid.Why.Reason, invalid.Why.Message)),
            (false, Outlook.NoSet noSet) => End(proposed, new Outcome.Waiting(noSet.Why.Reason, noSet.Why.Message)),
            (false, Outlook.Unread) => throw new UnreachableException($"AWS was not read for AccountAssignment {proposed.Key}."),
            _ => await ConvergeAsync(proposed, assignment, outlook, stored.IsDeleting, cancellationToken),
        };
    }

    private async Task<Outlook> OutlookAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        var outlook = outlooks.Of(assignment);
        if (deleting || outlook is not (Outlook.Open or Outlook.Unread))
            return outlook;
        while (await gathering.GatherAsync(assignment, assignment.Status ?? new(), cancellationToken) is not Gathered.All)
            continue;
        return outlooks.Of(assignment);
    }

    private async Task<ResourcePlan> ConvergeAsync(ProposedObject proposed, AccountAssignment assignment, Outlook outlook, bool deleting, CancellationToken cancellationToken)
    {
        var (steps, ledger) = (new List<AccountAssignmentStep>(), AccessLedger.From(assignment.Status?.Granted));
        var desired = deleting ? null : (outlook as Outlook.Open)?.Desired.State;
        for (var look = 0; look < MostLooks; look++)
        {
            var asked = (desired?.Tuples ?? []).Concat(ledger.Tuples.Where(held => desired?.Contains(held) != true)).ToList();
            var observed = forecast.On(await LookAsync(asked, cancellationToken), asked);
            var decision = AccountAssignmentPlanner.Plan(desired, observed, await RulesAsync(assignment, outlook, ledger, deleting, cancellationToken));
            if (decision.Admission is { IsApproved: false } admission)
                guard.Count(assignment.Metadata.Key, admission.Count, 0);
            if (decision.Plan is not AccountAssignmentPlan.Do act)
                return await SettledAsync(proposed, outlook, decision, steps, cancellationToken);
            foreach (var step in act.Steps)
                forecast.Take(step);
            steps.AddRange(act.Steps);
            ledger = decision.Ledger;
        }

        throw new UnreachableException($"The plan of AccountAssignment {proposed.Key} does not come to an end.");
    }

    // However many lists it takes.
    private async Task<ObservedAccess> LookAsync(IReadOnlyCollection<Assignment> asked, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await sight.LookAsync(asked, new AccessNeed.Known(), cancellationToken) is AccessSight.Seen seen)
                return seen.Observed;
        }
    }

    private async Task<AccountAssignmentRules> RulesAsync(AccountAssignment assignment, Outlook outlook, AccessLedger ledger, bool deleting, CancellationToken cancellationToken)
    {
        AccountAssignmentRules rules;
        do
            rules = await ruling.RulesAsync(assignment, assignment.Status ?? new(), outlook, ledger, deleting, cancellationToken);
        while (rules.AreClaimsOpen);
        return rules with
        {
            Room = guard.RevocationsOf(assignment.Metadata.Key),
            IsApproved = name => guard.IsApproved(AccountAssignment.Definition.Kind, assignment.Metadata.Key, name),
        };
    }

    private async Task<ResourcePlan> SettledAsync(ProposedObject proposed, Outlook outlook, Decision decision, List<AccountAssignmentStep> steps, CancellationToken cancellationToken)
    {
        var withheld = (decision.Plan as AccountAssignmentPlan.Withhold ?? decision.Held?.Plan)?.Steps ?? [];
        var arns = steps.Concat(withheld).Select(step => step.Assignment.PermissionSetArn);
        var sets = await everything.SetNamesAsync(await instances.FindAsync(cancellationToken), arns, cancellationToken);
        return End(proposed, AccountAssignmentOutcome.Of(outlook, decision, refusal: null, [])) with { Steps = Words(steps), Withheld = Words(withheld) };

        List<PlannedStep> Words(IEnumerable<AccountAssignmentStep> some) =>
            [.. some.Select(step => StepWords.Of(step, sets[step.Assignment.PermissionSetArn], AccountName(step.Assignment.AccountId)))];
    }

    private string? AccountName(string id) => organization.Current?.Accounts.GetValueOrDefault(id) is { Name: { Length: > 0 } name } ? Quoted.Text(name, 128)[1..^1] : null;

    private static ResourcePlan End(ProposedObject proposed, Outcome outcome) => new(AccountAssignment.Definition.Kind, proposed.Key, proposed.Origin, outcome);
}
