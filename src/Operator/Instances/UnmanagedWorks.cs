using System.Collections.Concurrent;
using System.Threading.Channels;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// Takes away what nobody declared, as much at a time as AWS lets. Right before each step AWS and the objects are asked once more: what somebody declared meanwhile,
/// and what is not there any more, is left alone. A step that failed is tried again after a while.
/// </summary>
internal sealed class UnmanagedWorks(
    AwsDoor<IAmazonSSOAdmin> door, InstanceWatch instances, OperationTracker operations, AssignmentReader assignments, PermissionSetReader sets, FactStore facts,
    OperatorSettings settings, AuditNames names, SteadyClock time, ILogger<UnmanagedWorks> log) : BackgroundService
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _submissions = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<UnmanagedStep, DateTimeOffset> _failed = new();
    private readonly ConcurrentQueue<Assignment> _endedByOthers = new();
    private volatile Batch _batch = new(null, [], _ => false);
    private volatile HashSet<UnmanagedStep> _passed = [];
    private volatile ITimer? _retry;

    /// <summary>Raised when steps were taken, or could not be, and when AWS was asked what is left where somebody else took something away.</summary>
    public event Action? Progressed;

    /// <summary>Steps that the guard let through and that are not done.</summary>
    public IReadOnlySet<UnmanagedStep> Passed => _passed;

    /// <summary>The guard let these through.</summary>
    public void Pass(IReadOnlyCollection<UnmanagedStep> steps) => _passed = [.. _passed, .. steps];

    /// <summary>Takes these steps from now on, and no others. Those that are under way go on.</summary>
    /// <param name="subject">The object that says so.</param>
    /// <param name="steps">All that is to be done.</param>
    /// <param name="mayTake">Asked once more right before each.</param>
    public void Submit(AuditSubject subject, IReadOnlyCollection<UnmanagedStep> steps, Func<UnmanagedStep, bool> mayTake)
    {
        // What is not asked for any more is done, or must pass the guard anew.
        _passed = [.. _passed.Intersect(steps)];
        _batch = new(subject, steps, mayTake);
        if (steps.Count > 0)
            _submissions.Writer.TryWrite(true);
    }

    /// <summary>Takes no further step for now; what has passed the guard stays so.</summary>
    public void Hold() => _batch = new(null, [], _ => false);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        operations.OthersEnded += OnOthersEnded;
        try
        {
            await foreach (var _ in _submissions.Reader.ReadAllAsync(stoppingToken))
            {
                await LookAfterOthersAsync(stoppingToken);
                await TakeDueAsync(stoppingToken);
                WakeForTheNext();
            }
        }
        finally
        {
            operations.OthersEnded -= OnOthersEnded;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _retry?.Dispose();
        base.Dispose();
    }

    private void OnOthersEnded(OperationSubject subject)
    {
        if (subject is not { Kind: OperationKind.Deletion, AccountId: { } account, Principal: { } principal })
            return;
        _endedByOthers.Enqueue(new(account, subject.PermissionSetArn, principal));
        _submissions.Writer.TryWrite(true);
    }

    // What an earlier process or anybody else took away was read while it was there still. Nobody else reads it again before the next look at everything, and until then it would be
    // told, and be planned for once more under a name that was approved already.
    private async Task LookAfterOthersAsync(CancellationToken stoppingToken)
    {
        var pairs = new HashSet<AssignmentScope.Pair>();
        while (_endedByOthers.TryDequeue(out var ended))
        {
            if (facts.Assignment(ended) is not Fact<Assignment>.Absent)
                pairs.Add(new(ended.AccountId, ended.PermissionSetArn));
        }

        foreach (var pair in pairs)
        {
            try
            {
                await assignments.PairAsync(pair, CallPriority.Sweep, stoppingToken);
            }
            catch (Exception e) when (AwsFailure.IsOfTheCall(e, stoppingToken))
            {
                log.LogInformation(e, "Could not read who holds {PermissionSet} in {Account}; the next look at everything does.", pair.PermissionSetArn, pair.AccountId);
            }
        }

        if (pairs.Count > 0)
            Progressed?.Invoke();
    }

    private async Task TakeDueAsync(CancellationToken stoppingToken)
    {
        var due = _batch.Steps.Where(IsDue).ToList();
        if (due.Count == 0)
            return;
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.OutstandingOperations, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(due, options, async (step, token) => await TryTakeAsync(step, token));
        Progressed?.Invoke();
    }

    // Nobody else would come back to what failed before something changes. A timer may be a moment ahead of the clock: whoever wakes too early is woken again.
    private void WakeForTheNext()
    {
        var failed = _batch.Steps.Where(_failed.ContainsKey).Select(step => _failed[step]).ToList();
        if (failed.Count == 0)
            return;
        var wait = failed.Min() + RestAfterFailure - time.GetUtcNow();
        _retry?.Dispose();
        _retry = time.CreateTimer(_ => _submissions.Writer.TryWrite(true), null, wait > ShortestWait ? wait : ShortestWait, Timeout.InfiniteTimeSpan);
    }

    private bool IsDue(UnmanagedStep step) => !_failed.TryGetValue(step, out var at) || time.GetUtcNow() - at >= RestAfterFailure;

    /// <summary>Takes a step, if it is still to be taken. What goes wrong is told in the log, and tried again after a while.</summary>
    /// <param name="step">One of those that were submitted and passed.</param>
    /// <param name="cancellationToken">Stops what has not left yet.</param>
    public async Task TryTakeAsync(UnmanagedStep step, CancellationToken cancellationToken)
    {
        // The batch may have been replaced while this one waited for its turn.
        var batch = _batch;
        if (batch.Subject is not { } subject || !_passed.Contains(step) || !batch.MayTake(step))
        {
            _failed.TryRemove(step, out _);
            return;
        }

        try
        {
            if (await TakeAsync(step, batch, subject, cancellationToken))
                _failed.TryRemove(step, out _);
            else
                Fail(step);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Fail(step);
            log.LogWarning(e, "Could not {Step}; it is tried again.", step.Summary);
        }
    }

    private void Fail(UnmanagedStep step) => _failed[step] = time.GetUtcNow();

    // False where AWS began and did not do it.
    private Task<bool> TakeAsync(UnmanagedStep step, Batch batch, AuditSubject subject, CancellationToken cancellationToken) => step switch
    {
        UnmanagedStep.Revoke revoke => RevokeAsync(revoke, batch, subject, cancellationToken),
        UnmanagedStep.DeleteSet delete => DeleteAsync(delete, batch, subject, cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<bool> RevokeAsync(UnmanagedStep.Revoke step, Batch batch, AuditSubject owner, CancellationToken cancellationToken)
    {
        var instance = await instances.UsableAsync(cancellationToken);
        var target = step.Assignment;
        await assignments.PairAsync(new(target.AccountId, target.PermissionSetArn), CallPriority.Edit, cancellationToken);
        if (!IsDue(step, batch))
            return true;
        var subject = new OperationSubject(OperationKind.Deletion, target.PermissionSetArn, target.AccountId, target.Principal);
        try
        {
            // It may wait long for a slot: by then somebody may have declared it.
            var requestId = await operations.TryStartAsync(subject, () => IsDue(step, batch), token => StartAsync(instance, step, batch, owner, token), cancellationToken);
            if (requestId is null || await EndAsync(step, requestId, cancellationToken))
                return true;
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Assignment()))
        {
            facts.MarkStale(target, time.GetUtcNow(), hasEffect: false);
        }
        finally
        {
            // Whoever has declared it meanwhile must see what became of it.
            facts.Tell(target);
        }

        // Who holds the permission set there says what AWS did not.
        await assignments.PairAsync(new(target.AccountId, target.PermissionSetArn), CallPriority.Edit, cancellationToken);
        return facts.Assignment(target) is Fact<Assignment>.Absent;
    }

    // A pause that came meanwhile has put nothing in the place of the batch.
    private bool IsDue(UnmanagedStep.Revoke step, Batch batch) => _batch.Subject is not null && facts.Assignment(step.Assignment) is Fact<Assignment>.Present && _passed.Contains(step) && batch.MayTake(step);

    private async Task<string> StartAsync(Instance instance, UnmanagedStep.Revoke step, Batch batch, AuditSubject owner, CancellationToken cancellationToken)
    {
        instance.EnsureHas(step.Assignment.PermissionSetArn);
        return AwsReply.Required((await DeleteAsync(instance.Arn, step.Assignment, () => IsDue(step, batch), owner, cancellationToken)).AccountAssignmentDeletionStatus?.RequestId, "AccountAssignmentDeletionStatus.RequestId");
    }

    private Task<DeleteAccountAssignmentResponse> DeleteAsync(string instanceArn, Assignment target, Func<bool> isDue, AuditSubject owner, CancellationToken cancellationToken) =>
        door.WriteAsync(
            names.Assignment("DeleteAccountAssignment", owner, target, isGrant: false),
            isDue,
            (sso, token) => sso.DeleteAccountAssignmentAsync(
                new()
                {
                    InstanceArn = instanceArn,
                    PermissionSetArn = target.PermissionSetArn,
                    TargetId = target.AccountId,
                    TargetType = TargetType.AWS_ACCOUNT,
                    PrincipalType = target.Principal.Kind is PrincipalKind.Group ? PrincipalType.GROUP : PrincipalType.USER,
                    PrincipalId = target.Principal.Id,
                },
                token),
            cancellationToken);

    // Whether AWS did it.
    private async Task<bool> EndAsync(UnmanagedStep.Revoke step, string requestId, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnEnded(string id)
        {
            if (id == requestId)
                ended.TrySetResult();
        }

        operations.Ended += OnEnded;
        try
        {
            if (operations.StatusOf(requestId) is OperationStatus.InProgress)
                await ended.Task.WaitAsync(cancellationToken);
            return Conclude(step, operations.StatusOf(requestId));
        }
        finally
        {
            operations.Ended -= OnEnded;
            operations.Forget(requestId);
        }
    }

    private bool Conclude(UnmanagedStep.Revoke step, OperationStatus? status)
    {
        if (status is OperationStatus.Succeeded)
        {
            facts.Confirm(step.Assignment, exists: false, time.GetUtcNow());
            log.LogInformation("Nobody declared it: {Step}.", step.Summary);
            return true;
        }

        facts.MarkStale(step.Assignment, time.GetUtcNow(), hasEffect: status is not OperationStatus.Failed);
        log.LogWarning("AWS did not {Step}: {Why} It is tried again.", step.Summary, status is OperationStatus.Failed failed ? AsyncFailure.Explain(failed.FailureReason).Message : "it did not say why.");
        return false;
    }

    private async Task<bool> DeleteAsync(UnmanagedStep.DeleteSet step, Batch batch, AuditSubject subject, CancellationToken cancellationToken)
    {
        var instance = await instances.UsableAsync(cancellationToken);
        instance.EnsureHas(step.Arn);
        facts.Put(step.Arn, await sets.ReadAsync(instance.Arn, step.Arn, CallPriority.Edit, cancellationToken));
        if (!IsDue(step, batch))
            return true;
        var audited = new AuditedWrite("DeletePermissionSet", subject) { PermissionSet = new(step.Arn, step.Name), Parts = [new("name", AuditValue.Of(step.Name), null)] };
        try
        {
            await door.WriteAsync(
                audited, () => IsDue(step, batch), (sso, token) => sso.DeletePermissionSetAsync(new() { InstanceArn = instance.Arn, PermissionSetArn = step.Arn }, token), cancellationToken);
            log.LogInformation("Nobody declared it: {Step}.", step.Summary);
        }
        catch (NotDueException)
        {
            return true;
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PermissionSet(step.Arn)))
        {
            // Somebody else deleted it; the look that follows says whether that is so.
        }

        facts.MarkStale(step.Arn, time.GetUtcNow(), exists: false);
        facts.Put(step.Arn, await sets.ReadAsync(instance.Arn, step.Arn, CallPriority.Edit, cancellationToken));
        return true;
    }

    private bool IsDue(UnmanagedStep.DeleteSet step, Batch batch) => _batch.Subject is not null && _passed.Contains(step) && batch.MayTake(step)
        && facts.PermissionSet(step.Arn) is Fact<PermissionSetFacts>.Present { Value: { CurrentAccounts.Count: 0, OutdatedAccounts.Count: 0 } };

    private sealed record Batch(AuditSubject? Subject, IReadOnlyCollection<UnmanagedStep> Steps, Func<UnmanagedStep, bool> MayTake);
}
