using System.Collections.Concurrent;
using Amazon.Runtime;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Starts asynchronous operations when AWS has room for them, and follows them to their end. All that are in flight are polled with one list call a kind, since AWS
/// lists what is IN_PROGRESS; each that left the list is described once, for its end and AWS's reason. The lists also tell how much others have in flight.
/// An operation whose reply was lost, or that an earlier process started, is found in the lists and taken up, never started a second time. Thread-safe.
/// </summary>
internal sealed class OperationTracker
{
    /// <summary>How long an operation is waited for. Terraform's provider gives up after 5 (assignments) and 10 minutes (provisioning).</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    // AWS may not know a request right after it accepted it; Terraform's provider treats that as pending too.
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly OperationKind[] Kinds = [OperationKind.Provisioning, OperationKind.Creation, OperationKind.Deletion];

    private readonly OperationReader reader;
    private readonly OperationSlots slots;
    private readonly FactStore facts;
    private readonly Settling settling;
    private readonly SteadyClock time;
    private readonly DoorMetrics metrics;
    private readonly SemaphoreSlim polling = new(1);
    private readonly ConcurrentQueue<OperationSubject> lost = new();
    private readonly ConcurrentDictionary<string, Tracked> operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Foreign> foreign = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OperationKind, Listing> listings = new();

    // What is about to be started: two who want the same share one reservation, and only the first of them starts.
    private readonly ConcurrentDictionary<OperationSubject, TaskCompletionSource> starting = new();

    private readonly SemaphoreSlim work = new(0);

    // Counts the reasons to look for operations that nobody here knows of; the start of the process is the first.
    private long doubts = 1;
    private long doubtsSettled;

    /// <summary>Creates a tracker that knows of no operation.</summary>
    public OperationTracker(OperationReader reader, OperationSlots slots, FactStore facts, Settling settling, SteadyClock time, DoorMetrics metrics)
    {
        (this.reader, this.slots, this.facts, this.settling, this.time, this.metrics) = (reader, slots, facts, settling, time, metrics);
        slots.Granted += subject => Granted?.Invoke(subject);
    }

    /// <summary>Raised when an operation ended; carries its request id.</summary>
    public event Action<string>? Ended;

    /// <summary>Raised when an operation that waited for a slot may be started.</summary>
    public event Action<OperationSubject>? Granted;

    /// <summary>
    /// Raised when an operation ended that this process had recognized but did not follow: of an earlier process, or of somebody else. What is known of its subject is
    /// stale by then.
    /// </summary>
    public event Action<OperationSubject>? OthersEnded;

    /// <summary>Operations in flight that this operator started.</summary>
    public int InFlight => operations.Values.Count(Flying);

    /// <summary>Whether this operation is in flight, whoever started it as far as that is known, or waits for a slot.</summary>
    public bool IsRunning(OperationSubject subject) => slots.IsReserved(subject) || Running(subject) is not null;

    /// <summary>
    /// Whether AWS has room for the operation now. If not, it waits in line, and <see cref="Granted"/> tells when there is: then call <see cref="StartAsync"/>, or ask
    /// again, within a minute.
    /// </summary>
    public bool TryReserve(OperationSubject subject, CallPriority priority = CallPriority.Edit)
    {
        var granted = slots.TryReserve(subject, priority);
        work.Release();
        return granted;
    }

    /// <summary>
    /// Waits until AWS has room, starts an operation and follows it; returns its request id. If the same operation is in flight already, started by an earlier process
    /// or by a request whose reply was lost, that one's id is returned and nothing is started.
    /// </summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="start">Makes the one call that starts it, and returns AWS's request id.</param>
    /// <param name="cancellationToken">Stops waiting; a request that has left may still take effect.</param>
    /// <exception cref="AmazonServiceException">AWS refused.</exception>
    public async Task<string> StartAsync(OperationSubject subject, Func<CancellationToken, Task<string>> start, CancellationToken cancellationToken) =>
        (await TryStartAsync(subject, () => true, start, cancellationToken))!;

    /// <summary>
    /// As <see cref="StartAsync"/>, but asks once more when it is this operation's turn, which may be much later: null, and nothing was started, when it is not due any more.
    /// </summary>
    /// <param name="subject">What it is about; from the call to its end <see cref="IsRunning"/> says so.</param>
    /// <param name="isDue">Whether it is to be started still.</param>
    /// <param name="start">Makes the one call that starts it, and returns AWS's request id.</param>
    /// <param name="cancellationToken">Stops waiting; a request that has left may still take effect.</param>
    /// <exception cref="AmazonServiceException">AWS refused.</exception>
    public async Task<string?> TryStartAsync(
        OperationSubject subject, Func<bool> isDue, Func<CancellationToken, Task<string>> start, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (starting.GetOrAdd(subject, own) is var first && first != own)
            await first.Task.WaitAsync(cancellationToken);
        try
        {
            return await StartInTurnAsync(subject, isDue, start, cancellationToken);
        }
        finally
        {
            starting.TryRemove(subject, out _);
            own.SetResult();
        }
    }

    private async Task<string?> StartInTurnAsync(
        OperationSubject subject, Func<bool> isDue, Func<CancellationToken, Task<string>> start, CancellationToken cancellationToken)
    {
        var reservation = slots.ReserveAsync(subject, CallPriority.Edit, cancellationToken);
        work.Release();
        await reservation;
        if (Running(subject) is { } known)
        {
            Follow(subject.Kind, known, subject);
            slots.Release(subject);
            return known;
        }

        if (!isDue())
        {
            slots.Release(subject);
            return null;
        }

        try
        {
            var requestId = await start(cancellationToken);
            Follow(subject.Kind, requestId, subject);
            return requestId;
        }
        catch (NotDueException)
        {
            slots.Release(subject);
            return null;
        }
        catch (Exception e)
        {
            Fail(subject, e);
            slots.Release(subject);
            throw;
        }
    }

    /// <summary>Follows an operation from now on; one that is followed already is left as it is. Used after a start and, from status, after a restart.</summary>
    public void Follow(OperationKind kind, string requestId, OperationSubject? subject = null)
    {
        subject ??= foreign.GetValueOrDefault(requestId)?.Subject;
        if (operations.TryAdd(requestId, new(new(kind, requestId, time.GetUtcNow()), subject, new OperationStatus.InProgress())))
        {
            foreign.TryRemove(requestId, out _);
            slots.Begin(requestId, subject);
            work.Release();
        }
    }

    /// <summary>How an operation stands; null when it is not followed.</summary>
    public OperationStatus? StatusOf(string requestId) => operations.GetValueOrDefault(requestId)?.Status;

    /// <summary>Stops following an operation, once its end has been taken into account.</summary>
    public void Forget(string requestId)
    {
        operations.TryRemove(requestId, out _);
        slots.End(requestId);
    }

    /// <summary>Follows nothing any more: another instance knows nothing of what is in flight, and may have others' operations in flight that are to be recognized.</summary>
    public void Abandon()
    {
        foreach (var tracked in operations.Values.Where(Flying).ToList())
            End(tracked, new OperationStatus.Forgotten());
        foreign.Clear();
        listings.Clear();
        lost.Clear();
        Interlocked.Increment(ref doubts);
        slots.Uncount();
    }

    /// <summary>Polls while there is something to poll, until cancelled.</summary>
    /// <param name="onError">Told of a poll that failed; the next one comes after a pause.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public async Task RunAsync(Action<Exception> onError, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            while (InFlight == 0 && slots.Waiting == 0 && foreign.IsEmpty)
            {
                await work.WaitAsync(cancellationToken);
            }

            var pause = slots.NeedsCount ? TimeSpan.Zero : Pause();
            try
            {
                await Task.Delay(pause, time, cancellationToken);
                await PollAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                onError(e);
                await Task.Delay(LongestPause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Completes when all operations in flight are known that this process did not start, or whose reply was lost. To be awaited before facts are read that an operation
    /// is decided on: facts from before may lack what such an operation has done by the time it is looked for.
    /// </summary>
    public async Task RecognizedAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref doubtsSettled) < Interlocked.Read(ref doubts))
        {
            await PollAsync(cancellationToken);
        }
    }

    /// <summary>Looks once at everything in flight.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        await polling.WaitAsync(cancellationToken);
        try
        {
            await LookAsync(cancellationToken);
        }
        finally
        {
            polling.Release();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var doubt = Interlocked.Read(ref doubts);
        // The first look of a process that leads: whoever led before may have written until a moment ago.
        if (Interlocked.Read(ref doubtsSettled) == 0)
            settling.Begin(time.GetUtcNow());
        var isDoubtful = doubt > Interlocked.Read(ref doubtsSettled);
        // Taken before the lists are read: one that is not in its list has left it, or is too new to be shown.
        var candidates = operations.Values.Where(Flying).ToList();
        foreach (var kind in Kinds.Where(kind => isDoubtful || IsOld(kind) || candidates.Any(tracked => tracked.Operation.Kind == kind)))
        {
            listings[kind] = new(time.GetUtcNow(), await reader.InProgressAsync(kind, cancellationToken));
        }

        if (isDoubtful)
        {
            await RecognizeAsync(cancellationToken);
            Interlocked.Exchange(ref doubtsSettled, doubt);
        }

        EndOthers();
        await Task.WhenAll(candidates.Where(tracked => !IsListed(tracked)).Select(tracked => EndAsync(tracked, cancellationToken)));
        GiveUp(candidates);
        // What was counted before an answer was lost lacks what became of that request.
        if (Interlocked.Read(ref doubts) == doubt)
            slots.Count(Kinds.Sum(kind => listings[kind].Ids.Count(id => !IsOurs(id))));
    }

    private static bool Flying(Tracked tracked) => tracked.Status is OperationStatus.InProgress;

    private bool IsOurs(string requestId) => operations.TryGetValue(requestId, out var tracked) && tracked.Status is not OperationStatus.TimedOut;

    private bool IsListed(Tracked tracked) => listings[tracked.Operation.Kind].Ids.Contains(tracked.Operation.RequestId);

    // Kinds of which nothing of ours is in flight are looked at just to count what others do.
    private bool IsOld(OperationKind kind) => !listings.TryGetValue(kind, out var listing) || time.GetUtcNow() - listing.At >= LongestPause;

    // An eighth of the age of the youngest: what has just begun is likely to end soon, and a late look costs a slot that nobody uses.
    private TimeSpan Pause()
    {
        var youngest = operations.Values.Where(Flying).Select(tracked => time.GetUtcNow() - tracked.Operation.StartedAt).DefaultIfEmpty(LongestPause).Min() / 8;
        return youngest < ShortestPause ? ShortestPause : youngest > LongestPause ? LongestPause : youngest;
    }

    private string? Running(OperationSubject subject) =>
        operations.Values.FirstOrDefault(tracked => Flying(tracked) && tracked.Subject == subject)?.Operation.RequestId
        ?? foreign.Where(pair => pair.Value.Subject == subject).Select(pair => pair.Key).FirstOrDefault();

    private void Fail(OperationSubject subject, Exception e)
    {
        if (AwsFailure.MayHaveTakenEffect(e))
        {
            lost.Enqueue(subject);
            Interlocked.Increment(ref doubts);
            slots.Uncount();
        }
        else if (e is AmazonServiceException refusal && AwsFailure.IsForWantOfSlots(refusal))
        {
            slots.Uncount();
        }
    }

    /// <summary>Learns what the operations in flight are about that this process did not start: each is described once.</summary>
    private async Task RecognizeAsync(CancellationToken cancellationToken)
    {
        foreach (var (kind, listing) in listings)
        {
            foreach (var id in listing.Ids.Where(id => !foreign.ContainsKey(id) && operations.GetValueOrDefault(id)?.Subject is null))
            {
                var subject = (await reader.DescribeAsync(new(kind, id, listing.At), cancellationToken)).Subject;
                if (operations.TryGetValue(id, out var tracked))
                {
                    operations.TryUpdate(id, tracked with { Subject = subject }, tracked);
                    slots.Begin(id, subject);
                }
                else
                {
                    foreign[id] = new(subject, time.GetUtcNow());
                    work.Release();
                }
            }
        }

        while (lost.TryDequeue(out var subject))
        {
            Doubt(subject);
        }
    }

    // What was read before the lists may lack what an operation has done that is over by now.
    private void Doubt(OperationSubject subject)
    {
        var now = time.GetUtcNow();
        facts.DoubtAccounts(subject.PermissionSetArn, now);
        if (subject is { AccountId: { } account, Principal: { } principal })
        {
            facts.MarkStale(new Assignment(account, subject.PermissionSetArn, principal), now);
        }
    }

    private void EndOthers()
    {
        foreach (var (id, other) in foreign.Where(pair => !IsFlying(pair.Key, pair.Value)))
        {
            if (foreign.TryRemove(id, out _) && other.Subject is { } subject)
            {
                Doubt(subject);
                OthersEnded?.Invoke(subject);
            }
        }
    }

    private bool IsFlying(string requestId, Foreign other) =>
        time.GetUtcNow() - other.SeenAt < Deadline && listings.Values.Any(listing => listing.Ids.Contains(requestId));

    private async Task EndAsync(Tracked tracked, CancellationToken cancellationToken)
    {
        var status = (await reader.DescribeAsync(tracked.Operation, cancellationToken)).Status;
        var tooNewToBeForgotten = status is OperationStatus.Forgotten && Age(tracked) < ForgottenAfter;
        if (status is not OperationStatus.InProgress && !tooNewToBeForgotten)
        {
            End(tracked, status);
        }
    }

    private void GiveUp(IEnumerable<Tracked> candidates)
    {
        foreach (var tracked in candidates.Where(tracked => Age(tracked) >= Deadline))
        {
            End(tracked, new OperationStatus.TimedOut(Deadline));
        }
    }

    private void End(Tracked tracked, OperationStatus status)
    {
        var id = tracked.Operation.RequestId;
        if (operations.TryGetValue(id, out var now) && Flying(now) && operations.TryUpdate(id, now with { Status = status }, now))
        {
            slots.End(id);
            metrics.Ended(tracked.Operation.Kind, status.GetType().Name, Age(tracked));
            Ended?.Invoke(id);
        }
    }

    private TimeSpan Age(Tracked tracked) => time.GetUtcNow() - tracked.Operation.StartedAt;

    private sealed record Tracked(Operation Operation, OperationSubject? Subject, OperationStatus Status);

    private sealed record Foreign(OperationSubject? Subject, DateTimeOffset SeenAt);

    private sealed record Listing(DateTimeOffset At, HashSet<string> Ids);
}
