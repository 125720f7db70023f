using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// What becomes of objects that cannot be read. One asks for nothing, and is judged by what is recorded for it: it loses what its namespace may not have any more, ends when
/// it had said that it would, and can be deleted.
/// </summary>
internal sealed class UnreadableAssignments(
    ObjectStore<AccountAssignment> store, AccessRecordKeeper keeper, Stances stances, AccessEnforcer enforcer, AssignmentLines lines, AccountAssignmentJournal journal, FreshLooks looks, TimeProvider time)
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    /// <summary>Judges one. Done lets an object go that is being deleted.</summary>
    /// <param name="entity">What can be read of it.</param>
    /// <param name="deleting">Whether it is being deleted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ReconciliationResult> JudgeAsync(UndecodableObject entity, bool deleting, CancellationToken cancellationToken)
    {
        lines.Hold(entity.Metadata.Key);
        await journal.RejectAsync(entity, cancellationToken);
        if (store.Find(entity.Metadata.Key) is not { } stored || stored.Uid != entity.Metadata.Uid)
            return new Waiting("the object as it is now");
        try
        {
            return await EnforceAsync(entity, stored, deleting, cancellationToken);
        }
        catch (RecordNotWrittenException e) when (e.IsOvertaken)
        {
            return new Again(TimeSpan.Zero);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken) && stances.IsEnding(entity.Metadata))
        {
            return new Failed(e) { AtMost = KindServices.LongestWhileEnding };
        }
    }

    private async Task<ReconciliationResult> EnforceAsync(UndecodableObject entity, StoredObject<AccountAssignment> stored, bool deleting, CancellationToken cancellationToken)
    {
        await keeper.EnsureUsableAsync(entity.Metadata, cancellationToken);
        var stance = stances.Of(entity, stored.Json, deleting);
        AccessNeed need = deleting ? looks.Since(entity.Metadata.Uid, FreshLooks.Deletion) : new AccessNeed.Known();
        return await enforcer.EnforceAsync(stance, need, cancellationToken) switch
        {
            Enforcement.Through through => await EndAsync(stance, through.Left, cancellationToken),
            Enforcement.UnderWay underWay => NextLook.Within(underWay.LookAgain, new Again(SettlingTime)),
            _ => new Again(SettlingTime),
        };
    }

    private async Task<ReconciliationResult> EndAsync(AccessStance stance, AccessLedger left, CancellationToken cancellationToken)
    {
        if (stance.IsDeleting)
        {
            await keeper.ReleaseAsync(stance, left, cancellationToken);
            return new Done();
        }

        await keeper.RecordAsync(stance, left, cancellationToken);
        return stance.EndsAt - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? new Again(wait < LongestSleep ? wait : LongestSleep) : new Stalled(nameof(Reason.InvalidSpec));
    }
}
