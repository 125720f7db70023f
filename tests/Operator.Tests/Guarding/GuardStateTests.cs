using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Guarding;
using Entities = IdentityCenterOperator.Entities;

namespace Operator.Tests.Guarding;

public sealed class GuardStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly GuardedPlan Reader = new("PermissionSet", new(null, "reader"), "hash-reader", 0, 1, "delete the permission set \"reader\"");
    private static readonly GuardedPlan Team = new("AccountAssignment", new("data", "team"), "hash-team", 60, 0, "revoke 60 assignments");

    [Fact]
    public void All_that_is_held_back_has_one_name_whatever_the_order_it_came_in() =>
        Assert.Equal(new GuardState().Block(Reader).Block(Team).Hash, new GuardState().Block(Team).Block(Reader).Hash);

    [Fact]
    public void Nothing_held_back_has_no_name() => Assert.Null(new GuardState().Block(Reader).Unblock("PermissionSet", Reader.Key).Hash);

    [Fact]
    public void An_approval_by_that_name_lets_each_of_the_plans_through()
    {
        var held = new GuardState().Block(Reader).Block(Team);
        var approved = held.Approve(held.Hash);
        Assert.True(IsApproved(approved, Reader) && IsApproved(approved, Team));
        Assert.Null(approved.Hash);
    }

    [Fact]
    public void An_approval_of_less_than_is_held_back_lets_nothing_through()
    {
        var former = new GuardState().Block(Reader);
        Assert.False(IsApproved(former.Block(Team).Approve(former.Hash), Reader));
    }

    [Fact]
    public void An_approval_does_not_cover_another_plan_of_the_same_object()
    {
        var held = new GuardState().Block(Team);
        var later = held.Approve(held.Hash).Block(Team with { Hash = "hash-more", Revocations = 61 });
        Assert.False(IsApproved(later, Team with { Hash = "hash-more" }));
        Assert.False(IsApproved(later, Team));
    }

    [Fact]
    public void An_approval_that_stays_behind_does_not_approve_the_same_plan_again()
    {
        var held = new GuardState().Block(Team);
        var again = held.Approve(held.Hash).Unblock(Team.Kind, Team.Key).Block(Team);
        Assert.False(IsApproved(again.Approve(held.Hash), Team));
        Assert.True(IsApproved(again.Approve(null).Approve(held.Hash), Team));
    }

    [Fact]
    public void What_was_approved_once_has_another_name_when_it_comes_up_again_so_that_one_edit_approves_it()
    {
        var held = new GuardState().Block(Team);
        var again = held.Approve(held.Hash).Settle(Team.Kind, Team.Key).Block(Team);
        Assert.NotEqual(held.Hash, again.Hash);
        Assert.True(IsApproved(again.Approve(again.Hash), Team));
    }

    [Fact]
    public void An_approval_is_for_the_object_whose_plan_was_shown_and_not_for_another_with_the_same_plan()
    {
        var held = new GuardState().Block(Team);
        Assert.False(IsApproved(held.Approve(held.Hash), Team with { Key = new("data", "twin") }));
    }

    [Fact]
    public void An_approval_given_when_nothing_of_that_name_was_shown_approves_nothing_later()
    {
        var name = new GuardState().Block(Team).Hash;
        var early = new GuardState().Approve(name).Block(Team);
        Assert.False(IsApproved(early.Approve(name), Team));
        Assert.Contains($"is set to \"{name}\"", Stored(early).Blocked!.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_came_with_an_annotation_has_approved_nothing()
    {
        var held = new GuardState().Block(Team);
        Assert.False(IsApproved(held.Ignore(held.Hash).Approve(held.Hash), Team));
    }

    [Fact]
    public void The_plan_of_the_instance_itself_is_approved_by_its_own_name_alone()
    {
        var own = new GuardedPlan("IdentityCenter", new(null, "default"), "hash-own", 7, 0, "take away 7 assignments that nobody declared");
        var approved = new GuardState().Block(own).Block(Team).Approve(own.Hash);
        Assert.True(IsApproved(approved, own));
        Assert.False(IsApproved(approved, Team));
        Assert.False(IsApproved(approved.Settle(own.Kind, own.Key).Block(own).Approve(own.Hash), own));
    }

    [Fact]
    public void An_approval_given_while_no_operator_ran_waits_until_the_same_plans_are_there_again()
    {
        var held = new GuardState().Block(Team).Block(Reader);
        var restarted = Restarted(held).Expect(held.Hash).Approve(held.Hash);
        Assert.False(IsApproved(restarted.Block(Team).Approve(held.Hash), Team));
        Assert.True(IsApproved(restarted.Block(Team).Block(Reader).Approve(held.Hash), Team));
    }

    [Fact]
    public void Such_an_approval_does_not_wait_for_ever()
    {
        var held = new GuardState().Block(Team);
        var later = Restarted(held).Expect(held.Hash).Approve(held.Hash).Expect(null).Approve(held.Hash);
        Assert.False(IsApproved(later.Block(Team).Approve(held.Hash), Team));
    }

    [Fact]
    public void An_approval_given_after_a_restart_names_what_is_shown_then()
    {
        var held = new GuardState().Block(Team);
        var restarted = Restarted(held).Expect(null).Approve(held.Hash);
        Assert.False(IsApproved(restarted.Block(Team).Approve(held.Hash), Team));
    }

    [Fact]
    public void An_annotation_that_was_answered_before_a_restart_approves_nothing_after_it()
    {
        var held = new GuardState().Block(Team);
        var done = held.Approve(held.Hash).Settle(Team.Kind, Team.Key);
        Assert.False(IsApproved(Restarted(done).Block(Team).Approve(held.Hash), Team));
    }

    [Fact]
    public void An_object_that_is_left_alone_has_nothing_held_back_and_nothing_approved()
    {
        var held = new GuardState().Block(Team).Block(Reader);
        var alone = held.Approve(held.Hash).Unblock(Team.Kind, Team.Key);
        Assert.Equal([Reader.Owner], alone.Blocked.Keys);
        Assert.False(IsApproved(alone.Block(Team), Team));
        Assert.False(IsApproved(held.Unblock(Team.Kind, Team.Key).Approve(held.Hash), Reader));
    }

    [Fact]
    public void What_was_counted_is_remembered_until_its_object_has_recorded_it_or_the_window_is_over()
    {
        var counted = new GuardState().Count("data", 6, 0, Noon, Hour).Admit(Team.Owner, "uid", Team.Hash, Noon, Hour);
        Assert.True(Restarted(counted).IsAdmitted(Team.Owner, "uid", Team.Hash, Noon.AddMinutes(59), Hour));
        Assert.False(counted.IsAdmitted(Team.Owner, "another", Team.Hash, Noon, Hour));
        Assert.False(counted.IsAdmitted(Team.Owner, "uid", "hash-more", Noon, Hour));
        Assert.False(counted.IsAdmitted(Team.Owner, "uid", Team.Hash, Noon.AddMinutes(61), Hour));
        Assert.False(counted.Settle(Team.Kind, Team.Key).IsAdmitted(Team.Owner, "uid", Team.Hash, Noon, Hour));
    }

    [Fact]
    public void What_is_approved_is_remembered_until_it_is_done()
    {
        var held = new GuardState().Block(Team).Block(Reader);
        var restarted = Restarted(held.Approve(held.Hash));
        Assert.True(IsApproved(restarted, Team));
        Assert.False(IsApproved(restarted.Settle(Team.Kind, Team.Key), Team));
        Assert.True(IsApproved(restarted.Settle(Team.Kind, Team.Key), Reader));
    }

    [Fact]
    public void The_window_survives_being_stored()
    {
        var state = new GuardState { Window = GuardWindow.Empty.Add(7, 2, Noon, Hour).Add("data", 5, 0, Noon, Hour).Add("web", 1, 0, Noon.AddMinutes(3), Hour) };
        Assert.Equal(state.Window, Restarted(state).Window);
    }

    [Fact]
    public void A_window_that_an_earlier_version_wrote_counts_for_all_and_for_no_namespace() =>
        Assert.Equal(GuardWindow.Empty.Add(7, 2, Noon, Hour), GuardMapping.FromStored(new() { Taken = [new() { At = Noon, Revocations = 7, PermissionSets = 2 }] }).Window);

    [Fact]
    public void The_limits_survive_being_stored()
    {
        var limits = new GuardLimits { Window = new(1, 30, 0), MaxRevocations = 0, MaxPercent = 7, MaxPermissionSets = 1, PerNamespace = new(3, 4) };
        Assert.Equal(limits, Restarted(new() { Limits = limits }).Limits);
    }

    [Fact]
    public void It_is_told_by_namespace_what_is_used_and_what_is_held_back()
    {
        var state = new GuardState { Window = GuardWindow.Empty.Add("web", 3, 0, Noon, Hour) }.Block(Team).Block(Reader);
        Assert.Equal(
            [("data", 0, 60, 1), ("web", 3, 0, 0), (null, 0, 0, 1)],
            Stored(state).Namespaces!.Select(told => (told.Namespace, told.Used, told.Blocked, told.Plans)));
    }

    [Fact]
    public void What_waits_for_room_goes_in_the_order_of_its_coming_and_keeps_room_of_the_instance_from_what_came_later()
    {
        var first = Small("a", 2) with { Since = Noon };
        var second = Small("b", 2) with { Since = Noon.AddSeconds(1) };
        var state = new GuardState().Block(second).Block(first);
        var shares = Shares(state);
        Assert.Equal([first.Owner, second.Owner], state.Queue(shares).Select(plan => plan.Owner));
        Assert.Equal((0, 2), (state.AheadOf(first.Owner, first.Scope, shares), state.AheadOf(second.Owner, second.Scope, shares)));
        Assert.Equal(4, state.AheadOf("AccountAssignment c/new", "c", shares));
    }

    [Fact]
    public void Many_that_are_little_each_are_not_in_that_order_nor_is_what_needs_an_approval_anyhow()
    {
        var many = Enumerable.Range(0, 30).Aggregate(new GuardState(), (all, i) => all.Block(Small("a", 1, $"object-{i}")));
        Assert.Empty(many.Queue(Shares(many)));
        var shrunk = new GuardState().Block(Small("a", 1) with { NeedsApproval = true });
        Assert.Empty(shrunk.Queue(Shares(shrunk)));
    }

    [Fact]
    public void A_permission_set_that_waits_for_room_is_not_held_up_by_many_assignments_that_wait_for_a_person()
    {
        var own = new GuardedPlan("IdentityCenter", new(null, "default"), "hash-own", 500, 0, "take away 500 assignments that nobody declared");
        var state = new GuardState().Block(own).Block(Reader);
        Assert.Equal([Reader.Owner], state.Queue(Shares(state)).Select(plan => plan.Owner));
    }

    [Fact]
    public void Since_when_an_object_waits_does_not_change_with_its_plan()
    {
        var state = new GuardState().Block(Team with { Since = Noon }).Block(Team with { Hash = "hash-more", Since = Noon.AddHours(1) });
        Assert.Equal(Noon, state.Blocked[Team.Owner].Since);
    }

    [Fact]
    public void Whatever_happens_an_approval_lets_through_what_was_shown_and_each_once_at_most() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 9)).ToArbitrary(), events => new ApprovalWorld().Live(events)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void What_is_held_back_is_told_by_number_name_and_a_bounded_sample()
    {
        var state = Enumerable.Range(0, 30).Aggregate(new GuardState(), (all, i) => all.Block(Team with { Key = new("data", $"team-{i:00}") }));
        var told = Stored(state).Blocked!;
        Assert.Equal((30, 1800, 0, 20, state.Hash), (told.Plans, told.Revocations, told.PermissionSets, told.Sample!.Count, told.Hash));
        Assert.Equal("AccountAssignment data/team-00: revoke 60 assignments", told.Sample[0]);
    }

    [Fact]
    public void What_changes_nothing_is_the_same_state()
    {
        var state = new GuardState().Block(Team);
        Assert.Same(state, state.Block(Team with { }));
        Assert.Same(state, state.Unblock("AccountAssignment", new("data", "another")));
        Assert.Same(state, state.Settle("AccountAssignment", new("data", "another")));
        var answered = state.Approve("something else");
        Assert.Same(answered, answered.Approve("something else"));
    }

    [Fact]
    public void What_was_let_through_of_an_object_that_is_gone_is_done()
    {
        var state = new GuardState().Admit("AccountAssignment data/team", "uid-1", "hash-1", Noon, TimeSpan.FromHours(1)).Admit("PermissionSet reader", "uid-2", "hash-2", Noon, TimeSpan.FromHours(1));
        var after = state.SettleGone(new HashSet<string> { "uid-1", "uid-3" });
        Assert.Equal(["AccountAssignment data/team"], after.Admitted.Keys);
        Assert.Same(after, after.SettleGone(new HashSet<string> { "uid-1" }));
    }

    private static bool IsApproved(GuardState state, GuardedPlan plan) => state.IsApproved(plan.Owner, plan.Hash);

    private static GuardedPlan Small(string ns, int revocations, string name = "small") => new("AccountAssignment", new(ns, name), $"hash-{name}", revocations, 0, $"revoke {revocations} assignments");

    private static GuardShares Shares(GuardState state) => new(new(), state.Window, new Dictionary<string, int> { ["a"] = 500, ["b"] = 500, ["c"] = 500 }, isClusterReserved: false, Noon);

    private static Entities.GuardStatus Stored(GuardState state) => GuardMapping.ToTold(state, Shares(state));

    private static GuardState Restarted(GuardState state) => GuardMapping.FromStored(Stored(state));

    /// <summary>Plans come, go and come again; a person sets the annotation to what is shown, or to something else, or leaves it; operators end and begin.</summary>
    private sealed class ApprovalWorld
    {
        private readonly GuardedPlan[] _plans = [Team, Reader, Small("a", 1)];
        private readonly HashSet<string> _allowed = [];
        private GuardState _state = new();
        private string? _annotation;
        private bool _isDown;

        public void Live(IEnumerable<int> events)
        {
            foreach (var what in events)
            {
                if (_isDown && what is < 6)
                    continue;
                Happen(what);
                // An approval is looked at whenever either side changes.
                if (!_isDown)
                    _state = _state.Approve(_annotation);
                Assert.All(_state.Approved, approved => Assert.Contains($"{approved.Key} {approved.Value}", _allowed));
            }
        }

        private void Happen(int what)
        {
            switch (what)
            {
                case < 3:
                    _state = _state.Block(_plans[what]);
                    break;
                case < 6:
                    var plan = _plans[what - 3];
                    _allowed.Remove($"{plan.Owner} {plan.Hash}");
                    // Whoever has no such plan any more, which was shown, says so.
                    _state = _state.Settle(plan.Kind, plan.Key).Expect(null);
                    break;
                case 6 when _state.Hash is { } shown && shown != _annotation:
                    // What is shown at this moment is what the person means.
                    _allowed.UnionWith(_state.Waiting.Select(waiting => $"{waiting.Owner} {waiting.Hash}"));
                    _annotation = shown;
                    break;
                case 7:
                    _annotation = new GuardState().Block(Team).Hash;
                    if (_state.Hash == _annotation)
                        _allowed.UnionWith(_state.Waiting.Select(waiting => $"{waiting.Owner} {waiting.Hash}"));
                    break;
                case 8:
                    _annotation = null;
                    break;
                case 9:
                    _isDown = !_isDown;
                    if (!_isDown)
                        _state = Restarted(_state).Expect(_annotation);
                    break;
            }
        }
    }
}
