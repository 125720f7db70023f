using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Looks at the whole instance, again and again, and so finds what somebody else changed: permission sets, the instance itself, assignments. One read at a time; the
/// first round hurries, since until then nothing is known, later ones are spread evenly over the sweep interval. A read that fails leaves the old fact in place and
/// is made again in the next round.
/// </summary>
internal sealed class Sweep(
    InstanceLocator instances,
    InstanceWatch watch,
    InstanceGate open,
    AttributeReader attributes,
    PermissionSetReader sets,
    AssignmentSweep assignments,
    OrganizationDirectory organization,
    FactStore facts,
    RequestBudgets budgets,
    OperatorSettings settings,
    DoorMetrics metrics,
    SteadyClock time,
    ILogger<Sweep> log)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Random random = new();
    private readonly Lock gate = new();
    private TaskCompletionSource hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource rescheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The round that ended last; null before the first.</summary>
    public SweepReport? Last { get; private set; }

    /// <summary>Why the last look failed before it saw all names; null after one that did not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Raised after a round.</summary>
    public event Action<SweepReport>? Finished;

    /// <summary>Raised after a look that failed before it saw all names.</summary>
    public event Action? Failed;

    /// <summary>Whether somebody asked for a look that has not begun yet.</summary>
    public bool IsHurried => hurried.Task.IsCompleted;

    /// <summary>Somebody asks for a look now: the round that is under way hurries, and another one follows it.</summary>
    public void Hurry()
    {
        lock (gate)
        {
            hurried.TrySetResult();
        }
    }

    /// <summary>The sweep interval is another: whatever waits for its end waits for the end of the new one.</summary>
    public void Reschedule() =>
        Interlocked.Exchange(ref rescheduled, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var startedAt = time.GetUtcNow();
                var urgent = TakeHurry();
                await RoundAsync(cancellationToken, urgent);
                await RestAsync(startedAt, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The look at the instance failed before it saw all names; what was known stays, and it starts again in {RetryAfter}.", RetryAfter);
                Failure = e;
                Failed?.Invoke();
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    /// <summary>Looks once at everything.</summary>
    /// <exception cref="Exception">Not even the list of permission sets could be read; facts are as they were.</exception>
    public async Task<SweepReport> RoundAsync(CancellationToken cancellationToken, bool urgent = false)
    {
        var (startedAt, requests) = (time.GetUtcNow(), budgets.Swept);
        var found = await instances.VerifyAsync(cancellationToken);
        var round = new SweepRound(log, urgent ? _ => Task.CompletedTask : PauseAsync, cancellationToken);
        await round.LookAsync($"instance {found.Arn}", () => watch.SweepAsync(found, cancellationToken));
        open.EnsureOpen();
        if (settings.ManagesAttributes)
        {
            await round.LookAsync("attributes for access control", () => attributes.ReadAsync(found.Arn, CallPriority.Sweep, cancellationToken));
        }

        var arns = await ListAsync(found, cancellationToken);
        foreach (var arn in arns)
        {
            await round.LookAsync($"permission set {arn}", async () => facts.Put(arn, await sets.ReadAsync(found.Arn, arn, CallPriority.Sweep, cancellationToken)));
        }

        await assignments.RoundAsync(round, cancellationToken);
        if (organization.Wanted is not OrganizationParts.None)
        {
            await round.LookAsync("the organization", () => organization.RefreshAsync(cancellationToken));
        }

        return Finish(new(startedAt, time.GetUtcNow(), arns.Count, round.Reads, round.Failed, budgets.Swept - requests, assignments.Access));
    }

    private async Task<List<string>> ListAsync(Instance found, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var arns = await sets.ListAsync(found.Arn, facts.Arns, CallPriority.Sweep, cancellationToken);
        facts.PutListing(arns, readAt);
        return arns;
    }

    private SweepReport Finish(SweepReport report)
    {
        (Last, Failure) = (report, null);
        metrics.Swept(report.FinishedAt - report.StartedAt, report.Failed == 0);
        Finished?.Invoke(report);
        return report;
    }

    // Nine tenths of the interval, shared by as many reads as the last round made.
    private Task PauseAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        return Last is { } last ? WaitAsync(() => since + (settings.SweepInterval * 0.9 / Math.Max(1, last.Reads)), cancellationToken) : Task.CompletedTask;
    }

    // A little earlier or later each time, so that the operators of several clusters do not look in step.
    private Task RestAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var share = 0.95 + (0.1 * random.NextDouble());
        return WaitAsync(() => startedAt + (settings.SweepInterval * share), cancellationToken);
    }

    // Waits until it is due by the interval of that moment, but not when somebody hurries.
    private async Task WaitAsync(Func<DateTimeOffset> due, CancellationToken cancellationToken)
    {
        while (!hurried.Task.IsCompleted)
        {
            // Before the settings are asked: a change after that is not missed.
            var change = rescheduled.Task;
            if (due() - time.GetUtcNow() is not { Ticks: > 0 } delay)
                return;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(time.AtLeast(delay, stop.Token), hurried.Task, change);
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // True when somebody asked for this look.
    private bool TakeHurry()
    {
        lock (gate)
        {
            if (!hurried.Task.IsCompleted)
            {
                return false;
            }

            hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }
}

/// <summary>What a round of the sweep came to.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="PermissionSets">Permission sets that exist.</param>
/// <param name="Reads">Things that were looked at.</param>
/// <param name="Failed">How many of them could not be read.</param>
/// <param name="Requests">Requests that it took.</param>
/// <param name="Access">How assignments were read.</param>
internal sealed record SweepReport(
    DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int PermissionSets, int Reads, int Failed, long Requests, AssignmentAccess Access);
