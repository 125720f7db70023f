using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// The path of records whose AccountAssignments are gone, and of those that cannot be taken as they are. What such a record keeps stays in AWS until its namespace may not
/// have it any more, the end comes that the object had declared, or somebody who may decide so has it revoked; nobody guesses.
/// </summary>
internal sealed class AccessRecordController(
    AccessRecords records,
    AccessRecordKeeper keeper,
    AccessRecordJournal journal,
    Whereabouts whereabouts,
    Stances stances,
    AccessEnforcer enforcer,
    AccessDecider decider,
    AssignmentLines lines,
    AccountAssignmentGuard guard,
    FreshLooks looks,
    LeftToSweep<AccessRecord> left,
    TimeProvider time) : IEntityController<AccessRecord>
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task<ReconciliationResult> ReconcileAsync(AccessRecord entity, CancellationToken cancellationToken)
    {
        left.Begin(entity.Metadata.Key);
        try
        {
            return records.Of(entity.Metadata.Name) is { } record ? await ReconcileAsync(entity, record, cancellationToken) : new Done();
        }
        catch (RecordNotWrittenException e) when (e.IsOvertaken)
        {
            return new Again(TimeSpan.Zero);
        }
        catch (Exception e) when (e is not RecordNotWrittenException && AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(entity, e, cancellationToken);
        }
        finally
        {
            left.End(entity.Metadata.Key);
        }
    }

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(AccessRecord entity, CancellationToken cancellationToken) => Task.FromResult<ReconciliationResult>(new Done());

    /// <inheritdoc/>
    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        lines.Withdraw(key);
        guard.Forget(key);
        journal.Forget(uid);
        looks.Forget(uid);
        left.Forget(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await journal.RejectAsync(entity, cancellationToken);
        return new Stalled(nameof(Reason.InvalidSpec));
    }

    private async Task<ReconciliationResult> ReconcileAsync(AccessRecord entity, AccessRecordEntry record, CancellationToken cancellationToken)
    {
        if (!record.IsSound)
            return await EndAsync(entity, new Outcome.Stalled(Reason.InvalidSpec, Unsound(record)), new Stalled(nameof(Reason.InvalidSpec)), cancellationToken);
        await keeper.EnsureReadyAsync(cancellationToken);
        if (whereabouts.IsHere(record))
        {
            await journal.LiveAsync(entity, cancellationToken);
            return new Done();
        }

        // A store may be a moment behind.
        if (!await whereabouts.IsGoneAsync(record, cancellationToken) || !await whereabouts.IsRecordedAsync(entity, cancellationToken))
            return new Again(SettlingTime);
        if (record.State is AccessRecordState.Live)
        {
            record = await keeper.AbandonAsync(record, cancellationToken);
            journal.Abandoned(entity, record);
        }

        return await JudgeAsync(entity, record, cancellationToken);
    }

    private async Task<ReconciliationResult> JudgeAsync(AccessRecord entity, AccessRecordEntry record, CancellationToken cancellationToken)
    {
        var isRevoked = Wishes.Revoked(record.Metadata);
        var hasNamespace = await whereabouts.HasNamespaceAsync(record.Owner.Namespace, cancellationToken);
        var stance = stances.Of(record, isRevoked, hasNamespace);
        try
        {
            return await EnforceAsync(entity, stance, isRevoked, cancellationToken);
        }
        catch (Exception e) when (e is not RecordNotWrittenException && AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            var failed = await FailAsync(entity, e, cancellationToken);
            return stance.LeavesAlone && !stance.HasLost ? failed : failed with { AtMost = KindServices.LongestWhileEnding };
        }
    }

    private async Task<ReconciliationResult> EnforceAsync(AccessRecord entity, AccessStance stance, bool isRevoked, CancellationToken cancellationToken)
    {
        AccessNeed need = stance.LeavesAlone ? new AccessNeed.Known() : looks.Since(entity.Metadata.Uid, isRevoked ? Wishes.RevokeAnnotation : FreshLooks.Deletion);
        var planned = lines.Now;
        return await enforcer.EnforceAsync(stance, need, cancellationToken) switch
        {
            Enforcement.Through through => await KeepAsync(entity, stance, through.Left, cancellationToken),
            Enforcement.UnderWay underWay => await EndAsync(
                entity, AccountAssignmentOutcome.Of(new Outlook.Unread(), pause: null, underWay.Decision, lines.RefusalOf(stance.Key), underWay.Failures), ResultOf(underWay, lines.UntilNextTry(stance.Key, planned)), cancellationToken, underWay.Decision),
            _ => new Again(SettlingTime),
        };
    }

    // What is left is kept, but for what AWS was seen not to have any more.
    private async Task<ReconciliationResult> KeepAsync(AccessRecord entity, AccessStance stance, AccessLedger kept, CancellationToken cancellationToken)
    {
        var known = kept.Tuples.Where(held => stance.StandingOf(held) is not Standing.Elsewhere).ToList();
        var (gone, isAllKnown) = await decider.GoneAsync(known, cancellationToken);
        // Nothing urges.
        if (!isAllKnown)
            left.Leave(entity.Metadata.Key);
        if (await keeper.KeepAsync(stance, kept.Without(gone), cancellationToken) is not { } record)
        {
            journal.Emptied(entity, stance.Record!);
            return new Done();
        }

        var reason = record.State is AccessRecordState.Retained ? Reason.Retained : Reason.Abandoned;
        return await EndAsync(entity, new Outcome.InSync(Kept(record), reason), UntilItsEnd(record), cancellationToken);
    }

    private ReconciliationResult UntilItsEnd(AccessRecordEntry record) =>
        UntilEnd(record) is { } wait ? new Again(wait < LongestSleep ? wait : LongestSleep) : new Done();

    // Null where none was declared, or where it is over and what is left cannot be revoked.
    private TimeSpan? UntilEnd(AccessRecordEntry record) => record.EndsAt - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null;

    private static ReconciliationResult ResultOf(Enforcement.UnderWay underWay, TimeSpan? nextTry) => (underWay, nextTry) switch
    {
        (_, { } wait) => NextLook.Within(underWay.LookAgain, new Again(wait)),
        ({ Decision.Plan: Plan<AccountAssignmentStep>.Do }, _) => NextLook.Within(underWay.LookAgain, new Waiting("assignments in AWS")),
        ({ Decision.Plan: Plan<AccountAssignmentStep>.Wait wait }, _) => NextLook.Within(underWay.LookAgain, new Waiting(wait.Message)),
        _ => NextLook.Within(underWay.LookAgain, new Waiting("an approval")),
    };

    private static string Unsound(AccessRecordEntry record) =>
        $"The record cannot be taken as it is: {record.Problem} Nothing is done by it, and nothing for its AccountAssignment. Correct it, or delete it: then it is forgotten, and what AWS has stays.";

    private string Kept(AccessRecordEntry record) =>
        ($"AccountAssignment {record.OwnerKey} is gone{(record.State is AccessRecordState.Abandoned ? " without the operator having seen to its end" : "")}, and {record.Ledger!.Count} of its assignments stay in AWS"
        + $"{(UntilEnd(record) is null ? "" : $" until {AccessWindow.Text(record.EndsAt!.Value)}, when it was to end")}. "
        + $"An object that comes back under that name takes them over. To have them revoked, set the annotation {Wishes.RevokeAnnotation} to \"true\"; to forget them, delete this record. "
        + $"{Wishes.DoubtOfRevoke(record.Metadata)}").TrimEnd();

    private async Task<ReconciliationResult> FailAsync(AccessRecord entity, Exception error, CancellationToken cancellationToken)
    {
        var failure = AwsFailure.Classify(error);
        return failure.Class switch
        {
            FailureClass.Terminal => await EndAsync(entity, new Outcome.Stalled(failure.Reason, failure.Message), new Stalled(failure.Reason.ToString()), cancellationToken),
            FailureClass.Wait => await EndAsync(entity, new Outcome.Waiting(failure.Reason, failure.Message), new Again(SettlingTime), cancellationToken),
            _ => await EndAsync(entity, new Outcome.Failed(failure.Reason, failure.Message), new Failed(error), cancellationToken),
        };
    }

    private async Task<ReconciliationResult> EndAsync(
        AccessRecord entity, Outcome outcome, ReconciliationResult result, CancellationToken cancellationToken, Decision? decision = null)
    {
        await journal.WriteAsync(entity, outcome, decision, cancellationToken);
        return result;
    }
}
