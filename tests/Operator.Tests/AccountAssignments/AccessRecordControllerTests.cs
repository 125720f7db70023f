using Operator.Tests.AccountAssignments.Model;

namespace Operator.Tests.AccountAssignments;

/// <summary>What stays recorded of an object that is gone, at moments that a story hardly meets.</summary>
public sealed class AccessRecordControllerTests
{
    private static readonly ModelWorld World = new("one that is gone", [new(0, "one", new ModelSpec(0, 1, 1))]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_AWS_is_still_asked_for_stays_recorded_when_its_object_is_gone_whoever_asked(bool isFollowed)
    {
        using var process = new ModelProcess(World);
        var planned = process.Reconcile(new() { Objects = [new ModelObject(0, 0)], Allowed = World.Allowed }, 0).State;
        var gone = planned with { Objects = [null], Steps = [], Running = [new(IsGrant: true, Assert.Single(planned.Steps).Assignment, isFollowed)] };
        var kept = process.Reconcile(gone, Assert.Single(gone.Records)).State;
        Assert.Equal(planned.Recorded, kept.Recorded);
        Assert.False(Assert.Single(kept.Records).IsLive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_its_namespace_may_not_have_any_more_goes_unless_somebody_had_it_forgotten_before_even_where_that_is_seen_later(bool isDeleted)
    {
        using var process = new ModelProcess(World);
        var planned = process.Reconcile(new() { Objects = [new ModelObject(0, 0)], Allowed = World.Allowed }, 0).State;
        var held = Assert.Single(planned.Steps);
        var gone = planned with { Objects = [null], Steps = [], Aws = 1 << held.Assignment, Shown = 1 << held.Assignment, Ours = 1 << held.Assignment, Allowed = 0 };
        var (after, writes) = process.Reconcile(gone, Assert.Single(gone.Records), isDeleted: isDeleted);
        if (isDeleted)
            Assert.Equal((0, 0), (after.Steps.Length, writes));
        else
            Assert.False(Assert.Single(after.Steps).IsGrant);
    }

    [Fact]
    public void What_AWS_does_not_have_any_more_is_forgotten()
    {
        using var process = new ModelProcess(World);
        var gone = process.Reconcile(new() { Objects = [new ModelObject(0, 0)], Allowed = World.Allowed }, 0).State with { Objects = [null], Steps = [] };
        Assert.Empty(process.Reconcile(gone, Assert.Single(gone.Records)).State.Records);
    }
}
