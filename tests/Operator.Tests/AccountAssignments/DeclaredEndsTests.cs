using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Operator.Tests.AccountAssignments;

/// <summary>Which ends of access were declared, and which are edits.</summary>
public sealed class DeclaredEndsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Decision Gives = new(new AccountAssignmentPlan.Nothing(), AccessLedger.Empty) { HeldNothing = true };
    private static readonly Decision Keeps = Gives with { HeldNothing = false };
    private static readonly Decision TakesOver = Keeps with { Adopts = true };

    [Fact]
    public void An_end_a_second_ahead_of_what_was_given_without_one_is_an_edit()
    {
        var end = Noon.AddSeconds(1);
        Assert.False(HasCome(Seen(null, end, Noon, Keeps), end, at: Noon.AddSeconds(1)));
        Assert.False(HasCome(Seen(null, end, Noon, Keeps), end, at: Noon.AddDays(1)));
    }

    [Fact]
    public void An_end_that_had_passed_when_it_was_first_seen_is_an_edit() => Assert.False(HasCome(Seen(null, Noon.AddDays(-1), Noon, Keeps), Noon.AddDays(-1), at: Noon));

    [Fact]
    public void An_end_that_stood_for_as_long_as_the_window_is_declared()
    {
        var end = Noon + Hour;
        Assert.True(HasCome(Seen(null, end, Noon, Keeps), end, at: end));
        Assert.False(HasCome(Seen(null, end, Noon.AddSeconds(1), Keeps), end, at: end));
    }

    [Fact]
    public void However_short_access_was_given_for_its_end_is_declared()
    {
        var end = Noon.AddSeconds(30);
        var seen = Seen(Seen(null, end, Noon, Gives), end, Noon.AddSeconds(1), Keeps);
        Assert.True(HasCome(seen, end, at: end));
    }

    [Fact]
    public void What_was_taken_over_from_others_was_given_without_this_end_in_view()
    {
        var end = Noon.AddSeconds(30);
        Assert.False(HasCome(Seen(Seen(null, end, Noon, Gives), end, Noon.AddSeconds(1), TakesOver), end, at: end));
        Assert.False(HasCome(Seen(null, end, Noon, Gives with { Adopts = true }), end, at: end));
    }

    [Fact]
    public void What_is_taken_over_after_an_earlier_end_has_long_passed_is_not_declared_since_then()
    {
        var (before, end) = (Seen(null, Noon.AddDays(-1), Noon.AddDays(-9), Gives), Noon.AddSeconds(2));
        Assert.False(HasCome(Seen(before, end, Noon, TakesOver), end, at: end));
    }

    [Fact]
    public void A_later_end_is_declared_since_the_earlier_one_was_and_an_earlier_one_is_an_edit()
    {
        var first = Seen(null, Noon.AddDays(9), Noon, Keeps);
        Assert.True(HasCome(Seen(first, Noon.AddDays(10), Noon.AddDays(9).AddHours(23), Keeps), Noon.AddDays(10), at: Noon.AddDays(10)));
        Assert.False(HasCome(Seen(first, Noon.AddDays(8), Noon.AddDays(8).AddSeconds(-1), Keeps), Noon.AddDays(8), at: Noon.AddDays(8)));
    }

    [Fact]
    public void An_end_that_was_taken_back_and_comes_again_is_a_new_one()
    {
        var end = Noon.AddDays(9);
        var taken = Seen(Seen(null, end, Noon, Gives), null, Noon.AddDays(1), Keeps);
        Assert.Null(taken);
        Assert.False(HasCome(Seen(taken, end, end.AddSeconds(-1), Keeps), end, at: end));
    }

    [Fact]
    public void An_end_that_only_the_clock_on_the_wall_says_has_not_come()
    {
        var end = Noon.AddDays(300);
        Assert.False(HasCome(Seen(null, end, Noon, Gives), end, at: Noon));
        Assert.True(HasCome(Seen(null, end, Noon, Gives), end, at: end.AddMinutes(-4)));
    }

    [Fact]
    public void Another_end_than_the_one_that_is_remembered_was_not_seen_yet() =>
        Assert.False(HasCome(Seen(null, Noon.AddDays(9), Noon, Gives), Noon.AddDays(10), at: Noon.AddDays(11)));

    [Fact]
    public void Fractions_of_a_second_make_no_other_end()
    {
        var end = Noon.AddDays(1).AddMilliseconds(345);
        Assert.True(HasCome(Seen(Seen(null, end, Noon, Gives), end, Noon.AddHours(1), Keeps), end, at: end));
    }

    [Fact]
    public void Whatever_is_edited_what_others_gave_or_no_end_was_declared_for_does_not_end_within_the_window_unguarded() =>
        Prop.ForAll(Gen.ListOf(Gen.Zip(Gen.Choose(1, 90), Gen.Choose(0, 4))).ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    // Each event: minutes after the one before, and what the spec says from then on; at each of them something that was there without an end may be taken over.
    private static bool Holds(IEnumerable<(int After, int What)> events)
    {
        var (now, end, remembered, lasting) = (Noon, (DateTimeOffset?)null, (DeclaredEnd?)null, (DateTimeOffset?)Noon);
        foreach (var (after, what) in events)
        {
            now = now.AddMinutes(after);
            var earlier = end;
            end = what switch { 0 => null, 1 => now.AddSeconds(1), 2 => now.AddMinutes(30), 3 => now.AddHours(2), _ => end };
            // Since when what was given without an end, or with a later one, is under the one that the spec says now.
            lasting = end is null ? null : earlier is null || end < earlier ? now : lasting;
            remembered = Seen(remembered, end, now, Keeps);
            if (end is { } said && HasCome(remembered, said, at: said) && said - lasting < Hour)
                return false;
        }

        return true;
    }

    private static DeclaredEnd? Seen(DeclaredEnd? before, DateTimeOffset? end, DateTimeOffset now, Decision? decision) => DeclaredEnds.Next(before, end, decision, now);

    private static bool HasCome(DeclaredEnd? remembered, DateTimeOffset end, DateTimeOffset at) => DeclaredEnds.HasCome(remembered, end, Hour, at);
}
