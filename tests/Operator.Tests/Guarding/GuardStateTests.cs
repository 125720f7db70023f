using IdentityCenterOperator.Guarding;

namespace Operator.Tests.Guarding;

public sealed class GuardStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
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
        Assert.True(approved.IsApproved(Reader.Hash) && approved.IsApproved(Team.Hash));
        Assert.Null(approved.Hash);
    }

    [Fact]
    public void An_approval_of_less_than_is_held_back_lets_nothing_through()
    {
        var former = new GuardState().Block(Reader);
        Assert.False(former.Block(Team).Approve(former.Hash).IsApproved(Reader.Hash));
    }

    [Fact]
    public void An_approval_does_not_cover_another_plan_of_the_same_object()
    {
        var held = new GuardState().Block(Team);
        var later = held.Approve(held.Hash).Block(Team with { Hash = "hash-more", Revocations = 61 });
        Assert.False(later.IsApproved("hash-more"));
        Assert.False(later.IsApproved(Team.Hash));
    }

    [Fact]
    public void An_approval_that_stays_behind_does_not_approve_the_same_plan_again()
    {
        var held = new GuardState().Block(Team);
        var again = held.Approve(held.Hash).Unblock(Team.Kind, Team.Key).Block(Team);
        Assert.False(again.Approve(held.Hash).IsApproved(Team.Hash));
        Assert.True(again.Approve(null).Approve(held.Hash).IsApproved(Team.Hash));
    }

    [Fact]
    public void What_is_approved_is_remembered_until_it_is_done()
    {
        var held = new GuardState().Block(Team).Block(Reader);
        var restarted = GuardMapping.FromStored(GuardMapping.ToStored(held.Approve(held.Hash)));
        Assert.True(restarted.IsApproved(Team.Hash));
        Assert.False(restarted.Unblock(Team.Kind, Team.Key).IsApproved(Team.Hash));
        Assert.True(restarted.Unblock(Team.Kind, Team.Key).IsApproved(Reader.Hash));
    }

    [Fact]
    public void The_window_survives_being_stored()
    {
        var state = new GuardState { Window = GuardWindow.Empty.Add(7, 2, Noon, TimeSpan.FromHours(1)) };
        Assert.Equal(state.Window, GuardMapping.FromStored(GuardMapping.ToStored(state)).Window);
    }

    [Fact]
    public void What_is_held_back_is_told_by_number_name_and_a_bounded_sample()
    {
        var state = Enumerable.Range(0, 30).Aggregate(new GuardState(), (all, i) => all.Block(Team with { Key = new("data", $"team-{i:00}") }));
        var told = GuardMapping.ToStored(state).Blocked!;
        Assert.Equal((30, 1800, 0, 20, state.Hash), (told.Plans, told.Revocations, told.PermissionSets, told.Sample!.Count, told.Hash));
        Assert.Equal("AccountAssignment data/team-00: revoke 60 assignments", told.Sample[0]);
    }

    [Fact]
    public void What_changes_nothing_is_the_same_state()
    {
        var state = new GuardState().Block(Team);
        Assert.Same(state, state.Block(Team with { }));
        Assert.Same(state, state.Unblock("AccountAssignment", new("data", "another")));
        Assert.Same(state, state.Approve("something else"));
    }
}
