using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.IdentityCenter;

/// <summary>AWS promises no read of what was just written: what a list is believed against, and what not.</summary>
public sealed class SettlingTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";

    private static readonly Assignment Held = new("400000000001", Arn, new(PrincipalKind.Group, "g"));

    private readonly Settling settling = new(TimeSpan.FromSeconds(30));
    private readonly FactStore facts;

    public SettlingTests() => facts = new(settling);

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    public void A_list_that_lags_behind_the_end_of_an_operation_is_not_believed(int after)
    {
        facts.Confirm(Held, exists: true, At(100));
        List(At(100 + after));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Held));
        facts.Confirm(Held, exists: false, At(200));
        List(At(200 + after), Held);
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_began_the_settling_time_after_the_end_overrules_it(bool byHolder)
    {
        facts.Confirm(Held, exists: true, At(100));
        Put(byHolder ? Held.Holder : Held.Pair, At(130));
        Assert.True(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
    }

    [Fact]
    public void A_late_list_counts_although_an_early_one_was_not_believed()
    {
        facts.Confirm(Held, exists: true, At(100));
        List(At(110));
        List(At(131));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held));
    }

    [Fact]
    public void The_list_of_a_principal_is_not_believed_against_that_of_the_pair_from_a_moment_before()
    {
        List(At(100), Held);
        Put(Held.Holder, At(110));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Held));
        Put(Held.Holder, At(130));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held));
    }

    [Fact]
    public void What_may_have_been_made_without_an_answer_is_not_given_up_before_it_must_be_shown()
    {
        facts.MarkStale(Held, At(100));
        List(At(110));
        Assert.False(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
        List(At(130));
        Assert.True(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
    }

    [Fact]
    public void An_operation_that_came_to_nothing_leaves_nothing_that_a_list_could_miss()
    {
        facts.MarkStale(Held, At(100), hasEffect: false);
        List(At(101));
        Assert.True(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
    }

    [Fact]
    public void Right_after_a_start_nothing_is_given_up_since_an_earlier_process_may_have_made_it()
    {
        settling.Begin(At(100));
        List(At(110));
        Assert.False(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
        Assert.True(facts.IsTooEarly(At(129)));
        Assert.False(facts.IsTooEarly(At(130)));
        List(At(130));
        Assert.True(Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Held)).IsSettled);
    }

    [Fact]
    public void Accounts_of_a_permission_set_say_nothing_against_an_assignment_of_a_moment_ago()
    {
        facts.Confirm(Held, exists: true, At(100));
        Assert.Null(facts.MayBeAbsent(Held, At(129)));
        Assert.Equal(true, facts.MayBeAbsent(Held, At(130)));
        facts.MarkStale(Held, At(200));
        Assert.Equal(false, facts.MayBeAbsent(Held, At(210)));
        Assert.Equal(true, facts.MayBeAbsent(Held, At(230)));
    }

    [Fact]
    public void A_permission_set_that_was_just_made_is_not_absent_before_it_must_be_shown()
    {
        facts.PutCreated(Set(), At(100));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(120)));
        Assert.IsType<Fact<PermissionSetFacts>.Present>(facts.PermissionSet(Arn));
        facts.PutListing([], At(125));
        Assert.IsType<Fact<PermissionSetFacts>.Present>(facts.PermissionSet(Arn));
        Assert.Equal(Arn, facts.ArnOf("Reader"));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(130)));
        Assert.IsType<Fact<PermissionSetFacts>.Absent>(facts.PermissionSet(Arn));
    }

    [Fact]
    public void A_permission_set_that_AWS_has_deleted_for_us_is_absent_at_once()
    {
        facts.PutCreated(Set(), At(100));
        facts.MarkStale(Arn, At(105), exists: false);
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(106)));
        Assert.IsType<Fact<PermissionSetFacts>.Absent>(facts.PermissionSet(Arn));
    }

    [Fact]
    public void A_write_that_proves_nothing_stands_against_no_absence_that_is_read_after_it()
    {
        facts.PutCreated(Set(), At(100));
        facts.MarkStale(Arn, At(140));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(141)));
        Assert.IsType<Fact<PermissionSetFacts>.Absent>(facts.PermissionSet(Arn));
    }

    [Fact]
    public void Nothing_that_was_read_before_a_new_beginning_is_taken_after_it()
    {
        facts.Put(Arn, new Fact<PermissionSetFacts>.Present(Set(), At(10)));
        List(At(10), Held);
        facts.Clear(At(20));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Present(Set(), At(19)));
        List(At(19), Held);
        facts.PutListing([Arn], At(19));
        Assert.IsType<Fact<PermissionSetFacts>.Unknown>(facts.PermissionSet(Arn));
        Assert.IsType<Fact<Assignment>.Unknown>(facts.Assignment(Held));
        Assert.Null(facts.IsListed(Arn));
        Assert.Null(facts.ArnOf("Reader"));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Present(Set(), At(20)));
        Assert.IsType<Fact<PermissionSetFacts>.Present>(facts.PermissionSet(Arn));
    }

    private void List(DateTimeOffset at, params Assignment[] has) => Put(Held.Pair, at, has);

    private void Put(AssignmentScope scope, DateTimeOffset at, params Assignment[] has) => facts.PutAssignments(scope, new Fact<IReadOnlySet<Assignment>>.Present(has.ToHashSet(), at));

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    private static PermissionSetFacts Set() => new()
    {
        Arn = Arn,
        Name = "Reader",
        ManagedPolicies = [],
        CustomerManagedPolicies = [],
        Tags = new Dictionary<string, string>(),
        CurrentAccounts = [],
        OutdatedAccounts = [],
    };
}
