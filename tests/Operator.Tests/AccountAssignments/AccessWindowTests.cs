using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.AccountAssignments;

public sealed class AccessWindowTests
{
    private static readonly DateTimeOffset Begin = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Begin.AddDays(7);
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly AccountAssignmentSpec Spec = new() { NotBefore = Begin, ExpiresAt = End };

    [Fact]
    public void Access_begins_with_its_first_second_and_ends_before_its_last() => Assert.Equal(
        [Reason.Scheduled, null, null, Reason.Expired],
        new[] { Begin - Moment, Begin, End - Moment, End }.Select(now => AccessWindow.Closed(Spec, now)?.Reason));

    [Fact]
    public void Each_instant_at_which_something_is_due_comes_in_its_turn()
    {
        var due = new List<DateTimeOffset>();
        for (var now = Begin.AddDays(-30); AccessWindow.Next(Spec, now) is { } next; now = next)
            due.Add(next);
        Assert.Equal([Begin, End.AddHours(-24), End.AddHours(-1), End], due);
    }

    [Fact]
    public void A_notice_is_given_a_day_and_an_hour_ahead_and_none_before_or_after() => Assert.Equal(
        [null, "24h", "24h", "1h", "1h", null],
        new[] { End.AddHours(-24) - Moment, End.AddHours(-24), End.AddHours(-1) - Moment, End.AddHours(-1), End - Moment, End }.Select(now => AccessWindow.NoticeAt(Spec, now)?.Ahead));

    [Fact]
    public void A_later_end_is_told_anew() =>
        Assert.NotEqual(AccessWindow.NoticeAt(Spec, End.AddMinutes(-5)), AccessWindow.NoticeAt(Spec with { ExpiresAt = End.AddMinutes(10) }, End.AddMinutes(-5)));

    [Fact]
    public void Without_times_access_is_always_open_and_nothing_is_ever_due()
    {
        Assert.Null(AccessWindow.Closed(new(), Begin));
        Assert.Null(AccessWindow.Next(new(), Begin));
        Assert.Null(AccessWindow.NoticeAt(new(), Begin));
    }

    [Fact]
    public void An_end_at_the_beginning_of_time_is_no_trouble() => Assert.Null(AccessWindow.Next(new() { ExpiresAt = DateTimeOffset.MinValue }, Begin));
}
