using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

public sealed class GuardTests
{
    private static readonly ObservedPermissionSet Ours = new(Model.Arn, new() { Name = Any.Name, Tags = Any.Me.Tags });
    private static readonly PermissionSetRules Rules = new(Any.Me);
    private static readonly string Hash = PermissionSetPlanner.DeletionHash(Model.Arn);

    [Fact]
    public void A_deletion_within_the_guard_is_carried_out() => Assert.True(Deletes(Rules with { GuardLeft = 1 }));

    [Fact]
    public void A_deletion_beyond_the_guard_is_withheld_under_its_hash()
    {
        var held = Assert.IsType<PermissionSetPlan.Withhold>(PermissionSetPlanner.Plan(null, Ours, Rules with { GuardLeft = 0 }));
        Assert.Equal((Reason.GuardTripped, Hash), (held.Reason, held.Hash));
    }

    [Fact]
    public void What_was_withheld_once_waits_for_its_approval_also_when_there_is_room_again() => Assert.False(Deletes(Rules with { GuardLeft = 5, TrippedHash = Hash }));

    [Fact]
    public void An_approval_of_the_object_lets_it_through() => Assert.True(Deletes(Rules with { GuardLeft = 0, TrippedHash = Hash, Approval = Hash }));

    [Fact]
    public void An_approval_of_all_that_is_held_back_lets_it_through() =>
        Assert.True(Deletes(Rules with { GuardLeft = 0, TrippedHash = Hash, IsApproved = hash => hash == Hash }));

    [Fact]
    public void An_approval_of_another_set_does_not() => Assert.False(Deletes(Rules with { GuardLeft = 0, Approval = PermissionSetPlanner.DeletionHash("another") }));

    [Fact]
    public void A_set_that_stays_in_AWS_asks_no_guard() => Assert.IsType<PermissionSetPlan.Do>(
        PermissionSetPlanner.Plan(null, Ours, Rules with { GuardLeft = 0, Deletion = IdentityCenterOperator.Entities.DeletionPolicy.Retain }));

    private static bool Deletes(PermissionSetRules rules) =>
        PermissionSetPlanner.Plan(null, Ours, rules) is PermissionSetPlan.Do { Steps: [PermissionSetStep.Delete] };
}
