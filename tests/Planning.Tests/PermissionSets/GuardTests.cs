using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

public sealed class GuardTests
{
    private static readonly ObservedPermissionSet Ours = new(Model.Arn, new() { Name = Any.Name, Tags = Any.Me.Tags });
    private static readonly PermissionSetRules Rules = new(Any.Me);
    private static readonly string Hash = PermissionSetPlanner.DeletionHash(Model.Arn);
    private static readonly PlanApproval Shown = new(null, null, Hash);

    [Fact]
    public void A_deletion_within_the_guard_is_carried_out() => Assert.True(Deletes(Rules with { Room = new(1, 5) }));

    [Fact]
    public void A_deletion_beyond_the_guard_is_withheld_under_its_hash()
    {
        var held = Assert.IsType<PermissionSetPlan.Withhold>(PermissionSetPlanner.Plan(null, Ours, Rules with { Room = new(0, 5) }));
        Assert.Equal((Reason.GuardTripped, Hash), (held.Reason, held.Hash));
    }

    [Fact]
    public void What_was_withheld_goes_when_there_is_room_if_few_wait() => Assert.True(Deletes(Rules with { Room = new(1, 5, Waiting: 2), Approval = Shown }));

    [Fact]
    public void What_was_withheld_waits_for_its_approval_also_when_there_is_room_if_many_wait() => Assert.False(Deletes(Rules with { Room = new(5, 5, Waiting: 3), Approval = Shown }));

    [Fact]
    public void An_approval_of_the_object_lets_it_through() => Assert.True(Deletes(Rules with { Room = new(0, 5), Approval = Shown with { Annotation = Hash } }));

    [Fact]
    public void An_approval_that_stays_behind_does_not_let_it_through_again()
    {
        var held = Assert.IsType<PermissionSetPlan.Withhold>(PermissionSetPlanner.Plan(null, Ours, Rules with { Room = new(0, 5), Approval = new(Hash, Hash, null) }));
        Assert.NotEqual(Hash, held.Hash);
        Assert.Contains($"is set to \"{Hash}\", which is not the name of what is held back", held.Message, StringComparison.Ordinal);
        Assert.True(Deletes(Rules with { Room = new(0, 5), Approval = new(held.Hash, Hash, held.Hash) }));
    }

    [Fact]
    public void An_approval_that_was_there_before_the_plan_was_shown_does_not() => Assert.False(Deletes(Rules with { Room = new(0, 5), Approval = new(Hash, null, null) }));

    [Fact]
    public void An_approval_of_all_that_is_held_back_lets_it_through() =>
        Assert.True(Deletes(Rules with { Room = new(0, 5), Approval = Shown, IsApproved = hash => hash == Hash }));

    [Fact]
    public void What_was_let_through_and_refused_by_AWS_needs_no_room_for_the_next_try() => Assert.True(Deletes(Rules with { Room = new(0, 5), IsAdmitted = hash => hash == Hash }));

    [Fact]
    public void An_approval_of_another_set_does_not() => Assert.False(Deletes(Rules with { Room = new(0, 5), Approval = Shown with { Annotation = PermissionSetPlanner.DeletionHash("another") } }));

    [Fact]
    public void A_set_that_stays_in_AWS_asks_no_guard() => Assert.IsType<PermissionSetPlan.Do>(
        PermissionSetPlanner.Plan(null, Ours, Rules with { Room = new(0, 5), Deletion = IdentityCenterOperator.Entities.DeletionPolicy.Retain }));

    private static bool Deletes(PermissionSetRules rules) =>
        PermissionSetPlanner.Plan(null, Ours, rules) is PermissionSetPlan.Do { Steps: [PermissionSetStep.Delete] };
}
