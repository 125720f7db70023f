using System.Diagnostics;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Plays the operator for one AccountAssignment: resolves, looks, rules and plans as its controller does, and takes each step on paper, until nothing is left to do.</summary>
internal sealed class AssignmentRehearsal(
    Outlooks outlooks,
    Stances stances,
    AccessRecords records,
    AccessGathering gathering,
    AssignmentSight sight,
    AccountAssignmentRuling ruling,
    GuardForecast guard,
    AccessForecast forecast,
    OrganizationDirectory organization,
    InstanceLocator instances,
    EverythingReader everything,
    NamespaceAccess access)
{
    // Grants, the revocations that came after them, and room for more.
    private const int MostLooks = 8;

    /// <summary>Plays. What AWS would have is in the forecast afterwards.</summary>
    public async Task<ResourcePlan> RunAsync(ProposedObject proposed, StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        if (!stored.TryDecode(out var assignment, out var problem))
            return await RejectedAsync(proposed, stored, problem, cancellationToken);
        var outlook = await OutlookAsync(assignment, stored.IsDeleting, cancellationToken);
        var pause = Wishes.Pause(assignment.Metadata);
        var stance = stances.Of(assignment, assignment.Status ?? new(), outlook, stored.IsDeleting);
        return stance switch
        {
            { IsAtRest: true, IsDeleting: true } when pause is null => End(proposed, new Outcome.InSync(stance.Ledger.Count == 0 ? "Nothing is assigned for it." : "Everything stays assigned.")),
            { IsAtRest: true } => End(proposed, AccountAssignmentOutcome.AtRest(outlook, pause)),
            { IsDeleting: true } => await ConvergeAsync(proposed, stance, Ended, cancellationToken),
            _ => await ConvergeAsync(proposed, stance, decision => AccountAssignmentOutcome.Of(outlook, pause, decision, null, []), cancellationToken),
        };
    }

    /// <summary>Plays for a record whose object is gone.</summary>
    public async Task<ResourcePlan> RunAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var (proposed, record) = (new ProposedObject(key, [], ProposalOrigin.Cluster), records.Of(key.Name)!);
        var stance = stances.Of(record, Wishes.Revoked(record.Metadata), access.Has(record.Owner.Namespace));
        var plan = stance.IsAtRest ? End(proposed, new Outcome.InSync("It is kept.")) : await ConvergeNamedAsync(proposed, stance, cancellationToken);
        return plan with { Kind = AccessRecord.Definition.Kind };
    }

    // No object names the principals any more.
    private async Task<ResourcePlan> ConvergeNamedAsync(ProposedObject proposed, AccessStance stance, CancellationToken cancellationToken)
    {
        await everything.NamesAsync(stance.Ledger.Tuples.Select(held => held.Principal), cancellationToken);
        return await ConvergeAsync(proposed, stance, Ended, cancellationToken);
    }

    // Of what goes nobody has to know what it asked for.
    private static Outcome Ended(Decision decision) => decision.Plan is AccountAssignmentPlan.Nothing
        ? new Outcome.InSync("Nothing is assigned for it.")
        : AccountAssignmentOutcome.Of(new Outlook.Unread(), pause: null, decision, null, []);

    private async Task<ResourcePlan> RejectedAsync(ProposedObject proposed, StoredObject<AccountAssignment> stored, UndecodableObject problem, CancellationToken cancellationToken)
    {
        var outcome = new Outcome.Stalled(Reason.InvalidSpec, StatusMessages.CannotBeRead(problem));
        var stance = stances.Of(problem, stored.Json, stored.IsDeleting);
        return stance.IsAtRest ? End(proposed, outcome) : await ConvergeAsync(proposed, stance, _ => outcome, cancellationToken);
    }

    private async Task<Outlook> OutlookAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        var outlook = outlooks.Of(assignment);
        if (deleting || outlook is not (Outlook.Open or Outlook.Unread or Outlook.NoSet))
            return outlook;
        while (await gathering.GatherAsync(assignment, assignment.Status ?? new(), cancellationToken) is not Gathered.All)
            continue;
        return outlooks.Of(assignment);
    }

    private async Task<ResourcePlan> ConvergeAsync(ProposedObject proposed, AccessStance stance, Func<Decision, Outcome> outcomeOf, CancellationToken cancellationToken)
    {
        var steps = new List<AccountAssignmentStep>();
        for (var look = 0; look < MostLooks; look++)
        {
            var asked = stance.Asked;
            var observed = stance.Beside(forecast.On(await LookAsync(asked, cancellationToken), asked));
            var decision = AccountAssignmentPlanner.Plan(stance.Desired, observed, await RulesAsync(stance, cancellationToken));
            if (decision.Admission is { IsApproved: false } admission)
                guard.Count(stance.Key, admission.Count, 0);
            if (decision.Plan is not AccountAssignmentPlan.Do act)
                return await SettledAsync(proposed, outcomeOf(decision), decision, steps, cancellationToken);
            foreach (var step in act.Steps)
                forecast.Take(step);
            steps.AddRange(act.Steps);
            stance = stance with { Ledger = decision.Ledger };
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

    private async Task<AccountAssignmentRules> RulesAsync(AccessStance stance, CancellationToken cancellationToken)
    {
        AccountAssignmentRules rules;
        do
            rules = await ruling.RulesAsync(stance, cancellationToken);
        while (rules.AreClaimsOpen);
        return rules with
        {
            Room = guard.RevocationsOf(stance.Key),
            IsApproved = name => guard.IsApproved(stance.Owner.Kind, stance.Key, name),
        };
    }

    private async Task<ResourcePlan> SettledAsync(ProposedObject proposed, Outcome outcome, Decision decision, List<AccountAssignmentStep> steps, CancellationToken cancellationToken)
    {
        var withheld = (decision.Plan as AccountAssignmentPlan.Withhold ?? decision.Held?.Plan)?.Steps ?? [];
        var arns = steps.Concat(withheld).Select(step => step.Assignment.PermissionSetArn);
        var sets = await everything.SetNamesAsync(await instances.FindAsync(cancellationToken), arns, cancellationToken);
        return End(proposed, outcome) with { Steps = Words(steps), Withheld = Words(withheld) };

        List<PlannedStep> Words(IEnumerable<AccountAssignmentStep> some) =>
            [.. some.Select(step => StepWords.Of(step, sets[step.Assignment.PermissionSetArn], AccountName(step.Assignment.AccountId)))];
    }

    private string? AccountName(string id) => organization.Current?.Accounts.GetValueOrDefault(id) is { Name: { Length: > 0 } name } ? Quoted.Text(name, 128)[1..^1] : null;

    private static ResourcePlan End(ProposedObject proposed, Outcome outcome) => new(AccountAssignment.Definition.Kind, proposed.Key, proposed.Origin, outcome);
}
