using System.Threading.Channels;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>Runs the guard while this process leads: reads what was kept, follows the approvals, writes down what it counts and tells what is held back.</summary>
internal sealed class GuardService(
    DeletionGuard guard,
    GuardReport report,
    GuardMetrics metrics,
    ObjectStore<Entities.IdentityCenter> store,
    TimeProvider time,
    ILogger<GuardService> log,
    LeaderElector? elector = null)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    // How often it is looked whether what was written down is still there.
    private static readonly TimeSpan RestoreEvery = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _toKeep = OnlyTheLast();
    private readonly Channel<bool> _toTell = OnlyTheLast();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe(guard);
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await store.WaitForSyncAsync(stoppingToken);
        // The annotation first: without it, the approval that was acted on would pass for one that was taken back.
        store.Subscribe(OnChange);
        await UntilDoneAsync(guard.ReadAsync, "read", stoppingToken);
        guard.Changed += Wake;
        Wake();
        // Each by itself: what cannot be told must not keep anything from being written down.
        await Task.WhenAll(
            OnEachAsync(_toKeep, guard.WriteAsync, "written down", stoppingToken),
            OnEachAsync(_toTell, token => report.WriteAsync(guard.State, token), "told in the status of IdentityCenter", stoppingToken),
            RestoreAsync(stoppingToken));
    }

    private static Channel<bool> OnlyTheLast() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private void Wake()
    {
        _toKeep.Writer.TryWrite(true);
        _toTell.Writer.TryWrite(true);
    }

    private async Task OnEachAsync(Channel<bool> wakes, Func<CancellationToken, Task> act, string what, CancellationToken stoppingToken)
    {
        await foreach (var _ in wakes.Reader.ReadAllAsync(stoppingToken))
            await UntilDoneAsync(act, what, stoppingToken);
    }

    private async Task RestoreAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(RestoreEvery, time);
        while (await minutes.WaitForNextTickAsync(stoppingToken))
            await UntilDoneAsync(guard.RestoreAsync, "looked after", stoppingToken);
    }

    // The approval of the object that counts now; and what is told has to stand in it.
    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        guard.Approve(ReportingInstance.In(store) is { } stored ? Wishes.Approval(stored.Metadata) : null);
        Wake();
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
                log.LogWarning("What the deletion guard counts could not be {What}; it is tried again in {RetryAfter}: {Problem}", what, RetryAfter, e.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }
}
