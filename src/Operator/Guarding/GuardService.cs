using System.Threading.Channels;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Runs the guard while this process leads: reads what was kept, follows the approvals and the limits, writes down what is held back, and has those look again who wait for
/// room when there may be some.
/// </summary>
internal sealed class GuardService(
    DeletionGuard guard, GuardMetrics metrics, ObjectStore<Entities.IdentityCenter> store, OperatorSettings settings, TimeProvider time, ILogger<GuardService> log, LeaderElector? elector = null)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe(guard);
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await store.WaitForSyncAsync(stoppingToken);
        // The annotation first: without it, the approval that was acted on would pass for one that was taken back.
        store.Subscribe(OnChange);
        await UntilDoneAsync(guard.ReadAsync, "read", stoppingToken);
        await Task.WhenAll(WriteAsync(stoppingToken), ReleaseAsync(stoppingToken));
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        var changes = Signal();
        guard.Changed += () => changes.Writer.TryWrite(true);
        settings.Changed += Remember;
        Remember();
        changes.Writer.TryWrite(true);
        await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
            await UntilDoneAsync(guard.WriteAsync, "written", stoppingToken);
    }

    // Time passes, or somebody else waits no longer: there may be room.
    private async Task ReleaseAsync(CancellationToken stoppingToken)
    {
        var freed = Signal();
        guard.Freed += () => freed.Writer.TryWrite(true);
        settings.Changed += () => freed.Writer.TryWrite(true);
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(freed.Reader, guard.NextRelease, stoppingToken);
            guard.Release();
        }
    }

    private async Task WaitAsync(ChannelReader<bool> freed, DateTimeOffset? next, CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(freed.ReadAsync(enough.Token).AsTask(), Task.Delay(DelayUntil(next), time, enough.Token));
        await enough.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    // What is blocked after this was computed is looked for within a minute.
    private TimeSpan DelayUntil(DateTimeOffset? next) => next is { } at && at - time.GetUtcNow() is var left && left < LongestWait ? left > TimeSpan.Zero ? left : TimeSpan.Zero : LongestWait;

    private static Channel<bool> Signal() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Limits that nobody wrote down anywhere are the defaults of the moment, and not worth an object.
    private void Remember()
    {
        if (store.Find(new(null, Entities.IdentityCenter.DefaultName)) is not null)
            guard.Remember(settings.Guard);
    }

    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        if (change.Key.Name != Entities.IdentityCenter.DefaultName || change.New is not { } stored)
            return;
        var approval = Wishes.Approval(stored.Metadata);
        if (change is { Old: null, Initial: false })
            guard.Ignore(approval);
        else
            guard.Approve(approval);
        guard.Remember(settings.Guard);
        if (change.Old is null)
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
