using System.Collections.Concurrent;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Follows the operations that this operator started. All that are in flight are polled with one list call a kind, since AWS lists what is IN_PROGRESS;
/// each that left the list is described once, for its end and AWS's reason. Thread-safe.
/// </summary>
internal sealed class OperationTracker(OperationReader reader, TimeProvider time)
{
    // AWS may not know a request right after it accepted it; Terraform's provider treats that as pending too.
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Tracked> operations = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim work = new(0);

    /// <summary>Raised when an operation ended; carries its request id.</summary>
    public event Action<string>? Ended;

    /// <summary>Operations in flight that this operator started.</summary>
    public int InFlight => operations.Values.Count(tracked => tracked.Status is OperationStatus.InProgress);

    /// <summary>Follows an operation from now on; one that is followed already is left as it is. Used after a start and, from status, after a restart.</summary>
    public void Follow(OperationKind kind, string requestId)
    {
        if (operations.TryAdd(requestId, new(new(kind, requestId, time.GetUtcNow()), new OperationStatus.InProgress())))
        {
            work.Release();
        }
    }

    /// <summary>How an operation stands; null when it is not followed.</summary>
    public OperationStatus? StatusOf(string requestId) => operations.GetValueOrDefault(requestId)?.Status;

    /// <summary>Stops following an operation, once its end has been taken into account.</summary>
    public void Forget(string requestId) => operations.TryRemove(requestId, out _);

    /// <summary>Polls while there is something to poll, until cancelled.</summary>
    /// <param name="interval">Time between polls.</param>
    /// <param name="onError">Told of a poll that failed; the next one comes after the interval.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public async Task RunAsync(TimeSpan interval, Action<Exception> onError, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (InFlight == 0)
            {
                await work.WaitAsync(cancellationToken);
            }

            await Task.Delay(interval, time, cancellationToken);
            try
            {
                await PollAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                onError(e);
            }
        }
    }

    /// <summary>Looks once at everything in flight.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in operations.Values.Where(Flying).GroupBy(tracked => tracked.Operation.Kind))
        {
            // The list is read after the operations were taken: one that is not in it has left it, or is too new to be shown.
            var candidates = kind.ToList();
            var inProgress = await reader.InProgressAsync(kind.Key, cancellationToken);
            foreach (var tracked in candidates.Where(tracked => !inProgress.Contains(tracked.Operation.RequestId)))
            {
                await EndAsync(tracked, cancellationToken);
            }
        }
    }

    private static bool Flying(Tracked tracked) => tracked.Status is OperationStatus.InProgress;

    private async Task EndAsync(Tracked tracked, CancellationToken cancellationToken)
    {
        var status = await reader.DescribeAsync(tracked.Operation, cancellationToken);
        var tooNewToBeForgotten = status is OperationStatus.Forgotten && time.GetUtcNow() - tracked.Operation.StartedAt < ForgottenAfter;
        if (status is OperationStatus.InProgress || tooNewToBeForgotten)
        {
            return;
        }

        if (operations.TryUpdate(tracked.Operation.RequestId, tracked with { Status = status }, tracked))
        {
            Ended?.Invoke(tracked.Operation.RequestId);
        }
    }

    private sealed record Tracked(Operation Operation, OperationStatus Status);
}
