using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Guarding;

/// <summary>
/// Counts what is taken away from people, over all objects together and by namespace, and holds back what goes beyond the limits until somebody approves it or, if it is
/// little, until there is room: a hundred small deletions as much as one large one. What it counts is written down before anything is granted. Thread-safe.
/// </summary>
internal sealed class DeletionGuard(GuardRecord record, GuardReport report, OperatorSettings settings, LedgerCensus census, GuardMetrics metrics, TimeProvider time)
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GuardState _state = new();
    private volatile GuardState _written = new();
    private string? _annotation;
    private long _readAt;

    /// <summary>Raised when a plan was approved on <c>IdentityCenter/default</c>, or may have room again: look at that object of that kind again.</summary>
    public event Action<string, ObjectKey>? Released;

    /// <summary>Raised when there is something to write down (<see cref="WriteAsync"/>).</summary>
    public event Action? Changed;

    /// <summary>Raised when somebody waits no longer, so that there may be room for others (<see cref="Release"/>).</summary>
    public event Action? Freed;

    /// <summary>How the room is shared now.</summary>
    public GuardShares Shares => SharesOf(State);

    /// <summary>All that is remembered.</summary>
    public GuardState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>When there may be room for what waits for it; null while nothing does.</summary>
    public DateTimeOffset? NextRelease => State is var state && state.Queue(SharesOf(state)).Any() ? state.Window.NextRelease(time.GetUtcNow(), settings.Guard.Window) : null;

    /// <summary>Completes when the persisted window was read. To be awaited before a plan is made that the guard is asked about: before that nothing is left.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _read.Task.WaitAsync(cancellationToken);

    /// <summary>Room for the revocations of an object; none before the persisted window was read.</summary>
    public GuardRoom RevocationsOf(string kind, ObjectKey key)
    {
        var (owner, scope, state) = (GuardedPlan.OwnerOf(kind, key), GuardedPlan.ScopeOf(key), State);
        var shares = SharesOf(state);
        var left = Math.Min(shares.Left(scope), Math.Max(0, shares.Limit - shares.Used.Revocations - state.AheadOf(owner, scope, shares)));
        return Room(left, shares.LimitOf(scope), state.WaitingBeside(owner, scope));
    }

    /// <summary>Room for the permission sets that an object deletes; none before the persisted window was read.</summary>
    public GuardRoom PermissionSetsOf(string kind, ObjectKey key)
    {
        var (owner, state) = (GuardedPlan.OwnerOf(kind, key), State);
        var shares = SharesOf(state);
        return Room(shares.PermissionSetsLeft, shares.MaxPermissionSets, state.SetsWaitingBeside(owner));
    }

    /// <summary>Whether this plan was let through, and what came of that is not recorded yet: it needs no room.</summary>
    public bool IsAdmitted(GuardRequest request) => State.IsAdmitted(request.Owner, request.Uid, request.Hash, time.GetUtcNow(), settings.Guard.Window);

    /// <summary>
    /// Asks to let a plan through. True means that it counts, and is written down. What was approved is let through and does not count, nor does what was let through
    /// before and is not recorded yet (<see cref="Settle"/>). False means that it does not fit (any more): plan again.
    /// </summary>
    /// <exception cref="Reconciliation.StatusNotWrittenException">It could not be written down, or told; nothing was granted.</exception>
    public async Task<bool> TryAdmitAsync(GuardRequest request, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        if (IsAdmitted(request))
            return true;
        if (!await TryKeepAsync(request, cancellationToken))
            return false;
        metrics.Taken(request.Revocations, request.PermissionSets, request.IsApproved);
        return true;
    }

    /// <summary>Shows a plan as held back, until <see cref="Settle"/>. A later plan of the same object takes the place of the earlier one.</summary>
    public void Block(GuardedPlan plan) => Update(state => state.Block(plan with { Since = time.GetUtcNow() }));

    /// <summary>The object has no plan any more that is held back: it changed, or is left alone.</summary>
    public void Unblock(string kind, ObjectKey key) => Update(state => state.Unblock(kind, key));

    /// <summary>The object has recorded what was let through, has nothing to take away, or is gone.</summary>
    public void Settle(string kind, ObjectKey key) => Update(state => state.Settle(kind, key));

    /// <summary>These are the objects that there are: the operator may have died after one was gone, and before it had settled.</summary>
    public void SettleGone(IReadOnlySet<string> uids) => Update(state => state.SettleGone(uids));

    /// <summary>A plan that was shown is not there any more: an approval of all that was shown before a restart has nothing to wait for.</summary>
    public void Undone() => Update(state => state.Expect(null));

    /// <summary>Whether this plan of this object was approved on <c>IdentityCenter/default</c>.</summary>
    public bool IsApproved(string kind, ObjectKey key, string hash) => State.IsApproved(GuardedPlan.OwnerOf(kind, key), hash);

    /// <summary>The approval that <c>IdentityCenter/default</c> carries now; null for none.</summary>
    public void Approve(string? annotation)
    {
        lock (_gate)
            _annotation = annotation;
        Update(state => state);
    }

    /// <summary><c>IdentityCenter/default</c> is another object than before, which came with this approval: it was given for nothing that is held back now.</summary>
    public void Ignore(string? annotation)
    {
        lock (_gate)
            _annotation = annotation;
        Update(state => _read.Task.IsCompleted ? state.Ignore(annotation) : state);
    }

    /// <summary>These limits are in force. They are remembered over a restart.</summary>
    public void Remember(GuardLimits limits)
    {
        if (limits.IsKnown)
            Update(state => state.Limits == limits ? state : state with { Limits = limits });
    }

    /// <summary>Time has passed, or limits have changed: whoever waits for room looks again, those first that have waited longest.</summary>
    public void Release()
    {
        // What has not come up again by now was undone: an approval of it is not one for another time.
        if (State.ShownBefore.Count > 0 && time.GetElapsedTime(_readAt) > settings.Guard.Window)
            Undone();
        var state = State;
        foreach (var plan in state.Queue(SharesOf(state)).ToList())
            Released?.Invoke(plan.Kind, plan.Key);
    }

    /// <summary>Reads what was kept, once; what happened in memory meanwhile is added to it.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await record.ReadAsync(cancellationToken);
        lock (_gate)
        {
            // What waited then may be over since: it is written down anew.
            _written = new();
            _state = _state.Blocked.Values.Aggregate((kept with { Limits = _state.Limits ?? kept.Limits }).Expect(_annotation), (state, plan) => state.Block(plan));
            _readAt = time.GetTimestamp();
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

    private GuardShares SharesOf(GuardState state) => new(settings.Guard, state.Window, census.Held, settings.RevokesUndeclared, time.GetUtcNow());

    private GuardRoom Room(int left, int whole, int waiting) => !_read.Task.IsCompleted ? default : new(left, whole, waiting) { IsUnknown = !settings.Guard.IsKnown };

    private bool Covers(GuardRequest request) =>
        request.Revocations <= RevocationsOf(request.Kind, request.Key).Left && (request.PermissionSets == 0 || request.PermissionSets <= PermissionSetsOf(request.Kind, request.Key).Left);

    // What somebody approved is only remembered: its object's own status says so before anything is done.
    private async Task<bool> TryKeepAsync(GuardRequest request, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!request.IsApproved && !Covers(request))
                return false;
            var (now, window, before) = (time.GetUtcNow(), settings.Guard.Window, State);
            var next = Admitted(before);
            if (!request.IsApproved)
            {
                await KeepAsync(next, cancellationToken);
                await report.WriteBeforeAsync(next, SharesOf(next), cancellationToken);
            }

            Update(state => ReferenceEquals(state, before) ? next : Admitted(state));
            return true;

            // Count and admission in one write: an operator that dies before the object has recorded the plan does not count it again.
            GuardState Admitted(GuardState state) => (request.IsApproved ? state : state.Count(request.Scope, request.Revocations, request.PermissionSets, now, window))
                .Admit(request.Owner, request.Uid, request.Hash, now, window);
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
        GuardState before, after;
        lock (_gate)
        {
            before = _state;
            _state = change(before);
            // An approval is looked at whenever either side changes: it may be given before the restarted operator knows all that is held back.
            if (_read.Task.IsCompleted)
                _state = _state.Approve(_annotation);
            after = _state;
        }

        if (!ReferenceEquals(before, after))
            Tell(before, after);
    }

    private void Tell(GuardState before, GuardState after)
    {
        Changed?.Invoke();
        var approved = after.Blocked.Values.Where(plan => !before.IsApproved(plan.Owner, plan.Hash) && after.IsApproved(plan.Owner, plan.Hash)).ToList();
        if (approved.Count > 0 || before.Blocked.Keys.Any(owner => !after.Blocked.ContainsKey(owner)))
            Freed?.Invoke();
        // Whoever said that it waits for room has to say that it waits for a person, when more came up beside it; and the other way round.
        foreach (var plan in approved.Concat(Moved(before, after)).DistinctBy(plan => plan.Owner))
            Released?.Invoke(plan.Kind, plan.Key);
    }

    private List<GuardedPlan> Moved(GuardState before, GuardState after)
    {
        if (ReferenceEquals(before.Blocked, after.Blocked))
            return [];
        var (then, now) = (Queued(before), Queued(after));
        return [.. after.Waiting.Where(plan => before.Blocked.ContainsKey(plan.Owner) && then.Contains(plan.Owner) != now.Contains(plan.Owner))];
    }

    private HashSet<string> Queued(GuardState state) => [.. state.Queue(SharesOf(state)).Select(plan => plan.Owner)];
}
