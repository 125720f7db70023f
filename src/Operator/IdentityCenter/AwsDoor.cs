using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// The one way to sso-admin: each HTTP request takes a token of the budget first, and a throttle slows everybody down.
/// The SDK's own retries are off, since they would spend budget that nobody counted.
/// </summary>
internal sealed class AwsDoor(IAmazonSSOAdmin client, RequestBudget budget, WriteFence fence, DoorMetrics metrics)
{
    private const int ReadAttempts = 4;

    /// <summary>Makes a call that changes nothing. Throttles and server errors are retried, each with a token of its own.</summary>
    /// <exception cref="AmazonServiceException">AWS refused, or failed on every attempt.</exception>
    public async Task<T> ReadAsync<T>(
        CallPriority priority, string operation, Func<IAmazonSSOAdmin, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CallAsync(priority, operation, call, cancellationToken);
            }
            catch (Exception e) when (attempt < ReadAttempts && AwsFailure.Classify(e).Class == FailureClass.Retry && !cancellationToken.IsCancellationRequested)
            {
                // The budget has slowed down already; the next token is the wait.
            }
        }
    }

    /// <summary>Makes a call that changes something: only while this process leads, and once, since the caller looks again before it tries again.</summary>
    /// <exception cref="AmazonServiceException">AWS refused.</exception>
    /// <exception cref="LeadershipLostException">Another process may lead by now; nothing was sent.</exception>
    public async Task<T> WriteAsync<T>(string operation, Func<IAmazonSSOAdmin, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        return await CallAsync(
            CallPriority.Edit,
            operation,
            (sso, token) =>
            {
                // After the wait for a token, right before the request leaves.
                fence.EnsureHeld();
                return call(sso, token);
            },
            cancellationToken);
    }

    private async Task<T> CallAsync<T>(
        CallPriority priority, string operation, Func<IAmazonSSOAdmin, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
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
            if (AwsFailure.IsThrottle(e))
            {
                budget.Throttled(AwsFailure.RetryAfter(e));
            }

            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            e.Data[AwsFailure.OperationKey] = operation;
            metrics.Called(operation, e.GetType().Name);
            throw;
        }
    }
}
