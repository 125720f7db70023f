using System.Threading.Channels;
using Amazon.Runtime;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Carries out the steps of all AccountAssignments, whose number AWS's ten slots make long work of. Owners take turns, and steps of one account follow one another, as AWS
/// does them. A step is marked as busy first, then looked at once more, and then started: an object that appears meanwhile is either seen by that look or sees the mark.
/// Nothing outlives the process here: after a restart what AWS works on is recognized, and what is missing is planned again. Thread-safe.
/// </summary>
internal sealed class AssignmentWorks
{
    /// <summary>How often an owner is told while its work goes well.</summary>
    public static readonly TimeSpan TellInterval = TimeSpan.FromSeconds(5);

    // Tries that a moment may help before the owner hears of it.
    private const int MaxAttempts = 5;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlotPause = TimeSpan.FromSeconds(2);

    private readonly AccountAssignmentExecutor _executor;
    private readonly OperationTracker _operations;
    private readonly AssignmentReader _reader;
    private readonly FactStore _facts;
    private readonly OrganizationDirectory _organization;
    private readonly OperatorSettings _settings;
    private readonly SteadyClock _time;

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, AssignmentBatch> _batches = [];
    private readonly LinkedList<AssignmentBatch> _turns = new();
    private readonly Dictionary<Assignment, AssignmentWork> _busy = [];
    private readonly HashSet<string> _busyAccounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssignmentWork> _inFlight = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _starting = [];
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _isStopped;

    /// <summary>Subscribes to the tracker; nothing is started before <see cref="RunAsync"/>.</summary>
    public AssignmentWorks(
        AccountAssignmentExecutor executor,
        OperationTracker operations,
        AssignmentReader reader,
        FactStore facts,
        OrganizationDirectory organization,
        OperatorSettings settings,
        SteadyClock time)
    {
        (_executor, _operations, _reader, _facts, _organization, _settings, _time) = (executor, operations, reader, facts, organization, settings, time);
        operations.Ended += OnEnded;
        operations.OthersEnded += OnOthersEnded;
    }

    /// <summary>Raised when the steps of an owner are all through, when one failed, and every few seconds in between.</summary>
    public event Action<ObjectKey>? Progressed;

    /// <summary>Raised when an assignment is busy no longer, whoever was at it: for others who wait for it.</summary>
    public event Action<Assignment>? Freed;

    /// <summary>Takes these steps in place of those of the owner that wait; what is on its way goes on if it is among them, or if AWS works on it already.</summary>
    /// <param name="owner">Whose they are, as it was when they were planned.</param>
    /// <param name="steps">In the order in which they are to be begun, as far as accounts are free.</param>
    /// <param name="mayRevoke">
    /// Asked right before a revocation is sent, maybe much later: whether nobody claims the assignment still. May be called on any thread.
    /// </param>
    public void Submit(AuditSubject owner, IReadOnlyList<AccountAssignmentStep> steps, Func<Assignment, bool> mayRevoke)
    {
        lock (_gate)
        {
            if (!_batches.TryGetValue(owner.Key, out var batch))
            {
                _batches[owner.Key] = batch = new(owner);
                _turns.AddLast(batch);
            }

            batch.Replace(owner, steps, mayRevoke);
            Sweep(batch);
        }

        Wake();
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

    /// <summary>What failed of an owner's steps and has not succeeded since; the failure that ended the whole batch comes first.</summary>
    public IReadOnlyList<AssignmentFailure> FailuresOf(ObjectKey owner)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner) is { } batch ? [.. batch.Refusal is { } refusal ? [refusal] : Array.Empty<AssignmentFailure>(), .. batch.Failures] : [];
    }

    /// <summary>The failure that ended the owner's whole batch, since all other calls would be refused alike; null when none did.</summary>
    public AssignmentFailure? RefusalOf(ObjectKey owner)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner)?.Refusal;
    }

    /// <summary>When the first of the owner's failures is to be tried again; null when there is none.</summary>
    public DateTimeOffset? NextTryOf(ObjectKey owner) => FailuresOf(owner).Min(failure => (DateTimeOffset?)failure.DueAt);

    /// <summary>Whether a step on this assignment failed for the owner, and the next try is not due yet.</summary>
    public bool IsResting(ObjectKey owner, Assignment assignment)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(owner)?.IsResting(assignment, _time.GetUtcNow()) == true;
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

        bool IsRunning(OperationKind kind) => _operations.IsRunning(new(kind, assignment.PermissionSetArn, assignment.AccountId, assignment.Principal));
    }

    /// <summary>Whether just this is on its way for an owner: a step that a later plan of the owner can count on if it still has it.</summary>
    public bool IsDoing(ObjectKey owner, Assignment assignment, bool isGrant)
    {
        lock (_gate)
            return _busy.TryGetValue(assignment, out var work) && work.Batch.Owner == owner && work.IsGrant == isGrant;
    }

    /// <summary>Starts what is submitted, until cancelled; then completes when no request is on the wire any more. To be called once, while this process leads.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var ticks = _time.CreateTimer(_ => Wake(), null, Tick, Tick);
        try
        {
            while (await _wakes.Reader.WaitToReadAsync(cancellationToken))
            {
                _wakes.Reader.TryRead(out _);
                Fill(cancellationToken);
                Tell();
            }
        }
        finally
        {
            await Task.WhenAll(Starting());
        }
    }

    private void Wake() => _wakes.Writer.TryWrite(true);

    private Task[] Starting()
    {
        lock (_gate)
        {
            _isStopped = true;
            return [.. _starting];
        }
    }

    // Twice as many as AWS works on stand in line for a slot, so that none is idle.
    private void Fill(CancellationToken cancellationToken)
    {
        while (TakeNext() is { } work)
        {
            var start = StartAsync(work, cancellationToken);
            lock (_gate)
                _starting.Add(start);
            start.ContinueWith(Started, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Started(Task start)
    {
        lock (_gate)
            _starting.Remove(start);
        Wake();
    }

    private AssignmentWork? TakeNext()
    {
        lock (_gate)
        {
            if (_isStopped || _starting.Count >= 2 * _settings.OutstandingOperations)
                return null;
            var now = _time.GetUtcNow();
            for (var turn = _turns.First; turn is not null; turn = turn.Next)
            {
                if (turn.Value.Take(now, IsFree) is not { } work)
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

    private bool IsFree(AssignmentWork work) => !_busyAccounts.Contains(work.Assignment.AccountId);

    private async Task StartAsync(AssignmentWork work, CancellationToken cancellationToken)
    {
        try
        {
            await _operations.RecognizedAsync(cancellationToken);
            // What became of a request whose answer was lost is in no list of operations once it is over.
            if (IsInDoubt(work))
                await _reader.PairAsync(new(work.Assignment.AccountId, work.Assignment.PermissionSetArn), CallPriority.Edit, cancellationToken);
            var requestId = await _operations.TryStartAsync(work.Subject, () => IsDue(work), token => _executor.ExecuteAsync(work.Step, work.Batch.Subject, token), cancellationToken);
            if (requestId is null && IsInDoubt(work))
                Reopen(work, Tick);
            else if (requestId is null)
                Close(work, _ => { });
            else
                Follow(work, requestId);
        }
        catch (LeadershipLostException)
        {
            // Another process leads: nothing of this one is started any more.
            Stop(work);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Stop(work);
        }
        catch (Exception e)
        {
            Answer(work, e);
        }
    }

    private bool IsInDoubt(AssignmentWork work) =>
        work.Attempts > 0 && _facts.Assignment(work.Assignment) is Fact<Assignment>.Unknown or Fact<Assignment>.Present { StaleSince: not null };

    // Asked when it is this step's turn: the mark stands already.
    private bool IsDue(AssignmentWork work)
    {
        lock (_gate)
        {
            if (work.IsWithdrawn)
                return false;
        }

        return !IsInDoubt(work) && (work.IsGrant, _facts.Assignment(work.Assignment)) switch
        {
            (true, Fact<Assignment>.Present { StaleSince: null }) => false,
            (false, Fact<Assignment>.Absent) => false,
            (true, _) => true,
            _ => work.Batch.MayRevoke(work.Assignment),
        };
    }

    private void Follow(AssignmentWork work, string requestId)
    {
        lock (_gate)
            _inFlight[requestId] = work;
        // It may have ended before it was entered.
        if (_operations.StatusOf(requestId) is not OperationStatus.InProgress)
            OnEnded(requestId);
    }

    private void OnEnded(string requestId)
    {
        AssignmentWork? work;
        lock (_gate)
        {
            if (!_inFlight.Remove(requestId, out work))
                return;
        }

        var status = _operations.StatusOf(requestId);
        _operations.Forget(requestId);
        End(work, requestId, status);
    }

    private void End(AssignmentWork work, string requestId, OperationStatus? status)
    {
        switch (status)
        {
            case OperationStatus.Succeeded:
                Succeed(work);
                break;
            case OperationStatus.Failed failed:
                Doubt(work);
                Fail(work, AsyncFailure.Explain(failed.FailureReason), requestId);
                break;
            case OperationStatus.TimedOut timedOut:
                Doubt(work);
                Fail(work, AsyncFailure.Stuck(timedOut.After), requestId);
                break;
            default:
                // AWS has forgotten it: only what exists can tell how it ended.
                Doubt(work);
                Close(work, _ => { });
                break;
        }
    }

    private void Succeed(AssignmentWork work)
    {
        _facts.Confirm(work.Assignment, work.IsGrant, _time.GetUtcNow());
        if (work.IsGrant)
            ProvisionedTo(work.Assignment);
        Close(work, batch => batch.Succeed(work.Assignment));
    }

    // AWS has brought the permission set to the account, or may have, if that did not have it.
    private void ProvisionedTo(Assignment assignment)
    {
        if (_facts.PermissionSet(assignment.PermissionSetArn) is Fact<PermissionSetFacts>.Present { Value: var set }
            && !set.CurrentAccounts.Contains(assignment.AccountId) && !set.OutdatedAccounts.Contains(assignment.AccountId))
            _facts.MarkStale(assignment.PermissionSetArn, _time.GetUtcNow());
    }

    private void Doubt(AssignmentWork work)
    {
        _facts.MarkStale(work.Assignment, _time.GetUtcNow());
        if (work.IsGrant)
            ProvisionedTo(work.Assignment);
    }

    private void Answer(AssignmentWork work, Exception error)
    {
        var failure = AwsFailure.Classify(error);
        switch (error)
        {
            case ResourceNotFoundException when !work.IsGrant:
                // Whether the assignment, the account or the permission set is gone: it is revoked.
                Succeed(work);
                break;
            case AmazonServiceException e when AwsFailure.IsForWantOfSlots(e):
                Reopen(work, SlotPause);
                break;
            case AmazonServiceException e when failure.Reason is Reason.AccessDenied:
                Refuse(work, failure, e.RequestId);
                break;
            case ResourceNotFoundException e:
                // The permission set may be gone.
                _facts.MarkStale(work.Assignment.PermissionSetArn, _time.GetUtcNow());
                Fail(work, new(failure.Reason, failure.Message), e.RequestId);
                break;
            case var _ when failure.Class is not FailureClass.Terminal && ++work.Attempts < MaxAttempts:
                Reopen(work, TimeSpan.FromSeconds(1 << work.Attempts));
                break;
            default:
                Fail(work, new(failure.Reason, failure.Message), (error as AmazonServiceException)?.RequestId);
                break;
        }
    }

    // A delegated administrator may not touch the management account, whatever its role allows elsewhere.
    private void Refuse(AssignmentWork work, AwsFailure failure, string? requestId)
    {
        if (work.Assignment.AccountId != _organization.Current?.ManagementAccountId)
        {
            Close(work, batch => batch.Refuse(Failure(work, new(failure.Reason, failure.Message), requestId)));
            return;
        }

        var unreachable = new AsyncFailure(Reason.ManagementAccountUnreachable, $"The organization's management account cannot be managed from here. {failure.Message}");
        Close(work, batch =>
        {
            batch.Fail(Failure(work, unreachable, requestId));
            batch.Take(work.Assignment.AccountId).ForEach(alike => batch.Fail(Failure(alike, unreachable, requestId)));
        });
    }

    private void Fail(AssignmentWork work, AsyncFailure failure, string? requestId) => Close(work, batch => batch.Fail(Failure(work, failure, requestId)));

    private AssignmentFailure Failure(AssignmentWork work, AsyncFailure failure, string? requestId) =>
        new(work.Step, failure.Reason, failure.Message, requestId, _time.GetUtcNow(), _time.GetUtcNow(), 1);

    private void Reopen(AssignmentWork work, TimeSpan pause)
    {
        work.DueAt = _time.GetUtcNow() + pause;
        Free(work, batch => batch.Reopen(work));
    }

    private void Stop(AssignmentWork work)
    {
        lock (_gate)
            _isStopped = true;
        Free(work, batch => batch.Reopen(work));
    }

    private void Close(AssignmentWork work, Action<AssignmentBatch> note) => Free(work, batch =>
    {
        batch.Close(work);
        note(batch);
        batch.HasNews = true;
    });

    private void Free(AssignmentWork work, Action<AssignmentBatch> note)
    {
        bool isUrgent;
        lock (_gate)
        {
            note(work.Batch);
            _busy.Remove(work.Assignment);
            _busyAccounts.Remove(work.Assignment.AccountId);
            isUrgent = work.Batch is { HasNews: true, Progress.IsThrough: true };
        }

        Freed?.Invoke(work.Assignment);
        if (isUrgent)
            Tell();
        Wake();
    }

    private void Tell()
    {
        List<AssignmentBatch> told;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            told = [.. _batches.Values.Where(batch => batch.HasNews && (batch.Progress.IsThrough || now - batch.ToldAt >= TellInterval))];
            foreach (var batch in told)
            {
                (batch.ToldAt, batch.HasNews) = (now, false);
                Sweep(batch);
            }
        }

        told.ForEach(batch => Progressed?.Invoke(batch.Owner));
    }

    private void Sweep(AssignmentBatch batch)
    {
        if (batch.IsEmpty && _batches.Remove(batch.Owner))
            _turns.Remove(batch);
    }

    private void OnOthersEnded(OperationSubject subject)
    {
        if (subject is { AccountId: { } account, Principal: { } principal })
            Freed?.Invoke(new(account, subject.PermissionSetArn, principal));
    }
}
