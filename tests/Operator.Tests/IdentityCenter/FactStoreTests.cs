using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.IdentityCenter;

public sealed class FactStoreTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";
    private const string Other = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000002";

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
        facts.Assignments.Put(assignment.Holder, Rows(1, assignment));
        Assert.IsType<Fact<Assignment>.Present>(facts.Assignment(assignment));
        facts.Assignments.Put(assignment.Pair, Rows(2));
        Assert.IsType<Fact<Assignment>.Absent>(facts.Assignment(assignment));
        facts.Assignments.MarkStale(assignment.Pair, At(3));
        Assert.IsType<Fact<Assignment>.Unknown>(facts.Assignment(assignment));
    }

    private static Fact<IReadOnlySet<Assignment>>.Present Rows(int at, params Assignment[] rows) => new(rows.ToHashSet(), At(at));

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
