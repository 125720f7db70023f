using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace Operator.Tests.Instances;

public sealed class UnmanagedPlannerTests
{
    private static readonly UnmanagedSpec Revoke = new() { Assignments = UnmanagedPolicy.Revoke, PermissionSets = UnmanagedPolicy.Revoke };
    private static readonly UnmanagedView View = new()
    {
        PermissionSets = [Set("legacy-1", accounts: 0), Set("legacy-2", accounts: 2)],
        Assignments = [.. Enumerable.Range(0, 10).Select(Grant)],
    };

    private static readonly string Hash = Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(View, new() { Spec = Revoke })).Hash;

    [Fact]
    public void Nothing_is_taken_away_unless_the_user_says_Revoke()
    {
        foreach (var spec in new UnmanagedSpec?[] { null, new(), new() { Assignments = UnmanagedPolicy.Report, PermissionSets = UnmanagedPolicy.Ignore } })
            Assert.IsType<UnmanagedPlan.Nothing>(UnmanagedPlanner.Plan(View, Roomy with { Spec = spec }));
    }

    [Fact]
    public void A_permission_set_that_somebody_has_is_not_deleted()
    {
        var plan = Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, Roomy));
        Assert.Equal(["legacy-1"], plan.Steps.OfType<UnmanagedStep.DeleteSet>().Select(step => step.Name));
        Assert.Equal(10, plan.Steps.Count(step => step is UnmanagedStep.Revoke));
    }

    [Fact]
    public void What_an_object_may_want_stays_and_the_rest_is_taken_away()
    {
        var rules = Roomy with { MayBeWantedBy = step => step is UnmanagedStep.Revoke { Assignment.AccountId: "400000000003" } ? "tenant/typo" : null };
        var plan = Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, rules));
        Assert.Equal(9, plan.Steps.Count(step => step is UnmanagedStep.Revoke));
        Assert.Equal(
            "1 assignment that nobody declared would be taken away, but AccountAssignment tenant/typo may ask for just that: what it asks for is not known yet, see its own status.",
            UnmanagedPlanner.Kept(View, rules));
    }

    [Fact]
    public void Where_objects_may_want_all_of_it_nothing_is_taken_away() =>
        Assert.IsType<UnmanagedPlan.Wait>(UnmanagedPlanner.Plan(View, Roomy with { MayBeWantedBy = _ => "tenant/typo", IsApproved = _ => true }));

    [Fact]
    public void What_is_more_than_the_guard_allows_waits_whole_for_the_approval_of_just_this()
    {
        Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(View, Roomy with { Revocations = new(9, 9) }));
        Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(View, Roomy with { PermissionSets = new(0, 5) }));
        Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, new() { Spec = Revoke, IsApproved = hash => hash == Hash }));
        var more = View with { Assignments = [.. View.Assignments!, Grant(10)] };
        Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(more, new() { Spec = Revoke, IsApproved = hash => hash == Hash }));
    }

    [Fact]
    public void What_was_held_back_once_goes_when_there_is_room_only_if_it_is_little()
    {
        var shown = Roomy with { Approval = new(null, null, Hash) };
        Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(View, shown with { Revocations = new(12, 12) }));
        Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, shown with { Revocations = new(20, 20) }));
    }

    [Fact]
    public void What_was_approved_once_is_held_back_under_another_name_when_it_comes_up_again()
    {
        var held = Assert.IsType<UnmanagedPlan.Withhold>(UnmanagedPlanner.Plan(View, new() { Spec = Revoke, Approval = new(Hash, Hash, null) }));
        Assert.NotEqual(Hash, held.Hash);
        Assert.Contains($"is set to \"{Hash}\", which is not the name of what is held back", held.Message, StringComparison.Ordinal);
        Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, new() { Spec = Revoke, Approval = new(held.Hash, held.Hash, held.Hash), IsApproved = name => name == held.Hash }));
    }

    [Fact]
    public void What_has_passed_goes_on_and_what_comes_up_meanwhile_waits_its_turn()
    {
        var passed = Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(View, Roomy)).Steps.ToHashSet();
        var more = View with { Assignments = [.. View.Assignments!.Skip(5), Grant(10)] };
        var plan = Assert.IsType<UnmanagedPlan.Do>(UnmanagedPlanner.Plan(more, new() { Spec = Revoke, Passed = passed }));
        Assert.Equal(6, plan.Steps.Count);
        Assert.DoesNotContain(new UnmanagedStep.Revoke(Grant(10).Assignment, Grant(10).PermissionSetName), plan.Steps);
    }

    [Fact]
    public void A_step_is_told_by_names_and_is_the_same_whatever_names_are_known()
    {
        var named = new UnmanagedStep.Revoke(Grant(10).Assignment, "legacy-2") { AccountName = "data-prod", PrincipalName = "Data" };
        var bare = named with { AccountName = null, PrincipalName = null };
        Assert.Equal("revoke \"legacy-2\" from group \"Data\" in data-prod (400000000010)", named.Summary);
        Assert.Equal("revoke \"legacy-2\" from group group-1 in account 400000000010", bare.Summary);
        Assert.Equal(bare, named);
        Assert.Contains(named, new HashSet<UnmanagedStep> { bare });
        Assert.Equal(UnmanagedPlanner.HashOf([bare]), UnmanagedPlanner.HashOf([named]));
    }

    [Fact]
    public void Whatever_the_rules_only_what_is_listed_is_ever_taken_away()
    {
        var rules =
            from left in Gen.Choose(0, 20)
            from sets in Gen.Choose(0, 3)
            from approved in Gen.Elements(true, false)
            from policy in Gen.Elements(Enum.GetValues<UnmanagedPolicy>())
            select new UnmanagedRules { Spec = new() { Assignments = policy, PermissionSets = UnmanagedPolicy.Revoke }, Revocations = new(left, 20), PermissionSets = new(sets, 3), IsApproved = _ => approved };
        var listed = View.Assignments!.Select(each => each.Assignment).ToHashSet();
        Prop.ForAll(rules.ToArbitrary(), each => (UnmanagedPlanner.Plan(View, each) as UnmanagedPlan.Do)?.Steps.OfType<UnmanagedStep.Revoke>()
            .All(step => each.Spec!.Assignments is UnmanagedPolicy.Revoke && listed.Contains(step.Assignment)) ?? true).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("AWS*", "AWSReadOnlyAccess", true)]
    [InlineData("AWS*", "awsReadOnlyAccess", false)]
    [InlineData("*-admin", "data-admin", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("legacy", "legacy-1", false)]
    public void Names_on_the_ignore_list_may_have_wildcards(string pattern, string name, bool expected) =>
        Assert.Equal(expected, UnmanagedIgnores.Match([new() { PermissionSetName = pattern }], Set(name, 0)));

    [Fact]
    public void All_tags_of_an_entry_must_be_there()
    {
        var set = Set("audit", 0) with { Tags = new Dictionary<string, string> { ["ManagedBy"] = "ControlTower", ["stage"] = "prod" } };
        Assert.True(UnmanagedIgnores.Match([new() { Tag = new Dictionary<string, string> { ["ManagedBy"] = "ControlTower" } }], set));
        Assert.False(UnmanagedIgnores.Match([new() { Tag = new Dictionary<string, string> { ["ManagedBy"] = "ControlTower", ["stage"] = "test" } }], set));
    }

    private static UnmanagedRules Roomy => new() { Spec = Revoke, Revocations = new(100, 100), PermissionSets = new(100, 100) };

    [Fact]
    public void Whom_the_directory_can_say_nothing_of_is_not_asked_for_again_at_once()
    {
        var (asked, unasked) = (new Principal(PrincipalKind.Group, "group-1"), new Principal(PrincipalKind.User, "user-1"));
        var world = new UnmanagedWorld
        {
            Sets = [Set("legacy-2", accounts: 1)],
            Assignments = [new("400000000000", Arn("legacy-2"), asked), new("400000000000", Arn("legacy-2"), unasked)],
            DeclaresSet = _ => false,
            DeclaresAssignment = _ => false,
            PrincipalOf = _ => new Fact<string>.Unknown(),
            IsUncertain = asked.Equals,
        };
        var view = UnmanagedView.From(world, spec: null);
        Assert.Equal([unasked], view.Unasked);
        Assert.Null(view.Orphaned);
    }

    private static UnmanagedAssignment Grant(int i) => new(
        new($"4000000000{i:00}", Arn("legacy-2"), new(PrincipalKind.Group, "group-1")), "legacy-2", new Fact<string>.Present("Data", DateTimeOffset.UnixEpoch));

    private static string Arn(string name) => $"arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/{name}";

    private static PermissionSetFacts Set(string name, int accounts) => new()
    {
        Arn = Arn(name),
        Name = name,
        ManagedPolicies = [],
        CustomerManagedPolicies = [],
        Tags = new Dictionary<string, string>(),
        CurrentAccounts = [.. Enumerable.Range(0, accounts).Select(i => $"4000000000{i:00}")],
        OutdatedAccounts = [],
    };
}
