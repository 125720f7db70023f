using System.Threading.Channels;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Runs the guard while this process leads: reads what was kept, follows the approvals and the limits, writes down what it counts, tells what is held back, and has those
/// look again who wait for room when there may be some.
/// </summary>
internal sealed class GuardService(
    DeletionGuard guard,
    GuardReport report,
    GuardMetrics metrics,
    ObjectStore<Entities.IdentityCenter> store,
    GuardedObjects objects,
    OperatorSettings settings,
    TimeProvider time,
    ILogger<GuardService> log,
    LeaderElector? elector = null)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // How often it is looked whether what was written down is still there.
    private static readonly TimeSpan RestoreEvery = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _toKeep = OnlyTheLast();
    private readonly Channel<bool> _toTell = OnlyTheLast();
    private readonly Channel<bool> _freed = OnlyTheLast();

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
        guard.Freed += () => _freed.Writer.TryWrite(true);
        settings.Changed += OnSettings;
        OnSettings();
        Wake();
        // Each by itself: what cannot be told must not keep anything from being written down.
        await Task.WhenAll(
            OnEachAsync(_toKeep, guard.WriteAsync, "written down", stoppingToken),
            OnEachAsync(_toTell, token => report.WriteAsync(guard.State, guard.Shares, token), "told in the status of IdentityCenter", stoppingToken),
            RestoreAsync(stoppingToken),
            SettleGoneAsync(stoppingToken),
            ReleaseAsync(stoppingToken));
    }

    private async Task SettleGoneAsync(CancellationToken stoppingToken)
    {
        var uids = await objects.UidsAsync(stoppingToken);
        guard.SettleGone(uids);
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

    // Time passes, or somebody else waits no longer: there may be room.
    private async Task ReleaseAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(_freed.Reader, guard.NextRelease, stoppingToken);
            guard.Release();
        }
    }

    private async Task WaitAsync(ChannelReader<bool> freed, DateTimeOffset? next, CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(freed.ReadAsync(enough.Token).AsTask(), time.AtLeast(DelayUntil(next), enough.Token));
        await enough.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    // What is blocked after this was computed is looked for within a minute.
    private TimeSpan DelayUntil(DateTimeOffset? next) => next is { } at && at - time.GetUtcNow() is var left && left < LongestWait ? left > TimeSpan.Zero ? left : TimeSpan.Zero : LongestWait;

    private void OnSettings()
    {
        Remember();
        _freed.Writer.TryWrite(true);
    }

    // Limits that nobody wrote down anywhere are the defaults of the moment.
    private void Remember()
    {
        if (store.Find(ReportingInstance.Declared) is not null)
            guard.Remember(settings.Guard);
    }

    // The approval of the object that counts now, unless it came with it; and what is told has to stand in it.
    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        var instance = ReportingInstance.In(store);
        var approval = instance is null ? null : Wishes.Approval(instance.Metadata);
        if (change is { Old: null, Initial: false } && change.Key == instance?.Key)
            guard.Ignore(approval);
        else
            guard.Approve(approval);
        Remember();
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
