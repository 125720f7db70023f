using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Planning.Tests.AccountAssignments;

/// <summary>
/// Several objects, one AWS, an operator that is killed now and then, and a person at the console; everything happens in an order that a seed decides. AWS takes its
/// time over each request, and refuses some. What is asserted here holds at every moment.
/// </summary>
internal sealed class AccessWorld
{
    private readonly Random _random;
    private readonly HashSet<Assignment> _aws;
    private readonly HashSet<Assignment> _foreign;
    private readonly Dictionary<Assignment, Request> _running = [];
    private readonly List<Subject> _subjects = [];
    private bool _calm;

    public AccessWorld(int seed)
    {
        _random = new(seed);
        _aws = [.. AnyAccess.All.Where(_ => _random.Next(4) == 0)];
        _foreign = [.. _aws];
    }

    /// <summary>So many things happen, then everything comes to rest.</summary>
    public void Live(int events)
    {
        for (var i = 0; i < events; i++)
            Happen();
        _calm = true;
        for (var round = 0; round < 60 && !IsAtRest(); round++)
            WorkAll();
        Assert.True(IsAtRest(), "the objects never came to rest");
        Assert.Equal(Expected().Select(Text), _aws.OrderBy(Text).Select(Text));
        Assert.All(_subjects, subject => Assert.Equal(subject.Wanted.OrderBy(Text), subject.Ledger.Tuples.OrderBy(Text)));
    }

    private void Happen()
    {
        Action[] events = [Create, Edit, Delete, Click, Kill, Reconcile, Reconcile, Reconcile, Start, Start, Start, Finish, Finish, Finish];
        events[_random.Next(events.Length)]();
    }

    private void WorkAll()
    {
        foreach (var subject in _subjects.ToList())
            Reconcile(subject);
        while (_subjects.Any(subject => subject.Open.Count > 0))
            Start();
        while (_running.Count > 0)
            Finish();
    }

    private bool IsAtRest() => _running.Count == 0 && _subjects.TrueForAll(subject => !subject.IsDeleting && Decide(subject) is { Plan: AccountAssignmentPlan.Nothing, Ledger: var ledger } && ledger.Equals(subject.Ledger));

    // What nobody declared and nobody ever recorded is as the person at the console left it.
    private IEnumerable<Assignment> Expected() => AnyAccess.All.Where(assignment => _foreign.Contains(assignment) || _subjects.Exists(subject => subject.Wants(assignment))).OrderBy(Text);

    private void Create()
    {
        if (_subjects.Count < 3)
            _subjects.Add(new() { Desired = AnyState() });
    }

    private void Edit() => Some(_subjects.Where(subject => !subject.IsDeleting))?.Desired = _random.Next(4) == 0 ? null : AnyState();

    private void Delete()
    {
        if (_random.Next(4) == 0)
            Some(_subjects)?.IsDeleting = true;
    }

    private void Click()
    {
        var assignment = AnyAccess.All[_random.Next(AnyAccess.All.Length)];
        if (_running.ContainsKey(assignment))
            return;
        if (_aws.Remove(assignment))
            _foreign.Remove(assignment);
        else if (_aws.Add(assignment) && !_subjects.Exists(subject => subject.Ledger.Contains(assignment)))
            _foreign.Add(assignment);
    }

    // Requests go on in AWS; whatever was not written to a status is forgotten.
    private void Kill() => _subjects.ForEach(subject => subject.Forget());

    private void Reconcile()
    {
        if (Some(_subjects) is { } subject)
            Reconcile(subject);
    }

    private void Reconcile(Subject subject)
    {
        subject.Resting.Clear();
        var decision = Decide(subject);
        if (!_calm && _random.Next(8) == 0)
            return; // killed before the ledger was written
        subject.Ledger = decision.Ledger;
        _foreign.ExceptWith(subject.Ledger.Tuples);
        subject.Open = decision.Plan is AccountAssignmentPlan.Do plan && (_calm || _random.Next(8) > 0) ? new(plan.Steps) : new();
        if (decision.Plan is AccountAssignmentPlan.Nothing && subject.IsDeleting)
            _subjects.Remove(subject);
    }

    private Decision Decide(Subject subject)
    {
        var unknown = _calm ? [] : AnyAccess.All.Where(_ => _random.Next(12) == 0).ToHashSet();
        return AccountAssignmentPlanner.Plan(subject.Desired, new(_aws.Except(unknown).ToHashSet(), unknown), new()
        {
            IsDeleting = subject.IsDeleting,
            Ledger = subject.Ledger,
            ClaimOf = assignment => ClaimOn(assignment, subject),
            IsBusy = _running.ContainsKey,
            IsResting = subject.Resting.Contains,
            Room = new(_calm ? 1_000 : _random.Next(8), 1_000),
            GrantsWait = !_calm && _random.Next(8) == 0 ? new(Reason.PermissionSetNotReady, "Not ready.") : null,
        });
    }

    private Claim ClaimOn(Assignment assignment, Subject asking) => _subjects.Where(other => other != asking && other.Wants(assignment)).ToList() switch
    {
        [] => Claim.None,
        _ when !_calm && _random.Next(12) == 0 => Claim.Unknown,
        var others => others.Exists(other => other.Ledger.Contains(assignment)) ? Claim.Recorded : Claim.Unrecorded,
    };

    // As the works do it: nobody else may be at it, and the reason must still be there.
    private void Start()
    {
        if (Some(_subjects.Where(subject => subject.Open.Count > 0)) is not { } subject)
            return;
        var step = subject.Open.Dequeue();
        var mayStart = step is Grant ? !_aws.Contains(step.Assignment) : !_subjects.Exists(other => other.Wants(step.Assignment));
        if (mayStart && !_running.ContainsKey(step.Assignment))
        {
            Assert.True(step is Grant || subject.Ledger.IsRevoking(step.Assignment), $"nobody recorded: {step.Summary}");
            Assert.True(step is Revoke || subject.Ledger.Contains(step.Assignment), $"nobody recorded: {step.Summary}");
            _running.Add(step.Assignment, new(step, subject));
        }
    }

    private void Finish()
    {
        if (_running.Count == 0)
            return;
        var (assignment, request) = _running.ElementAt(_random.Next(_running.Count));
        _running.Remove(assignment);
        if (!_calm && _random.Next(4) == 0)
            request.Owner.Resting.Add(assignment);
        else if (request.Step is Grant)
            _aws.Add(assignment);
        else
            Assert.True(!_foreign.Contains(assignment) | !_aws.Remove(assignment), $"was nobody's to take: {request.Step.Summary}");
    }

    private AccessState AnyState() => new(
        AnyAccess.Arns[_random.Next(2)],
        AnyAccess.Accounts.Where(_ => _random.Next(2) == 0).ToValueSet(),
        AnyAccess.Principals.Where(_ => _random.Next(2) == 0).ToValueSet());

    private Subject? Some(IEnumerable<Subject> subjects) => subjects.ToList() is { Count: > 0 } list ? list[_random.Next(list.Count)] : null;

    private static string Text(Assignment assignment) => $"{assignment.AccountId[^1]}{assignment.PermissionSetArn[^1]}{assignment.Principal.Id[^1]}";

    private sealed record Request(AccountAssignmentStep Step, Subject Owner);

    private sealed class Subject
    {
        public AccessState? Desired { get; set; }

        public bool IsDeleting { get; set; }

        public AccessLedger Ledger { get; set; } = AccessLedger.Empty;

        public Queue<AccountAssignmentStep> Open { get; set; } = new();

        public HashSet<Assignment> Resting { get; } = [];

        public IEnumerable<Assignment> Wanted => Desired?.Tuples ?? [];

        public bool Wants(Assignment assignment) => !IsDeleting && Desired?.Contains(assignment) == true;

        public void Forget()
        {
            Open.Clear();
            Resting.Clear();
        }
    }
}
