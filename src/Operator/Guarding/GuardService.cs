using System.Threading.Channels;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>Runs the guard while this process leads: reads what was kept, follows the approvals, writes down what is held back.</summary>
internal sealed class GuardService(
    DeletionGuard guard, GuardMetrics metrics, ObjectStore<Entities.IdentityCenter> store, TimeProvider time, ILogger<GuardService> log, LeaderElector? elector = null)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe(guard);
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await store.WaitForSyncAsync(stoppingToken);
        // The annotation first: without it, the approval that was acted on would pass for one that was taken back.
        store.Subscribe(OnChange);
        await UntilDoneAsync(guard.ReadAsync, "read", stoppingToken);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        guard.Changed += () => changes.Writer.TryWrite(true);
        changes.Writer.TryWrite(true);
        await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
            await UntilDoneAsync(guard.WriteAsync, "written", stoppingToken);
    }

    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        if (change.Key.Name != Entities.IdentityCenter.DefaultName)
            return;
        guard.Approve(change.New is { } stored ? Wishes.Approval(stored.Metadata) : null);
        if (change is { Old: null, New: not null })
            guard.Forgotten();
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> act, string what, CancellationToken stoppingToken)
    {
        for (var done = false; !done;)
        {
            try
            {
                await act(stoppingToken);
                done = true;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "What the deletion guard counts could not be {What}; it is tried again in {RetryAfter}.", what, RetryAfter);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }
}
