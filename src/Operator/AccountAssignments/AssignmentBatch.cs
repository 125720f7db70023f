using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The steps of one owner, and what failed of them. Guarded by the lock of <see cref="AssignmentLines"/>.</summary>
internal sealed class AssignmentBatch(AuditSubject owner)
{
    /// <summary>In so many accounts AWS denies a call before others are not tried any more.</summary>
    public const int EnoughDenials = 30;

    private AuditSubject _subject = owner;

    private readonly LinkedList<AssignmentWork> _open = new();
    private readonly HashSet<AssignmentWork> _running = [];
    private readonly Dictionary<Assignment, AssignmentFailure> _failures = [];

    // Whether what waits must not be begun for now.
    private bool _isHeld;

    // For assigning and for revoking apart, since these are different rights.
    private readonly Dictionary<bool, AssignmentFailure> _refusals = [];
    private readonly Dictionary<bool, HashSet<string>> _denied = new() { [true] = [], [false] = [] };
    // The same of the tries before: others are tried before them, so that each account has its turn.
    private readonly Dictionary<bool, HashSet<string>> _deniedBefore = new() { [true] = [], [false] = [] };
    private readonly HashSet<bool> _accepted = [];

    /// <summary>Whose it is.</summary>
    public ObjectKey Owner => _subject.Key;

    /// <summary>The same as it was when the present steps were planned. May be read on any thread.</summary>
    public AuditSubject Subject => Volatile.Read(ref _subject);

    /// <summary>Whether a step may leave still.</summary>
    public Func<AccountAssignmentStep, bool> MayLeave { get; private set; } = _ => false;

    /// <summary>How many wait, and how many are on their way.</summary>
    public WorkProgress Progress => new(_open.Count, _running.Count);

    /// <summary>What failed last and has not succeeded since.</summary>
    public IReadOnlyCollection<AssignmentFailure> Failures => _failures.Values;

    /// <summary>The failures that stand for all others: AWS lets nothing be assigned, or nothing be revoked.</summary>
    public IReadOnlyCollection<AssignmentFailure> Refusals => _refusals.Values;

    /// <summary>When its owner was told last of how it goes.</summary>
    public DateTimeOffset ToldAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Whether there is something that its owner was not told yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>Whether anything is left to be known of it.</summary>
    public bool IsEmpty => _open.Count + _running.Count + _failures.Count + _refusals.Count == 0;

    /// <summary>Lets nothing start until there are steps that take the place of these.</summary>
    public void Hold()
    {
        _isHeld = true;
        foreach (var work in _running)
            work.IsWithdrawn = true;
    }

    /// <summary>
    /// Takes these steps in place of those that wait; those that failed before come last, so that they hold nothing up. What is on its way and among them goes on; the rest of it
    /// is not started any more. What failed since it was planned rests (<see cref="IsResting"/>): the plan did not know it.
    /// </summary>
    public void Replace(AuditSubject owner, IReadOnlyList<AccountAssignmentStep> steps, Func<AccountAssignmentStep, bool> mayLeave, DateTimeOffset now)
    {
        Volatile.Write(ref _subject, owner);
        MayLeave = mayLeave;
        _isHeld = false;
        var known = _open.Concat(_running).ToLookup(work => work.Assignment);
        foreach (var work in _running)
            work.IsWithdrawn = true;
        _open.Clear();
        foreach (var step in steps.Where(step => !IsResting(step.Assignment, step is AccountAssignmentStep.Grant, now)).OrderBy(HasFailed))
            Add(known[step.Assignment].FirstOrDefault(work => work.Does(step)) ?? new(this, step));
    }

    /// <summary>Takes out what waits and is not among these, and lets nothing of it start any more.</summary>
    public void Keep(Func<AccountAssignmentStep, bool> keep)
    {
        foreach (var work in _running)
            work.IsWithdrawn |= !keep(work.Step);
        foreach (var work in _open.Where(work => !keep(work.Step)).ToList())
            _open.Remove(work);
    }

    /// <summary>Takes the first step that is due and free.</summary>
    public AssignmentWork? Take(DateTimeOffset now, Func<AssignmentWork, bool> isFree)
    {
        if (_isHeld)
            return null;
        for (var place = _open.First; place is not null; place = place.Next)
        {
            if (place.Value.DueAt <= now && isFree(place.Value))
            {
                _open.Remove(place);
                _running.Add(place.Value);
                return place.Value;
            }
        }

        return null;
    }

    /// <summary>A step is on its way no longer.</summary>
    public void Close(AssignmentWork work) => _running.Remove(work);

    /// <summary>A step that was taken waits again.</summary>
    public void Reopen(AssignmentWork work)
    {
        if (_running.Remove(work) && !work.IsWithdrawn)
            _open.AddLast(work);
    }

    /// <summary>Takes out what waits, and lets nothing start any more.</summary>
    public void Clear() => Replace(_subject, [], MayLeave, now: default);

    /// <summary>Takes out what waits in an account.</summary>
    public List<AssignmentWork> Take(string accountId) => Take(work => work.Assignment.AccountId == accountId);

    private List<AssignmentWork> Take(Func<AssignmentWork, bool> which)
    {
        var taken = _open.Where(which).ToList();
        taken.ForEach(work => _open.Remove(work));
        return taken;
    }

    /// <summary>Remembers a failure.</summary>
    public void Fail(AssignmentFailure failure) =>
        _failures[failure.Assignment] = _failures.TryGetValue(failure.Assignment, out var earlier) ? earlier.Again(failure) : failure;

    /// <summary>
    /// Remembers that AWS denied a step, and with it all alike in its account. A policy may deny it there alone, so the other accounts are tried; but if it was denied in all, or in
    /// so many without a success that the rest will be denied alike, nothing of the kind is tried any more for now.
    /// </summary>
    public void Deny(AssignmentFailure failure)
    {
        var (account, isGrant) = (failure.Assignment.AccountId, failure.Step is AccountAssignmentStep.Grant);
        foreach (var alike in Take(work => work.Assignment.AccountId == account && work.IsGrant == isGrant))
            Fail(failure with { Step = alike.Step });
        Fail(failure);
        _denied[isGrant].Add(account);
        var isAll = !_accepted.Contains(isGrant) && !_open.Concat(_running).Any(work => work.IsGrant == isGrant);
        if (isAll || _denied[isGrant].Count >= EnoughDenials)
            Refuse(failure, isGrant);
    }

    /// <summary>AWS has begun a step: it does not deny all.</summary>
    public void Accept(AssignmentWork work)
    {
        _accepted.Add(work.IsGrant);
        Permit(work.IsGrant);
    }

    /// <summary>A step succeeded: neither it nor the whole fails any more.</summary>
    public void Succeed(AssignmentWork work)
    {
        _failures.Remove(work.Assignment);
        _deniedBefore[work.IsGrant].Remove(work.Assignment.AccountId);
        Permit(work.IsGrant);
    }

    /// <summary>Forgets the failures of all but these.</summary>
    public void Forget(Func<Assignment, bool> except)
    {
        foreach (var gone in _failures.Keys.Where(assignment => !except(assignment)).ToList())
            _failures.Remove(gone);
        foreach (var (isGrant, _) in _refusals.Where(refusal => !except(refusal.Value.Assignment)).ToList())
        {
            Permit(isGrant);
            _deniedBefore[isGrant].Clear();
        }
    }

    /// <summary>Whether the next try is not due yet.</summary>
    public bool IsResting(Assignment assignment, bool isGrant, DateTimeOffset now) =>
        (_refusals.TryGetValue(isGrant, out var refusal) && refusal.DueAt > now) || (_failures.TryGetValue(assignment, out var failure) && failure.DueAt > now);

    private bool HasFailed(AccountAssignmentStep step) =>
        _failures.ContainsKey(step.Assignment) || _deniedBefore[step is AccountAssignmentStep.Grant].Contains(step.Assignment.AccountId);

    // It stands for all that failed of its kind.
    private void Refuse(AssignmentFailure failure, bool isGrant)
    {
        _refusals[isGrant] = _refusals.TryGetValue(isGrant, out var earlier) ? earlier.Again(failure) : failure;
        Keep(step => step is AccountAssignmentStep.Grant != isGrant);
        foreach (var (assignment, _) in _failures.Where(each => each.Value.Step is AccountAssignmentStep.Grant == isGrant).ToList())
            _failures.Remove(assignment);
        _deniedBefore[isGrant].UnionWith(_denied[isGrant]);
        _denied[isGrant].Clear();
    }

    private void Permit(bool isGrant)
    {
        _refusals.Remove(isGrant);
        _denied[isGrant].Clear();
    }

    private void Add(AssignmentWork work)
    {
        work.IsWithdrawn = false;
        if (!_running.Contains(work))
            _open.AddLast(work);
    }
}

/// <summary>How far the steps of an owner are.</summary>
/// <param name="Open">Steps that wait.</param>
/// <param name="Running">Steps on their way: about to be started, or AWS works on them.</param>
internal readonly record struct WorkProgress(int Open, int Running)
{
    /// <summary>Whether all are through.</summary>
    public bool IsThrough => Open + Running == 0;
}
