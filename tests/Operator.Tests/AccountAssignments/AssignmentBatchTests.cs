using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using AssignmentFailure = IdentityCenterOperator.AccountAssignments.AssignmentFailure;

namespace Operator.Tests.AccountAssignments;

/// <summary>What AWS denies in an account says nothing about others, until it has denied it in many and let nothing through.</summary>
public sealed class AssignmentBatchTests
{
    private static readonly Principal Data = new(PrincipalKind.Group, "data");
    private static readonly Principal Web = new(PrincipalKind.Group, "web");
    private static readonly DateTimeOffset Noon = DateTimeOffset.UnixEpoch;

    private readonly AssignmentBatch _batch = new(new AuditSubject("AccountAssignment", new ObjectKey("default", "one"), "", 1, null));

    [Fact]
    public void A_denial_fails_all_of_its_account_and_leaves_the_others()
    {
        Submit([.. Accounts(3).SelectMany(account => new[] { Grant(account, Data), Grant(account, Web) })]);
        Deny(Take());
        Assert.Empty(_batch.Refusals);
        Assert.Equal(2, _batch.Failures.Count);
        Assert.Single(_batch.Failures.Select(failure => failure.Assignment.AccountId).Distinct());
        Assert.Equal(4, _batch.Progress.Open);
    }

    [Fact]
    public void What_is_denied_in_all_accounts_is_one_failure_that_stands_for_all()
    {
        Submit([.. Accounts(3).Select(account => Grant(account, Data))]);
        for (var i = 0; i < 3; i++)
            Deny(Take());
        Assert.Single(_batch.Refusals);
        Assert.Empty(_batch.Failures);
        Assert.All(Accounts(3), account => Assert.True(_batch.IsResting(Grant(account, Data).Assignment, isGrant: true, Noon)));
    }

    [Fact]
    public void Enough_denials_without_a_success_end_it_and_one_success_between_does_not_let_it_come_to_that()
    {
        Submit([.. Accounts(100).Select(account => Grant(account, Data))]);
        for (var i = 0; i < AssignmentBatch.EnoughDenials - 1; i++)
            Deny(Take());
        Assert.Empty(_batch.Refusals);
        Accept(Take());
        for (var i = 0; i < AssignmentBatch.EnoughDenials - 1; i++)
            Deny(Take());
        Assert.Empty(_batch.Refusals);
        Deny(Take());
        Assert.Single(_batch.Refusals);
        Assert.True(_batch.Progress.IsThrough);
    }

    [Fact]
    public void One_account_that_is_denied_beside_others_that_are_not_is_no_refusal_of_all()
    {
        Submit(Grant("1", Data), Grant("2", Data));
        Accept(Take());
        Deny(Take());
        Assert.Empty(_batch.Refusals);
        Assert.Single(_batch.Failures);
    }

    [Theory]
    [InlineData(31, 60)]
    [InlineData(60, 99)]
    [InlineData(95, 99)]
    public void However_many_accounts_are_denied_the_others_have_their_turn(int denied, int all)
    {
        var (accounts, done) = (Accounts(all).ToList(), new HashSet<string>());
        for (var tries = 0; tries < 5 && done.Count < all - denied; tries++)
        {
            Submit([.. accounts.Where(account => !done.Contains(account)).Select(account => Grant(account, Data))]);
            while (_batch.Take(Noon, _ => true) is { } work)
            {
                if (accounts.IndexOf(work.Assignment.AccountId) < denied)
                    Deny(work);
                else if (done.Add(work.Assignment.AccountId))
                    Accept(work);
            }
        }

        Assert.Equal(accounts.Skip(denied).Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_was_let_through_at_last_comes_in_his_order_again()
    {
        Submit(Grant("1", Data), Grant("2", Data));
        Deny(Take());
        Deny(Take());
        Assert.Single(_batch.Refusals);
        Submit(Grant("1", Data));
        Accept(Take());
        Submit(Grant("2", Data), Grant("1", Web));
        Assert.Equal(["1", "2"], [Take().Assignment.AccountId, Take().Assignment.AccountId]);
    }

    [Fact]
    public void Who_may_not_assign_may_still_revoke()
    {
        Submit(Grant("1", Data), Revoke("2", Data));
        Deny(Take());
        Assert.False(_batch.IsResting(Revoke("3", Data).Assignment, isGrant: false, Noon));
        Assert.True(_batch.IsResting(Grant("3", Data).Assignment, isGrant: true, Noon));
        Assert.IsType<AccountAssignmentStep.Revoke>(Take().Step);
    }

    [Fact]
    public void What_failed_comes_last_in_the_next_plan()
    {
        Submit(Grant("1", Data), Grant("2", Data));
        var first = Take();
        _batch.Close(first);
        _batch.Fail(Failure(first));
        Submit(Grant("1", Data), Grant("2", Data), Grant("3", Data));
        Assert.Equal(["2", "3", "1"], [Take().Assignment.AccountId, Take().Assignment.AccountId, Take().Assignment.AccountId]);
    }

    [Fact]
    public void What_failed_after_it_was_planned_and_before_it_is_submitted_rests_all_the_same()
    {
        Submit(Grant("1", Data), Grant("2", Data));
        var planned = new[] { Grant("1", Data), Grant("2", Data) };
        Deny(Take());
        SubmitAt(Noon, planned);
        Assert.Equal("2", Take().Assignment.AccountId);
        Assert.Null(_batch.Take(Noon, _ => true));
        Submit(planned);
        Assert.Equal("1", Take().Assignment.AccountId);
    }

    [Fact]
    public void What_was_planned_before_all_was_denied_rests_all_the_same()
    {
        Submit(Grant("1", Data), Revoke("2", Data));
        Deny(Take());
        SubmitAt(Noon, Grant("3", Data), Revoke("2", Data));
        Assert.Equal(Revoke("2", Data), Take().Step);
        Assert.Null(_batch.Take(Noon, _ => true));
    }

    [Fact]
    public void Whoever_asks_for_a_new_try_gets_one()
    {
        Submit(Grant("1", Data));
        Deny(Take());
        _batch.Forget(_ => false);
        Assert.False(_batch.IsResting(Grant("1", Data).Assignment, isGrant: true, Noon));
        Assert.True(_batch.IsEmpty);
    }

    private static IEnumerable<string> Accounts(int count) => Enumerable.Range(1, count).Select(i => $"4000000000{i:00}");

    private static AccountAssignmentStep Grant(string account, Principal principal) => new AccountAssignmentStep.Grant(new(account, "arn", principal));

    private static AccountAssignmentStep Revoke(string account, Principal principal) => new AccountAssignmentStep.Revoke(new(account, "arn", principal));

    private static AssignmentFailure Failure(AssignmentWork work) => new(work.Step, Reason.AccessDenied, "denied", null, Noon, Noon, 1);

    // Long after what failed at noon.
    private void Submit(params AccountAssignmentStep[] steps) => SubmitAt(Noon.AddHours(1), steps);

    private void SubmitAt(DateTimeOffset now, params AccountAssignmentStep[] steps) =>
        _batch.Replace(new AuditSubject("AccountAssignment", new ObjectKey("default", "one"), "", 1, null), steps, _ => true, now);

    private AssignmentWork Take() => _batch.Take(Noon, _ => true)!;

    private void Deny(AssignmentWork work)
    {
        _batch.Close(work);
        _batch.Deny(Failure(work));
    }

    private void Accept(AssignmentWork work)
    {
        _batch.Accept(work);
        _batch.Close(work);
        _batch.Succeed(work);
    }
}
