namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Looks at every permission set of the instance, again and again, and so finds what somebody else changed. After the first round, the reads of a round are spread
/// evenly over the sweep interval. A read that fails leaves the old fact in place and is made again in the next round.
/// </summary>
internal sealed class Sweep(
    InstanceLocator instances, PermissionSetReader reader, FactStore facts, OperatorSettings settings, TimeProvider time, ILogger<Sweep> log)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>The round that ended last; null before the first.</summary>
    public SweepReport? Last { get; private set; }

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The look at the instance failed before it saw all names; facts stay as they were and it starts again in {RetryAfter}.", RetryAfter);
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var instance = await instances.FindAsync(cancellationToken);
        var arns = await ListAsync(instance, cancellationToken);
        var failed = 0;
        foreach (var arn in arns)
        {
            failed += await LookAsync(instance, arn, cancellationToken) ? 0 : 1;
            await PauseAsync(arns.Count, cancellationToken);
        }

        Last = new(startedAt, time.GetUtcNow(), arns.Count, failed);
        await RestAsync(startedAt, cancellationToken);
    }

    private async Task<List<string>> ListAsync(Instance instance, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var arns = await reader.ListAsync(instance.Arn, CallPriority.Sweep, cancellationToken);
        facts.PutListing(arns, readAt);
        return arns;
    }

    private async Task<bool> LookAsync(Instance instance, string arn, CancellationToken cancellationToken)
    {
        try
        {
            facts.Put(arn, await reader.ReadAsync(instance.Arn, arn, CallPriority.Sweep, cancellationToken));
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Permission set {Arn} could not be read; what was known of it stays.", arn);
            return false;
        }
    }

    // The first round hurries, since until then nothing is known; later ones spread over nine tenths of the interval.
    private Task PauseAsync(int count, CancellationToken cancellationToken) =>
        Last is null ? Task.CompletedTask : Task.Delay(settings.SweepInterval * 0.9 / Math.Max(1, count), time, cancellationToken);

    private async Task RestAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var rest = startedAt + settings.SweepInterval - time.GetUtcNow();
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }
    }
}

/// <summary>What a round of the sweep came to.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="PermissionSets">Permission sets that exist.</param>
/// <param name="Failed">How many of them could not be read.</param>
internal sealed record SweepReport(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int PermissionSets, int Failed);
