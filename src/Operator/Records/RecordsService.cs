using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Sees to it, while this process leads, that records can be relied on: takes over what stood in statuses, and closes the gate to AWS for as long as records cannot be read.
/// </summary>
internal sealed class RecordsService(
    RecordsReadiness readiness,
    LedgerTakeover takeover,
    ObjectStore<AccountAssignment> assignments,
    ObjectStore<AccessRecord> records,
    ObjectStore<PermissionSet> sets,
    ClusterIdentity cluster,
    InstanceGate gate,
    RecordsMetrics metrics,
    TimeProvider time,
    ILogger<RecordsService> log,
    LeaderElector? elector = null) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private const int TriesBeforeTelling = 3;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe();
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await Task.WhenAll(CompleteAsync(stoppingToken), WatchAsync(stoppingToken));
    }

    private async Task CompleteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(assignments.WaitForSyncAsync(stoppingToken), records.WaitForSyncAsync(stoppingToken), sets.WaitForSyncAsync(stoppingToken));
        for (var tries = 1; !await TryAsync(tries, stoppingToken); tries++)
            await Task.Delay(RetryAfter, time, stoppingToken);
        readiness.Complete();
        Show();
    }

    private async Task<bool> TryAsync(int tries, CancellationToken stoppingToken)
    {
        try
        {
            // Whose a permission set is stands in its tags, by the cluster's uid.
            await cluster.UidAsync(stoppingToken);
            await takeover.RunAsync(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // An API server that is away for a moment is nothing to tell every object of.
            if (tries >= TriesBeforeTelling)
                readiness.Fail($"What stood in statuses could not be taken over: {Quoted.Line(e.Message)} It is tried again.");
            log.LogWarning(e, "What was assigned could not be taken over into AccessRecords; until it is, nothing is changed in AWS. It is tried again in {RetryAfter}.", RetryAfter);
            return false;
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        do
        {
            Show();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Before it is known either way nothing is said, and nothing leaves.
    private void Show()
    {
        if (readiness.Refusal is { } why)
            gate.SetRecords(RecordsReadiness.Objection(why));
        else if (readiness.IsComplete)
            gate.SetRecords(null);
    }
}
