using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Asks once; <paramref name="isRetry"/> when it was asked before. Throws <see cref="KubernetesException"/> when the server refuses.</summary>
internal delegate Task<T> Attempt<T>(bool isRetry, CancellationToken cancellationToken);

/// <summary>Makes a call as often as the API server asks for it, within the call's time.</summary>
/// <param name="options">How often, how long, and the clock.</param>
/// <param name="server">The API server, for messages.</param>
/// <param name="logger">Told of each wait, at debug level.</param>
internal sealed class CallRetries(KubernetesClientOptions options, Uri server, ILogger? logger)
{
    /// <summary>Makes the call.</summary>
    /// <exception cref="KubernetesException">The server refuses, and asks for no wait, or for too many or too long ones.</exception>
    /// <exception cref="TimeoutException">The time of the call is over. Its inner exception is the refusal before, if there was one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. Its inner exception is the refusal before, if there was one.</exception>
    public async Task<T> RunAsync<T>(ApiCall call, Attempt<T> attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.CallTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var progress = new Progress { Begun = options.Time.GetTimestamp() };
        try
        {
            return await RepeatAsync(call, attempt, progress, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{call}: cancelled{progress.Before}", progress.Refusal, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException(
                $"{call.Method} {server}{call.Path}: the API server did not answer within {options.CallTimeout.TotalSeconds:0.#} s{progress.Before}", progress.Refusal ?? (Exception)e);
        }
    }

    private async Task<T> RepeatAsync<T>(ApiCall call, Attempt<T> attempt, Progress progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await attempt(progress.Retries > 0, cancellationToken);
            }
            catch (KubernetesException e) when (Wait(e, call, progress) is { } wait)
            {
                (progress.Refusal, progress.Retries) = (e, progress.Retries + 1);
                logger?.LogDebug("{Problem}: trying again in {Wait:0.###} s, as told ({Retry} of {Most})", e.Message, wait.TotalSeconds, progress.Retries, options.Retries);
                await Task.Delay(wait, options.Time, cancellationToken);
            }
        }
    }

    private TimeSpan? Wait(KubernetesException refusal, ApiCall call, Progress progress) =>
        RetryRule.Wait(refusal, call, progress.Retries, options.Retries, options.CallTimeout - options.Time.GetElapsedTime(progress.Begun));

    private sealed class Progress
    {
        public long Begun { get; init; }

        public int Retries { get; set; }

        public KubernetesException? Refusal { get; set; }

        /// <summary>What a call that ends otherwise was waiting for.</summary>
        public string Before => Refusal is null ? "" : $"; before, it had asked to wait ({Refusal.Message})";
    }
}
