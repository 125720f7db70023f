using Amazon.Runtime;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// The one way to a service of AWS: each HTTP request takes a token of the service's budget first, and a throttle slows everybody down.
/// The SDK's own retries are off, since they would spend budget that nobody counted.
/// </summary>
/// <typeparam name="TClient">The service's client.</typeparam>
internal sealed class AwsDoor<TClient>(TClient client, RequestBudget budget, WriteFence fence, DoorMetrics metrics, AuditLog audit, InstanceGate? gate = null)
{
    private const int ReadAttempts = 4;

    // Eight times the longest list that AWS's quotas let be: 50,000 accounts, 20 a page.
    private const int MostPages = 20_000;

    /// <summary>Makes a call that changes nothing. Throttles and server errors are retried, each with a token of its own.</summary>
    /// <exception cref="AmazonServiceException">AWS refused, or failed on every attempt.</exception>
    public async Task<T> ReadAsync<T>(
        CallPriority priority, string operation, Func<TClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CallAsync(priority, operation, call, cancellationToken);
            }
            catch (Exception e) when (attempt < ReadAttempts && AwsFailure.IsTransient(e) && !cancellationToken.IsCancellationRequested)
            {
                // The budget has slowed down already; the next token is the wait.
            }
        }
    }

    /// <summary>Reads a list to its end, page by page. A page that cannot be read fails the whole: a part of a list is never taken for all of it.</summary>
    /// <exception cref="AmazonServiceException">AWS refused, or failed on every attempt.</exception>
    /// <exception cref="MalformedReplyException">A page leads back to an earlier one: the list has no end.</exception>
    public async Task<List<TItem>> PagesAsync<TAnswer, TItem>(
        CallPriority priority,
        string operation,
        Func<TClient, string?, CancellationToken, Task<TAnswer>> call,
        Func<TAnswer, (List<TItem>? Items, string? Next)> read,
        CancellationToken cancellationToken)
    {
        var all = new List<TItem>();
        var pages = new HashSet<string>(StringComparer.Ordinal);
        string? page = null;
        do
        {
            var token = page;
            var (items, next) = read(await ReadAsync(priority, operation, (service, stop) => call(service, token, stop), cancellationToken));
            all.AddRange(items ?? []);
            page = string.IsNullOrEmpty(next) ? null : next;
            if (page is not null && (!pages.Add(page) || pages.Count > MostPages))
                throw Endless(operation);
        }
        while (page is not null);
        return all;
    }

    /// <summary>
    /// Makes a call that changes something: only while this process leads, and once, since the caller looks again before it tries again. It is in the audit log
    /// whatever becomes of it.
    /// </summary>
    /// <param name="write">What it is, for the audit log.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AmazonServiceException">AWS refused.</exception>
    /// <exception cref="InstanceNotFoundException">The instance cannot be managed at present; nothing was sent.</exception>
    /// <exception cref="LeadershipLostException">Another process may lead by now; nothing was sent.</exception>
    public Task<T> WriteAsync<T>(AuditedWrite write, Func<TClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse => WriteAsync(write, () => true, call, cancellationToken);

    /// <summary>The same for what may be wanted no longer by the time a token is there, which may be long where AWS throttles: it is asked for once more then.</summary>
    /// <param name="write">What the request is about.</param>
    /// <param name="isDue">Asked right before the request leaves: whether it is to be sent still.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="cancellationToken">Stops waiting for a token.</param>
    /// <exception cref="NotDueException">It is not to be sent any more; nothing was.</exception>
    /// <inheritdoc cref="WriteAsync{T}(AuditedWrite, Func{TClient, CancellationToken, Task{T}}, CancellationToken)" path="/exception"/>
    public async Task<T> WriteAsync<T>(AuditedWrite write, Func<bool> isDue, Func<TClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        await (gate?.RecordsKnownAsync(cancellationToken) ?? Task.CompletedTask);
        return await CallAsync(
            CallPriority.Edit,
            write.Operation,
            (service, token) =>
            {
                // After the wait for a token, right before the request leaves.
                fence.EnsureHeld();
                gate?.EnsureOpen();
                if (!isDue())
                    throw new NotDueException();
                return audit.RecordAsync(write, () => call(service, token));
            },
            cancellationToken);
    }

    private static MalformedReplyException Endless(string operation)
    {
        var error = new MalformedReplyException("the end of the list: its pages go round in a circle");
        error.Data[AwsFailure.OperationKey] = operation;
        return error;
    }

    private async Task<T> CallAsync<T>(
        CallPriority priority, string operation, Func<TClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        metrics.Calling(operation);
        await budget.AcquireAsync(priority, cancellationToken);
        try
        {
            var answer = await call(client, cancellationToken);
            metrics.Called(operation, "ok");
            return answer;
        }
        catch (AmazonServiceException e)
        {
            e.Data[AwsFailure.OperationKey] = operation;
            metrics.Called(operation, e.ErrorCode is { Length: > 0 } code ? code : $"HTTP {(int)e.StatusCode}");
            // A refusal for want of a slot says nothing about the rate of requests; the tracker of operations answers it.
            if (AwsFailure.IsThrottle(e) && !AwsFailure.IsForWantOfSlots(e))
            {
                metrics.Throttled(operation);
                budget.Throttled(AwsFailure.RetryAfter(e));
            }

            throw;
        }
        catch (Exception e) when (e is not (OperationCanceledException or NotDueException))
        {
            e.Data[AwsFailure.OperationKey] = operation;
            metrics.Called(operation, e.GetType().Name);
            throw;
        }
    }
}
