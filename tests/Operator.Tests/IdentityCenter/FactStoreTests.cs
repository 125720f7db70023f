using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.IdentityCenter;

public sealed class FactStoreTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";
    private const string Other = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000002";

    private static readonly Assignment Granted = new("400000000001", Arn, new(PrincipalKind.Group, "g"));

    private readonly FactStore facts = new();
    private readonly List<string> told = [];

    public FactStoreTests() => facts.PermissionSetChanged += (_, name) => told.Add(name);

    [Fact]
    public void What_nobody_looked_at_is_unknown_and_not_absent()
    {
        Assert.IsType<Fact<PermissionSetFacts>.Unknown>(facts.PermissionSet(Arn));
        Assert.Null(facts.NamesReadAt);
    }

    [Fact]
    public void A_late_read_never_wins()
    {
        facts.Put(Arn, Set("Reader", at: 10, description: "new"));
        facts.Put(Arn, Set("Reader", at: 5, description: "old"));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(9)));
        Assert.Equal("new", Known(Arn).Value.Description);
    }

    [Fact]
    public void The_latest_read_wins_in_whatever_order_reads_arrive() => Prop.ForAll(
        Arb.From(Gen.Shuffle(Enumerable.Range(0, 8).ToArray())),
        order =>
        {
            var store = new FactStore();
            foreach (var at in order)
                store.Put(Arn, at % 3 == 2 ? new Fact<PermissionSetFacts>.Absent(At(at)) : Set("Reader", at, $"{at}"));
            return store.PermissionSet(Arn) is Fact<PermissionSetFacts>.Present { Value.Description: "7" };
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_stale_mark_survives_a_read_that_began_before_it()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.MarkStale(Arn, At(10));
        facts.Put(Arn, Set("Reader", at: 9));
        Assert.Equal(At(10), Known(Arn).StaleSince);
        facts.Put(Arn, Set("Reader", at: 10));
        Assert.Null(Known(Arn).StaleSince);
    }

    [Fact]
    public void A_stale_mark_counts_also_for_what_is_not_known_yet()
    {
        facts.MarkStale(Arn, At(10));
        facts.Put(Arn, Set("Reader", at: 9));
        Assert.Equal(At(10), Known(Arn).StaleSince);
    }

    [Fact]
    public void An_earlier_mark_does_not_undo_a_later_one()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.MarkStale(Arn, At(10));
        facts.MarkStale(Arn, At(5));
        facts.Put(Arn, Set("Reader", at: 7));
        Assert.Equal(At(10), Known(Arn).StaleSince);
    }

    [Fact]
    public void An_absence_that_was_read_before_a_write_proves_nothing()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.MarkStale(Arn, At(10));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(9)));
        Assert.IsType<Fact<PermissionSetFacts>.Present>(facts.PermissionSet(Arn));
    }

    [Fact]
    public void A_complete_list_removes_what_is_gone_and_spares_what_was_read_since()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.Put(Other, Set("Writer", at: 20));
        facts.PutListing([], At(10));
        Assert.IsType<Fact<PermissionSetFacts>.Absent>(facts.PermissionSet(Arn));
        Assert.Null(facts.ArnOf("Reader"));
        Assert.Equal(Other, facts.ArnOf("Writer"));
    }

    [Fact]
    public void Names_are_known_completely_once_each_listed_set_has_one()
    {
        facts.PutListing([Arn, Other], At(0));
        Assert.Null(facts.NamesReadAt);
        facts.PutName(Arn, "Reader", At(1));
        facts.Put(Other, Set("Writer", at: 1));
        facts.PutListing([Arn, Other], At(2));
        Assert.Equal(At(2), facts.NamesReadAt);
        facts.PutListing([Arn, Other], At(1));
        Assert.Equal(At(2), facts.NamesReadAt);
    }

    [Fact]
    public void A_name_that_was_learnt_after_a_list_began_is_kept()
    {
        facts.PutName(Arn, "Reader", At(5));
        facts.PutListing([], At(4));
        Assert.Equal(Arn, facts.ArnOf("Reader"));
    }

    [Fact]
    public void Only_a_change_in_substance_is_told()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.Put(Arn, Set("Reader", at: 1));
        Assert.Equal(["Reader"], told);
        facts.Put(Arn, Set("Reader", at: 2, description: "changed"));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(3)));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(4)));
        Assert.Equal(["Reader", "Reader", "Reader"], told);
    }

    [Fact]
    public void Order_of_lists_carries_no_meaning()
    {
        facts.Put(Arn, Set("Reader", at: 0, accounts: ["1", "2"]));
        facts.Put(Arn, Set("Reader", at: 1, accounts: ["2", "1"]));
        Assert.Single(told);
    }

    [Fact]
    public void A_notification_from_outside_makes_a_fact_stale_and_is_told()
    {
        facts.Put(Arn, Set("Reader", at: 0));
        facts.MarkDirty(Arn, At(1));
        Assert.Equal(2, told.Count);
        Assert.Equal(At(1), Known(Arn).StaleSince);
    }

    [Fact]
    public void The_later_of_two_reads_tells_whether_an_assignment_exists()
    {
        var assignment = new Assignment("400000000001", Arn, new(PrincipalKind.Group, "g"));
        Assert.IsType<Fact<Assignment>.Unknown>(facts.Assignment(assignment));
        facts.PutAssignments(assignment.Holder, Rows(1, assignment));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(assignment));
        facts.PutAssignments(assignment.Pair, Rows(2));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(assignment));
        facts.MarkStale(assignment, At(3));
        Assert.IsType<Fact<Assignment>.Unknown>(facts.Assignment(assignment));
    }

    [Fact]
    public void The_end_of_an_operation_tells_until_a_later_list_does()
    {
        facts.PutAssignments(Granted.Holder, Rows(1));
        facts.Confirm(Granted, exists: true, At(2));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Granted));
        facts.PutAssignments(Granted.Pair, Rows(3));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Granted));
    }

    [Fact]
    public void A_list_that_began_before_the_operation_ended_does_not_outdo_it()
    {
        facts.Confirm(Granted, exists: true, At(2));
        facts.PutAssignments(Granted.Pair, Rows(1));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Granted));
    }

    [Fact]
    public void A_doubt_about_an_assignment_leaves_what_is_confirmed_of_others()
    {
        var other = Granted with { AccountId = "400000000002" };
        facts.Confirm(Granted, exists: true, At(1));
        facts.Confirm(other, exists: false, At(1));
        facts.MarkStale(Granted, At(2));
        Assert.IsType<Fact<Assignment>.Unknown>(facts.Assignment(Granted));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(other));
    }

    [Fact]
    public void Confirmations_are_forgotten_once_a_list_covers_them()
    {
        var assignments = new AssignmentFacts(Settling.None);
        assignments.Confirm(Granted, exists: true, At(1));
        assignments.Confirm(Granted with { AccountId = "400000000002" }, exists: true, At(3));
        assignments.Put(Granted.Holder, Rows(2, Granted));
        Assert.Equal(1, assignments.Confirmations);
        assignments.Put(Granted.Pair, Rows(4, Granted));
        Assert.Equal(1, assignments.Confirmations);
        assignments.Put(Granted.Holder, Rows(5, Granted));
        Assert.Equal(0, assignments.Confirmations);
    }

    [Fact]
    public void The_first_assignment_in_an_account_doubts_which_accounts_have_the_set_and_the_next_one_does_not()
    {
        var doubts = Doubts();
        facts.Put(Arn, Set("Reader", at: 0, accounts: []));
        facts.Confirm(Granted, exists: true, At(1));
        Assert.Equal([(Arn, At(1))], doubts);
        Assert.Equal(At(1), Known(Arn).StaleSince);
        facts.Put(Arn, Set("Reader", at: 2, accounts: [Granted.AccountId]));
        facts.Confirm(Granted with { Principal = new(PrincipalKind.User, "u") }, exists: true, At(3));
        Assert.Single(doubts);
        Assert.Null(Known(Arn).StaleSince);
    }

    [Fact]
    public void The_last_assignment_that_goes_from_an_account_doubts_which_accounts_have_the_set_once_AWS_had_time_to_take_it_away()
    {
        var doubts = Doubts();
        var other = Granted with { Principal = new(PrincipalKind.User, "u") };
        facts.Put(Arn, Set("Reader", at: 0, accounts: [Granted.AccountId]));
        facts.PutAssignments(Granted.Pair, Rows(1, Granted, other));
        facts.Confirm(Granted, exists: false, At(2));
        Assert.Empty(doubts);
        facts.Confirm(other, exists: false, At(3));
        Assert.Equal([(Arn, At(8))], doubts);
        Assert.Equal(At(8), Known(Arn).StaleSince);
    }

    [Fact]
    public void An_assignment_of_a_set_that_nobody_has_read_doubts_it_all_the_same()
    {
        var doubts = Doubts();
        facts.Confirm(Granted, exists: true, At(1));
        Assert.Equal([(Arn, At(1))], doubts);
        facts.Put(Arn, Set("Reader", at: 0));
        Assert.Equal(At(1), Known(Arn).StaleSince);
    }

    [Fact]
    public void A_list_tells_just_what_was_not_known()
    {
        var news = new List<AssignmentNews>();
        facts.AssignmentsChanged += news.Add;
        facts.PutAssignments(Granted.Holder, Rows(1));
        Assert.True(Assert.Single(news).IsFirst);
        facts.Confirm(Granted, exists: true, At(2));
        facts.PutAssignments(Granted.Holder, Rows(3, Granted));
        Assert.Single(news);
        facts.PutAssignments(Granted.Holder, Rows(4));
        Assert.Equal([Granted], news[^1].Differing);
        Assert.False(news[^1].IsFirst);
    }

    // AWS promises no order between its lists: the pair's may show for a moment what the principal's shows no more.
    [Fact]
    public void A_list_tells_what_it_overrules_of_the_other_kind_of_list()
    {
        var news = new List<AssignmentNews>();
        facts.PutAssignments(Granted.Pair, Rows(1, Granted));
        facts.PutAssignments(Granted.Holder, Rows(2));
        facts.PutAssignments(Granted.Pair, Rows(3, Granted));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Granted));
        facts.AssignmentsChanged += news.Add;
        facts.PutAssignments(Granted.Holder, Rows(4));
        Assert.Equal([Granted], Assert.Single(news).Differing);
    }

    [Fact]
    public void Whatever_lists_and_operations_say_in_whatever_order_each_change_by_a_list_is_told() => Prop.ForAll<byte[]>(steps =>
    {
        var world = new FactStore();
        Assignment[] all = [.. from account in new[] { "1", "2" } from id in new[] { "g", "h" } select new Assignment(account, Arn, new(PrincipalKind.Group, id))];
        AssignmentNews? news = null;
        world.AssignmentsChanged += told => news = told;
        for (var at = 1; at <= steps.Length; at++)
        {
            var before = all.Select(one => world.Assignment(one).GetType()).ToList();
            var (one, subset) = (all[steps[at - 1] % 4], all.Where((_, i) => (steps[at - 1] >> (4 + i) & 1) == 1).ToArray());
            news = null;
            switch (steps[at - 1] / 4 % 4)
            {
                case 0:
                    world.PutAssignments(one.Pair, Rows(at, [.. subset.Where(row => row.Pair == one.Pair)]));
                    break;
                case 1:
                    world.PutAssignments(one.Holder, Rows(at, [.. subset.Where(row => row.Holder == one.Holder)]));
                    break;
                case 2:
                    world.Confirm(one, subset.Length % 2 == 0, At(at));
                    continue;
                default:
                    world.MarkStale(one, At(at));
                    continue;
            }

            var changed = all.Where((each, i) => world.Assignment(each).GetType() != before[i]);
            Assert.True(news?.IsFirst == true || changed.All(each => news?.Differing.Contains(each) == true), $"step {at} of {string.Join(' ', steps)}");
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_assigned_where_the_permission_set_is_not()
    {
        var elsewhere = Granted with { AccountId = "400000000002" };
        facts.PutAssignments(Granted.Pair, Rows(1, Granted));
        facts.PutAssignments(elsewhere.Pair, Rows(1, elsewhere));
        facts.Put(Arn, Set("Reader", at: 2, accounts: ["400000000001"]));
        facts.ConcludeAssignments();
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(Granted));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(elsewhere));
        facts.Put(Arn, new Fact<PermissionSetFacts>.Absent(At(3)));
        facts.ConcludeAssignments();
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(Granted));
    }

    private static Fact<IReadOnlySet<Assignment>>.Present Rows(int at, params Assignment[] rows) => new(rows.ToHashSet(), At(at));

    private List<(string Arn, DateTimeOffset NotBefore)> Doubts()
    {
        var doubts = new List<(string, DateTimeOffset)>();
        facts.AccountsInDoubt += (arn, notBefore) => doubts.Add((arn, notBefore));
        return doubts;
    }

    private Fact<PermissionSetFacts>.Present Known(string arn) => Assert.IsType<Fact<PermissionSetFacts>.Present>(facts.PermissionSet(arn));

    private static DateTimeOffset At(int seconds) => new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    private static Fact<PermissionSetFacts>.Present Set(string name, int at, string? description = null, string[]? accounts = null) => new(
        new()
        {
            Arn = Arn,
            Name = name,
            Description = description,
            ManagedPolicies = [],
            CustomerManagedPolicies = [],
            Tags = new Dictionary<string, string>(),
            CurrentAccounts = accounts ?? [],
            OutdatedAccounts = [],
        },
        At(at));
}
