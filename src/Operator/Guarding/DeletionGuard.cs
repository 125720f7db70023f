using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Counts what is taken away from people, over all objects together, and holds back what goes beyond the limits until somebody approves it: a hundred small
/// deletions as much as one large one. What it counts is written down before anything is granted. Thread-safe.
/// </summary>
internal sealed class DeletionGuard(GuardRecord record, GuardReport report, OperatorSettings settings, LedgerCensus census, GuardMetrics metrics, TimeProvider time)
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GuardState _state = new();
    private volatile GuardState _written = new();
    private string? _annotation;

    /// <summary>Raised when a plan was approved on <c>IdentityCenter/default</c>: look at that object of that kind again.</summary>
    public event Action<string, ObjectKey>? Approved;

    /// <summary>Raised when there is something to write down (<see cref="WriteAsync"/>).</summary>
    public event Action? Changed;

    /// <summary>How much may be taken away now without an approval; nothing before the persisted window was read.</summary>
    public GuardAllowance Left => _read.Task.IsCompleted ? State.Window.Left(settings.Guard, census.Assignments, time.GetUtcNow()) : default;

    /// <summary>What counts at present against <see cref="OperatorSettings.Guard"/>.</summary>
    public GuardAllowance Used => State.Window.Used(time.GetUtcNow(), settings.Guard.Window);

    /// <summary>How much may be taken away within the window.</summary>
    public GuardAllowance Limit => new(settings.Guard.Revocations((long)census.Assignments + Used.Revocations), settings.Guard.MaxPermissionSets);

    /// <summary>All that is remembered.</summary>
    public GuardState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Completes when the persisted window was read. To be awaited before a plan is made that the guard is asked about: before that nothing is left.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _read.Task.WaitAsync(cancellationToken);

    /// <summary>
    /// Asks to take so much away now. True means that it counts, and is written down. What was approved is let through and does not count: the limits are about what
    /// nobody looked at. False means that it does not fit (any more): plan again.
    /// </summary>
    /// <exception cref="Reconciliation.StatusNotWrittenException">It could not be written down, or told; nothing was granted.</exception>
    public async Task<bool> TryTakeAsync(int revocations, int permissionSets, bool approved, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        if (!approved && !await TryCountAsync(revocations, permissionSets, cancellationToken))
            return false;
        metrics.Taken(revocations, permissionSets, approved);
        return true;
    }

    /// <summary>Shows a plan as held back, until <see cref="Unblock"/>. A later plan of the same object takes the place of the earlier one.</summary>
    public void Block(GuardedPlan plan) => Update(state => state.Block(plan));

    /// <summary>The object has no plan any more that is held back: it was carried out, changed, or the object is gone.</summary>
    public void Unblock(string kind, ObjectKey key) => Update(state => state.Unblock(kind, key));

    /// <summary>Whether the plan of this hash was approved on <c>IdentityCenter/default</c>, together with all that was held back then.</summary>
    public bool IsApproved(string hash) => State.IsApproved(hash);

    /// <summary>The approval that <c>IdentityCenter/default</c> carries now; null for none.</summary>
    public void Approve(string? annotation)
    {
        lock (_gate)
            _annotation = annotation;
        Update(state => state);
    }

    /// <summary>Reads what was kept, once; what happened in memory meanwhile is added to it.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await record.ReadAsync(cancellationToken);
        lock (_gate)
        {
            _written = kept;
            _state = _state.Blocked.Values.Aggregate(kept, (state, plan) => state.Block(plan));
        }

        _read.TrySetResult();
        Update(state => state);
    }

    /// <summary>Writes down what changed since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var state = State;
            if (!ReferenceEquals(state, _written))
                await KeepAsync(state, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes it down anew where somebody has deleted it. Before anything was read this does nothing.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_read.Task.IsCompleted)
                await record.RestoreAsync(State, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> TryCountAsync(int revocations, int permissionSets, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!Left.Covers(revocations, permissionSets))
                return false;
            var now = time.GetUtcNow();
            await KeepAsync(Counted(State), cancellationToken);
            await report.WriteBeforeAsync(Counted(State), cancellationToken);
            Update(Counted);
            return true;

            GuardState Counted(GuardState state) => state with { Window = state.Window.Add(revocations, permissionSets, now, settings.Guard.Window) };
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task KeepAsync(GuardState state, CancellationToken cancellationToken)
    {
        await record.WriteAsync(state, cancellationToken);
        _written = state;
    }

    private void Update(Func<GuardState, GuardState> change)
    {
        List<GuardedPlan> approved;
        bool changed;
        lock (_gate)
        {
            var before = _state;
            _state = change(before);
            // An approval is looked at whenever either side changes: it may be given before the restarted operator knows all that is held back.
            if (_read.Task.IsCompleted)
                _state = _state.Approve(_annotation);
            approved = [.. _state.Blocked.Values.Where(plan => !before.IsApproved(plan.Hash) && _state.IsApproved(plan.Hash))];
            changed = !ReferenceEquals(before, _state);
        }

        if (changed)
            Changed?.Invoke();
        approved.ForEach(plan => Approved?.Invoke(plan.Kind, plan.Key));
    }
}
