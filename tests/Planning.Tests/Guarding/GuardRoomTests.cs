using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Guarding;

namespace Planning.Tests.Guarding;

/// <summary>What passes, what waits for room, and what waits for a person.</summary>
public sealed class GuardRoomTests
{
    [Theory]
    [InlineData(12, 12, 0, 12, false, GuardAnswer.Passes)]
    [InlineData(12, 12, 0, 13, false, GuardAnswer.WaitsForApproval)]
    [InlineData(3, 12, 0, 4, false, GuardAnswer.WaitsForRoom)]
    [InlineData(3, 12, 0, 6, false, GuardAnswer.WaitsForRoom)]
    [InlineData(3, 12, 0, 7, false, GuardAnswer.WaitsForApproval)]
    [InlineData(3, 12, 3, 4, false, GuardAnswer.WaitsForApproval)]
    [InlineData(12, 12, 0, 6, true, GuardAnswer.Passes)]
    [InlineData(12, 12, 0, 7, true, GuardAnswer.WaitsForApproval)]
    [InlineData(12, 12, 90, 1, true, GuardAnswer.WaitsForApproval)]
    [InlineData(12, 12, 90, 1, false, GuardAnswer.Passes)]
    [InlineData(0, 1, 0, 1, true, GuardAnswer.WaitsForRoom)]
    [InlineData(0, 0, 0, 1, true, GuardAnswer.WaitsForApproval)]
    public void A_plan_that_was_held_back_goes_by_itself_only_if_it_is_little(int left, int whole, int waiting, int size, bool wasHeld, GuardAnswer expected) =>
        Assert.Equal(expected, new GuardRoom(left, whole, waiting).To(size, wasHeld));

    [Fact]
    public void Nothing_passes_that_does_not_fit() => ForAll((room, size, wasHeld) => room.To(size, wasHeld) is not GuardAnswer.Passes || size <= room.Left);

    [Fact]
    public void What_waits_for_room_goes_as_soon_as_there_is_enough() =>
        ForAll((room, size, wasHeld) => room.To(size, wasHeld) is not GuardAnswer.WaitsForRoom || (room with { Left = size }).To(size, wasHeld: true) is GuardAnswer.Passes);

    [Fact]
    public void What_waits_for_an_approval_waits_however_much_room_there_is() =>
        ForAll((room, size, _) => room.To(size, wasHeld: true) is not GuardAnswer.WaitsForApproval || (room with { Left = int.MaxValue }).To(size, wasHeld: true) is GuardAnswer.WaitsForApproval);

    private static void ForAll(Func<GuardRoom, int, bool, bool> law)
    {
        var any =
            from left in Gen.Choose(0, 20)
            from used in Gen.Choose(0, 20)
            from waiting in Gen.Choose(0, 20)
            from size in Gen.Choose(1, 40)
            from wasHeld in Gen.Elements(true, false)
            select (Room: new GuardRoom(left, left + used, waiting), Size: size, WasHeld: wasHeld);
        Prop.ForAll(any.ToArbitrary(), each => law(each.Room, each.Size, each.WasHeld)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
