using System.Threading.Channels;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Carries out the steps that wait in <see cref="AssignmentLines"/>, whose number AWS's ten slots make long work of. A step is marked as busy first, then looked at once more,
/// and then started: an object that appears meanwhile is either seen by that look or sees the mark. After a restart what AWS works on is recognized, and what is missing is
/// planned again. Thread-safe.
/// </summary>
internal sealed class AssignmentWorks
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly AssignmentLines _lines;
    private readonly AccountAssignmentExecutor _executor;
    private readonly OperationTracker _operations;
    private readonly AssignmentReader _reader;
    private readonly FactStore _facts;
    private readonly OrganizationDirectory _organization;
    private readonly InstanceGate _instance;
    private readonly OperatorSettings _settings;
    private readonly SteadyClock _time;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AssignmentWork> _inFlight = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _starting = [];
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _isStopped;

    /// <summary>Subscribes to the tracker, to the lines and to the instance's gate; nothing is started before <see cref="RunAsync"/>.</summary>
    public AssignmentWorks(
        AssignmentLines lines,
        AccountAssignmentExecutor executor,
        OperationTracker operations,
        AssignmentReader reader,
        FactStore facts,
        OrganizationDirectory organization,
        InstanceGate instance,
        OperatorSettings settings,
        SteadyClock time)
    {
        (_lines, _executor, _operations, _reader) = (lines, executor, operations, reader);
        (_facts, _organization, _instance, _settings, _time) = (facts, organization, instance, settings, time);
        instance.Changed += Wake;
        operations.Ended += OnEnded;
        operations.OthersEnded += OnOthersEnded;
        lines.Submitted += Wake;
    }

    /// <summary>Raised when the steps of an owner are all through, when one failed, and every few seconds in between.</summary>
    public event Action<ObjectKey>? Progressed;

    /// <summary>Raised when an assignment is busy no longer, whoever was at it: for others who wait for it.</summary>
    public event Action<Assignment>? Freed;

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

    /// <summary>Begins the next step that is due; null when there is none. Completes when AWS has taken it, or when it came to nothing.</summary>
    /// <param name="cancellationToken">Stops what has not left yet.</param>
    public Task? StartNext(CancellationToken cancellationToken)
    {
        if (TakeNext() is not { } work)
            return null;
        var start = StartAsync(work, cancellationToken);
        lock (_gate)
            _starting.Add(start);
        start.ContinueWith(Started, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return start;
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
        while (StartNext(cancellationToken) is not null)
        {
        }
    }

    private void Started(Task start)
    {
        lock (_gate)
            _starting.Remove(start);
        Wake();
    }

    // What could not be sent is not taken: it waits in its line until the instance can be managed.
    private AssignmentWork? TakeNext()
    {
        lock (_gate)
            return _isStopped || _instance.Objection is not null || _starting.Count >= 2 * _settings.OutstandingOperations ? null : _lines.TakeNext();
    }

    private async Task StartAsync(AssignmentWork work, CancellationToken cancellationToken)
    {
        try
        {
            await TryStartAsync(work, cancellationToken);
        }
        catch (Exception e) when (e is LeadershipLostException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Another process leads, or will: nothing of this one is started any more.
            Stop(work);
        }
    }

    private async Task TryStartAsync(AssignmentWork work, CancellationToken cancellationToken)
    {
        try
        {
            await _operations.RecognizedAsync(cancellationToken);
            // What became of a request whose answer was lost is in no list of operations once it is over.
            if (IsInDoubt(work))
                await _reader.PairAsync(new(work.Assignment.AccountId, work.Assignment.PermissionSetArn), CallPriority.Edit, cancellationToken);
            var requestId = await _operations.TryStartAsync(work.Subject, () => IsDue(work), token => _executor.ExecuteAsync(work.Step, work.Batch.Subject, () => MayLeave(work), token), cancellationToken);
            if (requestId is null && IsInDoubt(work) && MayLeave(work))
                Reopen(work, Tick);
            else if (requestId is null)
                Close(work, _ => { });
            else
                Follow(work, requestId);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            await RefusedAsync(work, e, cancellationToken);
        }
    }

    // A step that was taken out and planned anew has no tries behind it, and the lost answer was about the same assignment all the same.
    private bool IsInDoubt(AssignmentWork work) =>
        (work.Attempts > 0 || _facts.IsDoubted(work.Assignment)) && _facts.Assignment(work.Assignment) is Fact<Assignment>.Unknown or Fact<Assignment>.Present { StaleSince: not null };

    // Asked when it is this step's turn: the mark stands already.
    private bool IsDue(AssignmentWork work)
    {
        if (_lines.IsWithdrawn(work))
            return false;
        return !IsInDoubt(work) && (work.IsGrant, _facts.Assignment(work.Assignment)) switch
        {
            (true, Fact<Assignment>.Present { StaleSince: null }) => false,
            (false, Fact<Assignment>.Absent) => false,
            _ => true,
        };
    }

    // Asked when it has waited for its slot and for its turn among all requests, and leaves: what was changed in all that time counts.
    private bool MayLeave(AssignmentWork work) => !_lines.IsWithdrawn(work) && work.Batch.MayLeave(work.Step);

    private void Follow(AssignmentWork work, string requestId)
    {
        _lines.Accept(work);
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
        var verdict = AssignmentVerdict.Of(status, requestId);
        _operations.Forget(requestId);
        if (verdict is not AssignmentVerdict.Done)
            Doubt(work, hasEffect: status is not OperationStatus.Failed);
        End(work, verdict);
    }

    private async Task RefusedAsync(AssignmentWork work, Exception error, CancellationToken cancellationToken)
    {
        if (work.IsGrant && AwsFailure.SaysAbsent(error, new Sought.PermissionSet(work.Assignment.PermissionSetArn)))
            _facts.MarkStale(work.Assignment.PermissionSetArn, _time.GetUtcNow(), exists: false);
        var verdict = AssignmentVerdict.Of(error, work.Step, work.Attempts, _organization.Current?.ManagementAccountId);
        End(work, verdict is AssignmentVerdict.Missing missing ? await ConfirmedAsync(work, missing, cancellationToken) : verdict);
    }

    // AWS may mean the account, or may not have heard yet of what was assigned a moment ago: who holds the permission set there says whether the assignment is gone.
    private async Task<AssignmentVerdict> ConfirmedAsync(AssignmentWork work, AssignmentVerdict.Missing missing, CancellationToken cancellationToken)
    {
        _facts.MarkStale(work.Assignment, _time.GetUtcNow(), hasEffect: false);
        try
        {
            await _reader.PairAsync(new(work.Assignment.AccountId, work.Assignment.PermissionSetArn), CallPriority.Edit, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            // Then it is not known, and the first answer is what the owner is told.
        }

        return _facts.Assignment(work.Assignment) switch
        {
            Fact<Assignment>.Absent { IsSettled: true } => new AssignmentVerdict.Done(),
            Fact<Assignment>.Absent => new AssignmentVerdict.Unknown(),
            _ => new AssignmentVerdict.Failed(missing.Failure, missing.RequestId),
        };
    }

    private void End(AssignmentWork work, AssignmentVerdict verdict)
    {
        switch (verdict)
        {
            case AssignmentVerdict.Done:
                Succeed(work);
                break;
            case AssignmentVerdict.Again again:
                work.Attempts += again.IsAttempt ? 1 : 0;
                Reopen(work, again.Pause);
                break;
            case AssignmentVerdict.Failed failed:
                Close(work, batch => batch.Fail(Failure(work, failed.Failure, failed.RequestId)));
                break;
            case AssignmentVerdict.FailedForAccount failed:
                FailForAccount(work, failed);
                break;
            case AssignmentVerdict.Denied denied:
                Close(work, batch => batch.Deny(Failure(work, denied.Failure, denied.RequestId)));
                break;
            case AssignmentVerdict.Unknown:
                Close(work, _ => { });
                break;
        }
    }

    private void FailForAccount(AssignmentWork work, AssignmentVerdict.FailedForAccount failed) => Close(work, batch =>
    {
        foreach (var alike in batch.Take(work.Assignment.AccountId).Prepend(work))
            batch.Fail(Failure(alike, failed.Failure, failed.RequestId));
    });

    private void Succeed(AssignmentWork work)
    {
        _facts.Confirm(work.Assignment, work.IsGrant, _time.GetUtcNow());
        Close(work, batch => batch.Succeed(work));
    }

    private void Doubt(AssignmentWork work, bool hasEffect)
    {
        _facts.MarkStale(work.Assignment, _time.GetUtcNow(), hasEffect);
        // AWS may have brought the permission set to the account all the same.
        if (work.IsGrant)
            _facts.DoubtAccounts(work.Assignment, exists: true, _time.GetUtcNow());
    }

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
        var isUrgent = _lines.Free(work, note);
        Freed?.Invoke(work.Assignment);
        if (isUrgent)
            Tell();
        Wake();
    }

    private void Tell()
    {
        foreach (var owner in _lines.TakeNews())
            Progressed?.Invoke(owner);
    }

    private void OnOthersEnded(OperationSubject subject)
    {
        if (subject is { AccountId: { } account, Principal: { } principal })
            Freed?.Invoke(new(account, subject.PermissionSetArn, principal));
    }
}
