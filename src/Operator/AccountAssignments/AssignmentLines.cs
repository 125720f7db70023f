using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// The steps of all AccountAssignments that wait or are on their way, and what failed of them. Owners take turns, and of one account one step at a time is taken, as AWS
/// does them. Nothing outlives the process here, and nothing is started: that is for <see cref="AssignmentWorks"/>. Thread-safe.
/// </summary>
internal sealed class AssignmentLines(OperationTracker operations, SteadyClock time)
{
    /// <summary>How often an owner is told while its work goes well.</summary>
    public static readonly TimeSpan TellInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _shortestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, AssignmentBatch> _batches = [];
    private readonly LinkedList<AssignmentBatch> _turns = new();
    private readonly Dictionary<Assignment, AssignmentWork> _busy = [];
    private readonly HashSet<string> _busyAccounts = new(StringComparer.Ordinal);

    /// <summary>Raised when steps were submitted.</summary>
    public event Action? Submitted;

    /// <summary>
    /// Takes these steps in place of those of the owner that wait; what is on its way goes on if it is among them, or if AWS works on it already. What failed since they were
    /// planned is not among them: its owner was told, and plans it again when it is due.
    /// </summary>
    /// <param name="owner">Whose they are, as it was when they were planned.</param>
    /// <param name="steps">In the order in which they are to be begun, as far as accounts are free.</param>
    /// <param name="mayLeave">Asked right before a step is sent, maybe much later: whether it may be still. May be called on any thread.</param>
    public void Submit(AuditSubject owner, IReadOnlyList<AccountAssignmentStep> steps, Func<AccountAssignmentStep, bool> mayLeave)
    {
        lock (_gate)
        {
            if (!_batches.TryGetValue(owner.Key, out var batch))
            {
                _batches[owner.Key] = batch = new(owner);
                _turns.AddLast(batch);
            }

            batch.Replace(owner, steps, mayLeave, time.GetUtcNow());
            Sweep(batch);
        }

        Submitted?.Invoke();
    }

    /// <summary>
    /// Begins none of the owner's steps until it has planned again (<see cref="Submit"/>): it was changed, and nobody knows yet what of them it still wants. What AWS works on
    /// already goes on.
    /// </summary>
    public void Hold(ObjectKey owner)
    {
        lock (_gate)
            _batches.GetValueOrDefault(owner)?.Hold();
    }

    /// <summary>
    /// Takes out the owner's steps that it does not want any more. To be called before AWS is looked at for a new plan: whatever is begun after that look is none of them, so
    /// that what the look did not see, and is not busy, is not there.
    /// </summary>
    public void Keep(ObjectKey owner, Func<AccountAssignmentStep, bool> keep)
    {
        lock (_gate)
            _batches.GetValueOrDefault(owner)?.Keep(keep);
    }

    /// <summary>The owner wants nothing done any more, and its failures are forgotten. What AWS works on already goes on.</summary>
    public void Withdraw(ObjectKey owner)
    {
        lock (_gate)
        {
            if (_batches.Remove(owner, out var batch))
            {
                batch.Clear();
                _turns.Remove(batch);
            }
        }
    }

    /// <summary>How far the steps of an owner are.</summary>
    public WorkProgress ProgressOf(ObjectKey owner)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner)?.Progress ?? default;
    }

    /// <summary>What failed of an owner's steps and has not succeeded since; a failure that stands for all others comes first.</summary>
    public IReadOnlyList<AssignmentFailure> FailuresOf(ObjectKey owner)
    {
        lock (_gate)
        {
            if (_batches.GetValueOrDefault(owner) is not { } batch)
                return [];
            var refused = batch.Refusals.Select(refusal => refusal.Assignment).ToHashSet();
            return [.. batch.Refusals, .. batch.Failures.Where(failure => !refused.Contains(failure.Assignment))];
        }
    }

    /// <summary>The failure that stands for all, since AWS lets nothing of what the owner wants be assigned, or revoked; null when it lets something.</summary>
    /// <param name="owner">Who.</param>
    /// <param name="isGrant">Of which of the two; null for either.</param>
    public AssignmentFailure? RefusalOf(ObjectKey owner, bool? isGrant = null)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner)?.Refusals.FirstOrDefault(refusal => isGrant is null || isGrant == refusal.Step is AccountAssignmentStep.Grant);
    }

    /// <summary>The time by which tries are due.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How long until the first of the owner's failures is to be tried again; null when none waits for that.</summary>
    /// <param name="owner">Who.</param>
    /// <param name="planned">When its steps were planned last. What was due then and is not among them waits for something else, which wakes its owner.</param>
    public TimeSpan? UntilNextTry(ObjectKey owner, DateTimeOffset planned)
    {
        var next = FailuresOf(owner).Where(failure => failure.DueAt > planned).Min(failure => (DateTimeOffset?)failure.DueAt);
        return next - time.GetUtcNow() is not { } wait ? null : wait > _shortestWait ? wait : _shortestWait;
    }

    /// <summary>Whether a step on this assignment failed for the owner, and the next try is not due yet.</summary>
    public bool IsResting(ObjectKey owner, Assignment assignment, bool isGrant)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner)?.IsResting(assignment, isGrant, time.GetUtcNow()) == true;
    }

    /// <summary>AWS has begun a step that was taken.</summary>
    public void Accept(AssignmentWork work)
    {
        lock (_gate)
            work.Batch.Accept(work);
    }

    /// <summary>Forgets the failures of an owner but for these: those of assignments that do not concern it any more, or all when a person asked for a new try.</summary>
    public void ForgetFailures(ObjectKey owner, Func<Assignment, bool> except)
    {
        lock (_gate)
        {
            if (_batches.GetValueOrDefault(owner) is { } batch)
            {
                batch.Forget(except);
                Sweep(batch);
            }
        }
    }

    /// <summary>Whether AWS works on this assignment, or is about to be asked to, whoever asked.</summary>
    public bool IsBusy(Assignment assignment)
    {
        lock (_gate)
        {
            if (_busy.ContainsKey(assignment))
                return true;
        }

        return IsRunning(OperationKind.Creation) || IsRunning(OperationKind.Deletion);

        bool IsRunning(OperationKind kind) => operations.IsRunning(new(kind, assignment.PermissionSetArn, assignment.AccountId, assignment.Principal));
    }

    /// <summary>Whether just this is on its way for an owner: a step that a later plan of the owner can count on if it still has it.</summary>
    public bool IsDoing(ObjectKey owner, Assignment assignment, bool isGrant)
    {
        lock (_gate)
            return _busy.TryGetValue(assignment, out var work) && work.Batch.Owner == owner && work.IsGrant == isGrant;
    }

    /// <summary>Takes the next step that is due and whose account is free, and marks both as busy; null when there is none.</summary>
    public AssignmentWork? TakeNext()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            for (var turn = _turns.First; turn is not null; turn = turn.Next)
            {
                if (turn.Value.Take(now, work => !_busyAccounts.Contains(work.Assignment.AccountId)) is not { } work)
                    continue;
                _turns.Remove(turn);
                _turns.AddLast(turn);
                _busy[work.Assignment] = work;
                _busyAccounts.Add(work.Assignment.AccountId);
                return work;
            }

            return null;
        }
    }

    /// <summary>Whether the owner of a step that was taken does not want it any more.</summary>
    public bool IsWithdrawn(AssignmentWork work)
    {
        lock (_gate)
            return work.IsWithdrawn;
    }

    /// <summary>A step is on its way no longer: what became of it is noted, and the assignment and the account are free.</summary>
    /// <returns>Whether its owner is to be told at once, since all of it is through.</returns>
    public bool Free(AssignmentWork work, Action<AssignmentBatch> note)
    {
        lock (_gate)
        {
            note(work.Batch);
            _busy.Remove(work.Assignment);
            _busyAccounts.Remove(work.Assignment.AccountId);
            return work.Batch is { HasNews: true, Progress.IsThrough: true };
        }
    }

    /// <summary>The owners that are to be told now of how their steps go; from now on they count as told.</summary>
    public IReadOnlyList<ObjectKey> TakeNews()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            List<AssignmentBatch> told = [.. _batches.Values.Where(batch => batch.HasNews && (batch.Progress.IsThrough || now - batch.ToldAt >= TellInterval))];
            foreach (var batch in told)
            {
                (batch.ToldAt, batch.HasNews) = (now, false);
                Sweep(batch);
            }

            return [.. told.Select(batch => batch.Owner)];
        }
    }

    private void Sweep(AssignmentBatch batch)
    {
        if (batch.IsEmpty && _batches.Remove(batch.Owner))
            _turns.Remove(batch);
    }
}
