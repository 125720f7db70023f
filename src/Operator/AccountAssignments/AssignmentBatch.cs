using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The steps of one owner, and what failed of them. Guarded by the lock of <see cref="AssignmentLines"/>.</summary>
internal sealed class AssignmentBatch(AuditSubject owner)
{
    private AuditSubject _subject = owner;

    private readonly LinkedList<AssignmentWork> _open = new();
    private readonly HashSet<AssignmentWork> _running = [];
    private readonly Dictionary<Assignment, AssignmentFailure> _failures = [];

    // Whether what waits must not be begun for now.
    private bool _isHeld;

    /// <summary>Whose it is.</summary>
    public ObjectKey Owner => _subject.Key;

    /// <summary>The same as it was when the present steps were planned. May be read on any thread.</summary>
    public AuditSubject Subject => Volatile.Read(ref _subject);

    /// <summary>Whether an assignment may be revoked still.</summary>
    public Func<Assignment, bool> MayRevoke { get; private set; } = _ => false;

    /// <summary>How many wait, and how many are on their way.</summary>
    public WorkProgress Progress => new(_open.Count, _running.Count);

    /// <summary>What failed last and has not succeeded since.</summary>
    public IReadOnlyCollection<AssignmentFailure> Failures => _failures.Values;

    /// <summary>The failure that ended the whole batch; null when none did.</summary>
    public AssignmentFailure? Refusal { get; private set; }

    /// <summary>When its owner was told last of how it goes.</summary>
    public DateTimeOffset ToldAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Whether there is something that its owner was not told yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>Whether anything is left to be known of it.</summary>
    public bool IsEmpty => _open.Count + _running.Count + _failures.Count == 0 && Refusal is null;

    /// <summary>Lets nothing start until there are steps that take the place of these.</summary>
    public void Hold()
    {
        _isHeld = true;
        foreach (var work in _running)
            work.IsWithdrawn = true;
    }

    /// <summary>Takes these steps in place of those that wait. What is on its way and among them goes on; the rest of it is not started any more.</summary>
    public void Replace(AuditSubject owner, IReadOnlyList<AccountAssignmentStep> steps, Func<Assignment, bool> mayRevoke)
    {
        Volatile.Write(ref _subject, owner);
        MayRevoke = mayRevoke;
        _isHeld = false;
        var known = _open.Concat(_running).ToLookup(work => work.Assignment);
        foreach (var work in _running)
            work.IsWithdrawn = true;
        _open.Clear();
        foreach (var step in steps)
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
    public void Clear() => Replace(_subject, [], MayRevoke);

    /// <summary>Takes out what waits in an account.</summary>
    public List<AssignmentWork> Take(string accountId)
    {
        var taken = _open.Where(work => work.Assignment.AccountId == accountId).ToList();
        taken.ForEach(work => _open.Remove(work));
        return taken;
    }

    /// <summary>Remembers a failure.</summary>
    public void Fail(AssignmentFailure failure) =>
        _failures[failure.Assignment] = _failures.TryGetValue(failure.Assignment, out var earlier) ? earlier.Again(failure) : failure;

    /// <summary>Remembers a failure that ends the batch: more calls would be refused alike.</summary>
    public void Refuse(AssignmentFailure failure)
    {
        Refusal = Refusal?.Again(failure) ?? failure;
        Clear();
    }

    /// <summary>A step succeeded: neither it nor the whole fails any more.</summary>
    public void Succeed(Assignment assignment)
    {
        _failures.Remove(assignment);
        Refusal = null;
    }

    /// <summary>Forgets the failures of all but these.</summary>
    public void Forget(Func<Assignment, bool> except)
    {
        foreach (var gone in _failures.Keys.Where(assignment => !except(assignment)).ToList())
            _failures.Remove(gone);
        Refusal = Refusal is { } refusal && except(refusal.Assignment) ? refusal : null;
    }

    /// <summary>Whether the next try is not due yet.</summary>
    public bool IsResting(Assignment assignment, DateTimeOffset now) =>
        Refusal?.DueAt > now || (_failures.TryGetValue(assignment, out var failure) && failure.DueAt > now);

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
