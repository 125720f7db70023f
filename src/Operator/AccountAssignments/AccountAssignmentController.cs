using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// The path of an AccountAssignment: spec to what is wanted, what is recorded and AWS to observed, all to a plan, what it came to into the record and then into status.
/// Deletion, expiry and the loss of the right to use the permission set are the same path toward nothing. Steps take AWS their time: they are handed over, and what becomes
/// of them brings the resource back here.
/// </summary>
internal sealed class AccountAssignmentController(
    InstanceWatch instances,
    AccessRecordKeeper keeper,
    Outlooks outlooks,
    Stances stances,
    AccessGathering gathering,
    AssignmentRegister register,
    AccessDecider decider,
    AccountAssignmentGuard guard,
    AssignmentLines lines,
    AccountAssignmentJournal journal,
    UnreadableAssignments unreadable,
    FreshLooks looks,
    LeftToSweep<AccountAssignment> left,
    TimeProvider time) : IEntityController<AccountAssignment>
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private const string ReadingOrganization = "The organization is being read, which takes minutes where thousands of accounts' tags are needed.";

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
        looks.Forget(uid);
        gathering.Forget(uid);
        left.Forget(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken) => unreadable.JudgeAsync(entity, deleting: false, cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(UndecodableObject entity, CancellationToken cancellationToken) => unreadable.JudgeAsync(entity, deleting: true, cancellationToken);

    private async Task<ReconciliationResult> ConvergeAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        // Taken before anything is decided: what falls due while this pass is under way is for the next one to see.
        var began = time.GetUtcNow();
        left.Begin(assignment.Metadata.Key);
        try
        {
            var result = await TryAsync(assignment, deleting, cancellationToken);
            if (result is Failed or Waiting or Stalled && !deleting && stances.IsEnding(assignment, outlooks.Of(assignment)))
                return result with { AtMost = KindServices.LongestWhileEnding };
            return deleting ? result : Until(AccessWindow.Next(assignment.Spec, began), result);
        }
        finally
        {
            left.End(assignment.Metadata.Key);
        }
    }

    private async Task<ReconciliationResult> TryAsync(AccountAssignment assignment, bool deleting, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAndActAsync(assignment, journal.Latest(assignment), deleting, cancellationToken);
        }
        catch (RecordNotWrittenException e)
        {
            return await FailAsync(assignment, e, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(assignment, e, cancellationToken);
        }
    }

    private async Task<ReconciliationResult> LookAndActAsync(AccountAssignment assignment, AccountAssignmentStatus status, bool deleting, CancellationToken cancellationToken)
    {
        // What was planned for another spec waits until this one was planned for: nobody knows before that what of it is wanted still.
        if (status.ObservedGeneration != assignment.Metadata.Generation)
            lines.Hold(assignment.Metadata.Key);
        await keeper.EnsureUsableAsync(assignment.Metadata, cancellationToken);
        // What stands against the instance is told before all that an object may lack.
        if (!deleting && !Wishes.Paused(assignment.Metadata))
            await instances.UsableAsync(cancellationToken);
        var (outlook, gathered) = (outlooks.Of(assignment), Gathered.All);
        var stance = stances.Of(assignment, status, outlook, deleting);
        if (deleting ? NeedsWord(assignment, status, stance, outlook) : NeedsMore(assignment, stance, outlook))
        {
            await instances.UsableAsync(cancellationToken);
            (outlook, gathered) = await GatheredAsync(assignment, status, outlook, cancellationToken);
            stance = stances.Of(assignment, status, outlook, deleting);
        }

        if (!deleting && stances.LostRecord(assignment, status))
            journal.LostRecord(assignment);
        if (stance.IsBegun)
        {
            // Before the guard is asked: it takes a share of what is recorded.
            await keeper.RecordAsync(stance, stance.Ledger, cancellationToken);
            stance = stances.Of(assignment, status, outlook, deleting);
        }

        var result = stance switch
        {
            { IsAtRest: false } => await PlanAsync(assignment, status, outlook, stance, cancellationToken),
            // To want nothing and to have nothing is as declared: what its status says of earlier wishes goes.
            { IsDeleting: false, Ledger.Count: 0 } when outlook is Outlook.Closed or Outlook.Forbidden && !Wishes.Paused(assignment.Metadata) => await PlanAsync(assignment, status, outlook, stance, cancellationToken),
            _ when IsAwaited(assignment, status, stance, outlook) => await AwaitAsync(assignment, status, outlook, stance, gathered, cancellationToken),
            _ => await RestAsync(assignment, status, stance, outlook, AccountAssignmentOutcome.AtRest(outlook, Wishes.Pause(assignment.Metadata)), cancellationToken),
        };
        return !deleting && gathered is Gathered.Partly && (IsUnread(outlook) || outlook is Outlook.NoSet { Desired: null }) ? NextLook.Within(TimeSpan.Zero, result) : result;
    }

    // It cannot be told what the object asks for before AWS has been read further.
    private async Task<ReconciliationResult> AwaitAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessStance stance, Gathered gathered, CancellationToken cancellationToken)
    {
        if (gathered is Gathered.Partly)
            return new Again(TimeSpan.Zero);
        if (stance.IsDeleting)
            return new Again(SettlingTime);
        return gathered is Gathered.OrganizationUnderWay && outlook is Outlook.Unread
            ? await RestAsync(assignment, status, stance, outlook, new Outcome.Waiting(Reason.Progressing, ReadingOrganization), cancellationToken)
            : LeaveToSweep(assignment, outlook);
    }

    private bool IsAwaited(AccountAssignment assignment, AccountAssignmentStatus status, AccessStance stance, Outlook outlook) =>
        IsUnread(outlook) && !Wishes.Paused(assignment.Metadata) && (!stance.IsDeleting || NeedsWord(assignment, status, stance, outlook));

    private static bool IsUnread(Outlook outlook) => outlook is Outlook.Unread or Outlook.Open { Desired.Principals.AreKnown: false };

    // Whom and where an object names has to be known for what it wants, and for what it keeps while its permission set is not there.
    private static bool NeedsMore(AccountAssignment assignment, AccessStance stance, Outlook outlook) => !Wishes.Paused(assignment.Metadata)
        && (outlook is Outlook.Open or Outlook.Unread || (outlook is Outlook.NoSet { Desired: null } && stance.Ledger.Count > 0));

    // Of an object that goes only what is recorded counts, unless somebody deleted that.
    private bool NeedsWord(AccountAssignment assignment, AccountAssignmentStatus status, AccessStance stance, Outlook outlook) =>
        !stance.LeavesAlone && outlook is Outlook.Open or Outlook.Unread && stances.LostRecord(assignment, status);

    // What is settled can wait until the sweep has been there; what is new, edited or unfinished is read at once, and so is what the sweep did not know to look for.
    private async Task<(Outlook Outlook, Gathered Gathered)> GatheredAsync(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, CancellationToken cancellationToken)
    {
        var gathered = Gathered.All;
        if (IsSettled(assignment, status) && !(left.HasBeen && IsUnread(outlook)))
            gathering.LeaveToSweep(assignment);
        else
            gathered = await gathering.GatherAsync(assignment, status, cancellationToken, AskedAt(assignment, status));
        return (outlooks.Of(assignment), gathered);
    }

    private async Task<ReconciliationResult> PlanAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessStance stance, CancellationToken cancellationToken)
    {
        // Somebody who asks for a look asks for a new try, too.
        var keepsFailures = Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt) is null;
        var planned = lines.Now;
        if (await decider.DecideAsync(stance, NeedOf(assignment, status, stance), keepsFailures, cancellationToken) is not var (decision, lookAgain))
            return LeaveToSweep(assignment, outlook);
        register.Remember(stance.Key, outlook, decision.Ledger.Tuples.Any(held => !stance.Wants(held)));
        return await ActAsync(assignment, status, stance, PassOf(assignment, status, outlook, stance, decision), (planned, lookAgain), cancellationToken);
    }

    private async Task<ReconciliationResult> ActAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, AccessStance stance, AccountAssignmentPass pass, (DateTimeOffset At, TimeSpan? LookAgain) planned, CancellationToken cancellationToken)
    {
        var decision = pass.Decision!;
        if (stance.IsDeleting && (decision.Plan is AccountAssignmentPlan.Nothing || IsGivenUp(assignment, decision)))
            return await ReleaseAsync(assignment, stance, decision.Ledger.Without(decision.Holding), cancellationToken);
        await keeper.RecordAsync(stance, decision.Ledger, cancellationToken);
        guard.Recorded(stance.Key, decision);
        if (decision.Plan is not AccountAssignmentPlan.Do { Steps: var steps })
        {
            lines.Submit(stance.Owner, [], _ => false);
            await journal.WriteAsync(assignment, status, pass, cancellationToken);
            return NextLook.Within(planned.LookAgain, ResultOf(pass.Outcome, stance, lines.UntilNextTry(stance.Key, planned.At)));
        }

        var isNew = lines.ProgressOf(stance.Key).IsThrough;
        if (!await journal.AnnounceAsync(assignment, status, pass, cancellationToken))
            return new Done();
        lines.Submit(stance.Owner, steps, stances.MayLeave(stance.Key));
        if (isNew)
            journal.Began(assignment, steps);
        return NextLook.Within(planned.LookAgain, new Waiting("assignments in AWS"));
    }

    // The object goes; what it leaves behind stays recorded without it.
    private async Task<ReconciliationResult> ReleaseAsync(AccountAssignment assignment, AccessStance stance, AccessLedger left, CancellationToken cancellationToken)
    {
        await keeper.ReleaseAsync(stance, left, cancellationToken);
        journal.Released(assignment, left.Count);
        return new Done();
    }

    // Nothing is done, and what waits to be done is not begun.
    private async Task<ReconciliationResult> RestAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, AccessStance stance, Outlook outlook, Outcome outcome, CancellationToken cancellationToken)
    {
        // A pause keeps what is recorded as it is; where nothing is, it keeps nothing.
        if (stance.IsDeleting && (!Wishes.Paused(assignment.Metadata) || (stance.Ledger.Count == 0 && !stances.LostRecord(assignment, status))))
            return await ReleaseAsync(assignment, stance, stance.Ledger, cancellationToken);
        lines.Submit(stance.Owner, [], _ => false);
        guard.LeaveAlone(stance.Key, stance.Approval.Shown);
        register.Remember(stance.Key, outlook, hasSurplus: false);
        await keeper.RecordAsync(stance, stance.Ledger, cancellationToken);
        await journal.WriteAsync(assignment, status, new(outcome) { IsLeftAlone = true, AccessRecord = keeper.NameOf(stance) }, cancellationToken);
        return ResultOf(outcome, stance, nextTry: null);
    }

    private AccountAssignmentPass PassOf(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessStance stance, Decision decision)
    {
        var open = outlook as Outlook.Open;
        var failures = lines.FailuresOf(stance.Key);
        return new(AccountAssignmentOutcome.Of(outlook, Wishes.Pause(assignment.Metadata), decision, lines.RefusalOf(stance.Key), failures))
        {
            Decision = decision,
            AccessRecord = decision.Ledger.Count > 0 ? assignment.Metadata.Uid : keeper.NameOf(stance),
            PermissionSetArn = open?.Set.Arn,
            PermissionSetName = open?.Set.Name,
            Principals = open?.Desired.Principals.ToStatus(),
            SkippedAccounts = open?.Desired.Targets.Skipped.Count ?? 0,
            Failures = failures,
            Recorded = stance.Ledger,
            Approval = Wishes.Approval(assignment.Metadata),
            Notice = AccessWindow.NoticeAt(assignment.Spec, time.GetUtcNow()),
            HandledReconcileAt = Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt),
        };
    }

    private AccessNeed NeedOf(AccountAssignment assignment, AccountAssignmentStatus status, AccessStance stance) =>
        (stance.IsDeleting ? FreshLooks.Deletion : Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt)) is { } wish
            ? looks.Since(assignment.Metadata.Uid, wish)
            : !left.HasBeen && IsSettled(assignment, status) && stance.HoldsWhatItWants ? new AccessNeed.Whatever() : new AccessNeed.Known();

    // When somebody asked for a look, which is one at whom the object names, too.
    private DateTimeOffset? AskedAt(AccountAssignment assignment, AccountAssignmentStatus status) =>
        assignment.Metadata.DeletionTimestamp is null && Wishes.LookAgain(assignment.Metadata, status.LastHandledReconcileAt) is { } wish
            ? looks.Since(assignment.Metadata.Uid, wish).At
            : null;

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
        var hopeless = lines.FailuresOf(assignment.Metadata.Key).Where(failure => failure.IsHopeless).Select(failure => failure.Step).ToList();
        if (hopeless.Count == 0)
            return false;
        var given = hopeless.Select(step => step.Assignment).ToHashSet();
        if (!decision.Holding.All(given.Contains))
            return false;
        journal.LeftBehind(assignment, hopeless);
        return true;
    }

    private static ReconciliationResult ResultOf(Outcome outcome, AccessStance stance, TimeSpan? nextTry) => outcome switch
    {
        Outcome.Waiting or Outcome.Stalled when nextTry is { } wait => new Again(wait),
        Outcome.Stalled stalled => new Stalled(stalled.Reason.ToString()),
        Outcome.Waiting waiting => new Waiting(waiting.Message),
        // Done would let an object that is being deleted go: that is for an empty plan alone to say.
        Outcome.Paused when stance.IsDeleting => new Waiting("the paused annotation to go"),
        _ when stance.IsDeleting => new Waiting("a change"),
        _ => new Done(),
    };

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

    private async Task<ReconciliationResult> FailAsync(AccountAssignment assignment, RecordNotWrittenException error, CancellationToken cancellationToken)
    {
        if (error.IsOvertaken)
            return new Again(TimeSpan.Zero);
        await journal.WriteAsync(assignment, journal.Latest(assignment), new(new Outcome.Failed(Reason.RecordsUnavailable, error.Message)), cancellationToken);
        return new Failed(error);
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
