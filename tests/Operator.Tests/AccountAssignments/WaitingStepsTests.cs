using Operator.Tests.AccountAssignments.Model;

namespace Operator.Tests.AccountAssignments;

/// <summary>
/// A step may wait long after it was planned. What is known when it leaves counts, also where no pass has looked at it yet: what its object wants, what its namespace may have,
/// and what is recorded.
/// </summary>
public sealed class WaitingStepsTests : IDisposable
{
    private static readonly ModelSpec Web = new(0, 1, 1);
    private static readonly ModelSpec WebAndData = new(0, 1, 3);
    private static readonly ModelWorld World = new("one that waits", [new(0, "one", Web, WebAndData, WebAndData with { IsRetained = true })]);
    private static readonly int Data = WebAndData.Wanted & ~Web.Wanted;

    private readonly ModelProcess _process = new(World);
    private readonly ModelState _begin = Begin();

    [Fact]
    public void An_assignment_that_is_wanted_still_leaves()
    {
        var sent = Assert.Single(Started(ToAssign()).Running);
        Assert.Equal((true, Data), (sent.IsGrant, 1 << sent.Assignment));
        Assert.Single(Started(Edited(ToAssign(), 2)).Running);
    }

    [Fact]
    public void An_assignment_does_not_leave_when_an_edit_took_it_back() => AssertStays(Edited(ToAssign(), 0));

    [Fact]
    public void An_assignment_does_not_leave_when_its_namespace_lost_the_right() => AssertStays(ToAssign() with { Allowed = 0 });

    [Fact]
    public void An_assignment_does_not_leave_when_its_object_is_being_deleted() => AssertStays(Changed(ToAssign(), one => one with { IsDeleting = true }));

    [Fact]
    public void An_assignment_does_not_leave_when_its_object_is_gone() => AssertStays(ToAssign() with { Objects = [null] });

    [Fact]
    public void An_assignment_does_not_leave_when_somebody_deleted_its_record() => AssertStays(ToAssign() with { Records = [] });

    [Fact]
    public void A_revocation_leaves_when_an_edit_does_not_want_the_assignment_either()
    {
        var sent = Assert.Single(Started(ToRevoke()).Running);
        Assert.Equal((false, Data), (sent.IsGrant, 1 << sent.Assignment));
        Assert.Single(Started(Changed(ToRevoke(), one => one with { IsDeleting = true })).Running);
    }

    [Fact]
    public void A_revocation_does_not_leave_when_an_edit_wants_the_assignment_again() => AssertStays(Edited(ToRevoke(), 1));

    [Fact]
    public void A_revocation_does_not_leave_when_its_namespace_got_the_right_back()
    {
        var lost = Planned(_begin with { Allowed = 0 });
        Assert.Single(Started(lost).Running);
        AssertStays(lost with { Allowed = World.Allowed });
    }

    [Fact]
    public void A_revocation_does_not_leave_when_somebody_deleted_its_record() => AssertStays(ToRevoke() with { Records = [] });

    [Fact]
    public void A_revocation_does_not_leave_when_its_object_is_deleted_by_then_and_keeps_what_it_has() =>
        AssertStays(Changed(ToRevoke(), one => one with { Spec = 2, IsDeleting = true }));

    public void Dispose() => _process.Dispose();

    private static ModelState Begin()
    {
        using var explorer = new ModelExplorer(World);
        explorer.Explore(0);
        return explorer.Begin;
    }

    private void AssertStays(ModelState state)
    {
        var after = Started(state);
        Assert.Empty(after.Running);
        Assert.Empty(after.Steps);
    }

    private ModelState ToAssign() => Planned(Edited(_begin, 1));

    private ModelState ToRevoke()
    {
        var both = ToAssign() with { Steps = [], Aws = WebAndData.Wanted, Shown = WebAndData.Wanted, Ours = WebAndData.Wanted };
        return Planned(Edited(both, 0));
    }

    private ModelState Planned(ModelState state)
    {
        var planned = _process.Reconcile(state, 0).State;
        Assert.Single(planned.Steps);
        return planned;
    }

    private ModelState Started(ModelState state) => _process.Start(state, Assert.Single(state.Steps));

    private static ModelState Edited(ModelState state, int spec) => Changed(state, one => one with { Spec = spec });

    private static ModelState Changed(ModelState state, Func<ModelObject, ModelObject> change) => state with { Objects = [change(state.Objects[0]!.Changed())] };
}
