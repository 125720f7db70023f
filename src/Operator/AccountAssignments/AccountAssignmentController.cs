using System.Collections.Concurrent;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// The path of an AccountAssignment: spec to what is wanted, AWS to observed, both to a plan, what it came to into status. Deletion, expiry and the loss of the right
/// to use the permission set are the same path toward nothing. Steps take AWS their time: they are handed over, and what becomes of them brings the resource back here.
/// </summary>
internal sealed class AccountAssignmentController(
    InstanceWatch instances,
    OperationTracker operations,
    Outlooks outlooks,
    AccessGathering gathering,
    AssignmentRegister register,
    AssignmentSight sight,
    AccountAssignmentRuling ruling,
    AccountAssignmentGuard guard,
    AssignmentLines lines,
    AccountAssignmentJournal journal,
    LeftToSweep<AccountAssignment> left,
    SteadyClock steady,
    TimeProvider time) : IEntityController<AccountAssignment>
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan HopelessAfter = TimeSpan.FromMinutes(10);

    private const int HopelessAttempts = 3;

    private const string NotFoundYet = "The permission set was not found in the present IAM Identity Center instance so far: look at the PermissionSet's own conditions.";

    private const string ReadingOrganization = "The organization is being read, which takes minutes where thousands of accounts' tags are needed.";

    // Since when a fresh look is asked for, and by what: lists that were read since need not be read again by the next pass.
    private readonly ConcurrentDictionary<string, (string Wish, DateTimeOffset At)> _asked = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ReconciliationResult> ReconcileAsync(AccountAssignment entity, CancellationToken cancellationToken) => ConvergeAsync(entity, deleting: false, cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(AccountAssignment entity, CancellationToken cancellationToken) => ConvergeAsync(entity, deleting: true, cancellationToken);

    /// <inheritdoc/>
    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        lines.Withdraw(key);
        guard.Forget(key);
        journal.Forget(uid);
        gathering.Forget(uid);
        left.Forget(key);
        _asked.TryRemove(uid, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        lines.Withdraw(entity.Metadata.Key);
        guard.LeaveAlone(entity.Metadata.Key, shown: null);
        await journal.RejectAsync(entity, cancellationToken);
        return new Stalled(nameof(Reason.InvalidSpec));
    }

    private async Task<ReconciliationResult> ConvergeAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        // Taken before anything is decided: what falls due while this pass is under way is for the next one to see.
        var began = time.GetUtcNow();
        left.Begin(assignment.Metadata.Key);
        try
        {
            var result = await TryAsync(assignment, deleting, cancellationToken);
            if (result is Failed or Waiting or Stalled && !deleting && IsEnding(assignment))
                return result with { AtMost = KindServices.LongestWhileEnding };
            return deleting ? result : Until(AccessWindow.Next(assignment.Spec, began), result);
        }
        finally
        {
            left.End(assignment.Metadata.Key);
        }
    }

    // Whether it has what it shall have no more.
    private bool IsEnding(AccountAssignment assignment) =>
        journal.Latest(assignment).Granted is { Count: > 0 } && outlooks.Of(assignment) is Outlook.Closed or Outlook.Forbidden;

    private async Task<ReconciliationResult> TryAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAndActAsync(assignment, journal.Latest(assignment), deleting, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(assignment, e, cancellationToken);
        }
    }

    private async Task<ReconciliationResult> LookAndActAsync(AccountAssignment assignment, AccountAssignmentStatus status, bool deleting, CancellationToken cancellationToken)
    {
        var outlook = outlooks.Of(assignment);
        if (Wishes.Paused(assignment.Metadata) && outlook is not Outlook.Forbidden)
            return await RestAsync(assignment, outlook, new Outcome.Paused(), Idle(deleting, "the paused annotation to go"), cancellationToken);
        if (deleting && outlook is not Outlook.Forbidden && assignment.Spec is { DeletionPolicy: DeletionPolicy.Retain } or { ManagementPolicy: ManagementPolicy.Observe })
            return new Done();
        var instance = await instances.UsableAsync(cancellationToken);
        var gathered = Gathered.All;
        if (!deleting && outlook is Outlook.Open or Outlook.Unread)
            (outlook, gathered) = await GatheredAsync(assignment, status, cancellationToken);
        return (deleting, outlook) switch
        {
            (false, Outlook.Invalid invalid) =>
                await RestAsync(assignment, outlook, new Outcome.Stalled(invalid.Why.Reason, invalid.Why.Message), new Stalled(invalid.Why.Reason.ToString()), cancellationToken),
            (false, Outlook.NoSet noSet) =>
                await RestAsync(assignment, outlook, new Outcome.Waiting(noSet.Why.Reason, noSet.Why.Message), new Waiting("the permission set"), cancellationToken),
            (false, Outlook.Open open) when !instance.Has(open.Set.Arn) =>
                await RestAsync(assignment, outlook, new Outcome.Waiting(Reason.PermissionSetNotReady, NotFoundYet), new Waiting("the permission set"), cancellationToken),
            (false, Outlook.Unread) when gathered is Gathered.OrganizationUnderWay =>
                await RestAsync(assignment, outlook, new Outcome.Waiting(Reason.Progressing, ReadingOrganization), new Waiting("the organization"), cancellationToken),
            (false, Outlook.Unread) or (false, Outlook.Open { Desired.Principals.AreKnown: false }) =>
                gathered is Gathered.Partly ? new Again(TimeSpan.Zero) : LeaveToSweep(assignment, outlook),
            _ => await PlanAsync(assignment, status, outlook, instance, deleting, cancellationToken),
        };
    }

    // What is settled can wait until the sweep has been there; what is new, edited or unfinished is read at once.
    private async Task<(Outlook Outlook, Gathered Gathered)> GatheredAsync(AccountAssignment assignment, AccountAssignmentStatus status, CancellationToken cancellationToken)
    {
        var gathered = Gathered.All;
        if (IsSettled(assignment, status))
            gathering.LeaveToSweep(assignment);
        else
            gathered = await gathering.GatherAsync(assignment, status, cancellationToken);
        return (outlooks.Of(assignment), gathered);
    }

    private async Task<ReconciliationResult> PlanAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, Instance instance, bool deleting, CancellationToken cancellationToken)
    {
        var desired = deleting ? null : (outlook as Outlook.Open)?.Desired.State;
        var ledger = guard.Renewed(AccessLedger.From(status.Granted), lines.FailuresOf(assignment.Metadata.Key), lines.RefusalOf(assignment.Metadata.Key, isGrant: false));
        var here = ledger.Tuples.Where(held => instance.Has(held.PermissionSetArn)).ToHashSet();
        // What an earlier process may have left in flight is known before anything is read that is decided on.
        await operations.RecognizedAsync(cancellationToken);
        var asked = (desired?.Tuples ?? []).Concat(here.Where(held => desired?.Contains(held) != true)).ToList();
        lines.Keep(assignment.Metadata.Key, step => step is AccountAssignmentStep.Grant == (desired?.Contains(step.Assignment) == true));
        // Before the look: what ends between the two may have an effect that the look has not seen.
        var busy = asked.Where(one => IsBusy(assignment, desired, one)).ToHashSet();
        var need = NeedOf(assignment, status, desired, here, deleting) with { GivesUp = one => desired?.Contains(one) != true };
        var (observed, isAll) = await sight.LookAsync(asked, need, cancellationToken) switch
        {
            AccessSight.Seen seen => (seen.Observed, true),
            AccessSight.Partly partly => (partly.Observed, false),
            _ => (null, false),
        };
        if (observed is null)
            return LeaveToSweep(assignment, outlook);
        // Somebody who asks for a look asks for a new try, too.
        var isAskedFor = Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt) is not null;
        lines.ForgetFailures(assignment.Metadata.Key, failed => !isAskedFor && (desired?.Contains(failed) == true || ledger.Contains(failed)));
        var rules = await guard.AskedAsync(assignment, await ruling.RulesAsync(assignment, status, outlook, ledger, deleting, cancellationToken), cancellationToken) with
        {
            IsBusy = one => busy.Contains(one) || IsBusy(assignment, desired, one),
        };
        var decision = await guard.PassAsync(assignment, rules, allowed => AccountAssignmentPlanner.Plan(desired, observed, allowed), cancellationToken);
        register.Remember(assignment.Metadata.Key, outlook, decision.Ledger.Tuples.Any(held => desired?.Contains(held) != true));
        return await ActAsync(assignment, status, PassOf(assignment, status, outlook, decision), deleting, LookAgainAfter(isAll, observed, rules), cancellationToken);
    }

    // When it is to be looked at again for what is not known; null where whoever knows more will say so.
    private static TimeSpan? LookAgainAfter(bool isAll, ObservedAccess observed, AccountAssignmentRules rules) => (isAll, observed) switch
    {
        (false, _) => TimeSpan.Zero,
        (_, { IsUnsettled: true }) => SettlingTime,
        (_, { Obstacle: not null }) => AssignmentSight.RefusedFor,
        _ => rules.AreClaimsOpen ? TimeSpan.FromSeconds(1) : null,
    };

    // What this object is about to have done anyway goes on and is planned again.
    private bool IsBusy(AccountAssignment assignment, AccessState? desired, Assignment one) =>
        lines.IsBusy(one) && !lines.IsDoing(assignment.Metadata.Key, one, isGrant: desired?.Contains(one) == true);

    private async Task<ReconciliationResult> ActAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, AccountAssignmentPass pass, bool deleting, TimeSpan? lookAgain, CancellationToken cancellationToken)
    {
        var (key, decision) = (assignment.Metadata.Key, pass.Decision!);
        if (deleting && (decision.Plan is AccountAssignmentPlan.Nothing || IsGivenUp(assignment, decision)))
            return new Done();
        if (decision.Plan is not AccountAssignmentPlan.Do { Steps: var steps })
        {
            lines.Submit(SubjectOf(assignment), [], _ => false);
            await journal.WriteAsync(assignment, status, pass, cancellationToken);
            guard.Recorded(key, decision);
            return Within(lookAgain, ResultOf(pass.Outcome, key, deleting));
        }

        var isNew = lines.ProgressOf(key).IsThrough;
        if (!await journal.AnnounceAsync(assignment, status, pass, cancellationToken))
            return new Done();
        guard.Recorded(key, decision);
        lines.Submit(SubjectOf(assignment), steps, revoked => register.ClaimsBeside(key, [revoked.PermissionSetArn]).Of(revoked) is Claim.None);
        if (isNew)
            journal.Began(assignment, steps);
        return Within(lookAgain, new Waiting("assignments in AWS"));
    }

    private static ReconciliationResult Within(TimeSpan? lookAgain, ReconciliationResult result) => (lookAgain, result) switch
    {
        (null, _) => result,
        ({ } wait, Again again) when again.Delay < wait => result,
        ({ } wait, _) => new Again(wait),
    };

    private static AuditSubject SubjectOf(AccountAssignment assignment) => AuditSubject.Of(AccountAssignment.Definition, assignment.Metadata);

    private AccountAssignmentPass PassOf(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, Decision decision)
    {
        var (key, open) = (assignment.Metadata.Key, outlook as Outlook.Open);
        var failures = lines.FailuresOf(key);
        return new(AccountAssignmentOutcome.Of(outlook, decision, lines.RefusalOf(key), failures))
        {
            Decision = decision,
            PermissionSetArn = open?.Set.Arn,
            PermissionSetName = open?.Set.Name,
            Principals = open?.Desired.Principals.ToStatus(),
            SkippedAccounts = open?.Desired.Targets.Skipped.Count ?? 0,
            Failures = failures,
            Approval = Wishes.Approval(assignment.Metadata),
            Notice = AccessWindow.NoticeAt(assignment.Spec, time.GetUtcNow()),
            HandledReconcileAt = Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt),
        };
    }

    private AccessNeed NeedOf(AccountAssignment assignment, AccountAssignmentStatus status, AccessState? desired, HashSet<Assignment> held, bool deleting) =>
        (deleting ? "deletion" : Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt)) is { } wish
            ? new AccessNeed.Since(_asked.AddOrUpdate(assignment.Metadata.Uid, _ => (wish, steady.GetUtcNow()), (_, before) => before.Wish == wish ? before : (wish, steady.GetUtcNow())).At)
            : IsSettled(assignment, status) && desired?.Count == held.Count && held.All(desired.Contains) ? new AccessNeed.Whatever() : new AccessNeed.Known();

    private static bool IsSettled(AccountAssignment assignment, AccountAssignmentStatus status) =>
        status.ObservedGeneration == assignment.Metadata.Generation
        && Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt) is null
        && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True", Reason: nameof(Reason.Synced) }) == true;

    private ReconciliationResult LeaveToSweep(AccountAssignment assignment, Outlook outlook)
    {
        register.Remember(assignment.Metadata.Key, outlook, hasSurplus: true);
        left.Leave(assignment.Metadata.Key);
        return new Done();
    }

    // AWS may keep the assignments of a principal that is gone, and refuse to take them away: that must not hold the object for ever.
    private bool IsGivenUp(AccountAssignment assignment, Decision decision)
    {
        var hopeless = lines.FailuresOf(assignment.Metadata.Key).Where(IsHopeless).Select(failure => failure.Step).ToList();
        if (hopeless.Count == 0 || !decision.Ledger.Tuples.All(held => hopeless.Any(step => step.Assignment == held)))
            return false;
        journal.LeftBehind(assignment, hopeless);
        return true;
    }

    private static bool IsHopeless(AssignmentFailure failure) =>
        failure is { Reason: Reason.PrincipalNotFound, Attempts: >= HopelessAttempts } && failure.LastAttempt - failure.Since >= HopelessAfter;

    private ReconciliationResult ResultOf(Outcome outcome, ObjectKey key, bool deleting) => outcome switch
    {
        Outcome.Waiting or Outcome.Stalled when lines.NextTryOf(key) is { } next => new Again(Later(next)),
        Outcome.Stalled stalled => new Stalled(stalled.Reason.ToString()),
        Outcome.Waiting waiting => new Waiting(waiting.Message),
        _ => Idle(deleting, "a change"),
    };

    // Done would let an object that is being deleted go: that is for an empty plan alone to say.
    private static ReconciliationResult Idle(bool deleting, string awaited) => deleting ? new Waiting(awaited) : new Done();

    private TimeSpan Later(DateTimeOffset next) => next - steady.GetUtcNow() is var wait && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    // Access begins and ends by the clock, whatever else is awaited or fails; a long sleep is taken in parts.
    private ReconciliationResult Until(DateTimeOffset? next, ReconciliationResult result)
    {
        if (next is null)
            return result;
        var sleep = next.Value - time.GetUtcNow() is var wait && wait < LongestSleep ? wait : LongestSleep;
        return result switch
        {
            Failed => result with { AtMost = sleep },
            Again again when again.Delay < sleep => result,
            _ => new Again(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep),
        };
    }

    // Nothing is done, and what waits to be done is not begun.
    private async Task<ReconciliationResult> RestAsync(AccountAssignment assignment, Outlook outlook, Outcome outcome, ReconciliationResult result, CancellationToken cancellationToken)
    {
        lines.Submit(SubjectOf(assignment), [], _ => false);
        register.Remember(assignment.Metadata.Key, outlook, hasSurplus: false);
        var status = journal.Latest(assignment);
        guard.LeaveAlone(assignment.Metadata.Key, AccountAssignmentReport.ShownPlan(status));
        await journal.WriteAsync(assignment, status, new(outcome) { IsLeftAlone = true }, cancellationToken);
        return result;
    }

    private async Task<ReconciliationResult> FailAsync(AccountAssignment assignment, Exception error, CancellationToken cancellationToken)
    {
        var failure = AwsFailure.Classify(error);
        (Outcome Outcome, ReconciliationResult Result) end = failure.Class switch
        {
            FailureClass.Terminal => (new Outcome.Stalled(failure.Reason, failure.Message), new Stalled(failure.Reason.ToString())),
            FailureClass.Wait => (new Outcome.Waiting(failure.Reason, failure.Message), new Again(SettlingTime)),
            _ => (new Outcome.Failed(failure.Reason, failure.Message), new Failed(error)),
        };
        await journal.WriteAsync(assignment, journal.Latest(assignment), new(end.Outcome), cancellationToken);
        return end.Result;
    }
}
