using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Guarding;

namespace Planning.Tests.Guarding;

public sealed class GuardWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 30, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly GuardLimits Limits = new();

    [Theory]
    [InlineData(0, 50, 20, 5)]
    [InlineData(10, 50, 20, 5)]
    [InlineData(100, 50, 20, 20)]
    [InlineData(1000, 50, 20, 50)]
    [InlineData(1000, 2, 20, 2)]
    [InlineData(1000, 0, 20, 0)]
    [InlineData(1000, 50, 0, 5)]
    [InlineData(2_000_000_000, 1_000_000, 100, 1_000_000)]
    public void The_smaller_of_number_and_share_counts_and_the_share_is_never_less_than_five(int assignments, int maxRevocations, int maxPercent, int expected) =>
        Assert.Equal(expected, new GuardLimits { MaxRevocations = maxRevocations, MaxPercent = maxPercent }.Revocations(assignments));

    [Fact]
    public void What_was_taken_away_counts_until_the_window_has_passed_over_its_minute()
    {
        var window = GuardWindow.Empty.Add(7, 1, Noon, Hour);
        Assert.Equal(new GuardAllowance(7, 1), window.Used(Noon + Hour, Hour));
        Assert.Equal(new GuardAllowance(7, 1), window.Used(Noon + Hour + TimeSpan.FromSeconds(29), Hour));
        Assert.Equal(default, window.Used(Noon + Hour + TimeSpan.FromSeconds(30), Hour));
    }

    [Fact]
    public void A_minute_is_kept_once()
    {
        var window = GuardWindow.Empty.Add(1, 0, Noon, Hour).Add(2, 1, Noon.AddSeconds(29), Hour).Add(4, 0, Noon.AddSeconds(30), Hour);
        Assert.Equal([3, 4], window.Buckets.Select(bucket => bucket.Revocations));
        Assert.Equal(new GuardAllowance(7, 1), window.Used(Noon.AddSeconds(30), Hour));
    }

    [Fact]
    public void Minutes_that_count_no_longer_are_not_kept() =>
        Assert.Single(GuardWindow.Empty.Add(1, 0, Noon, Hour).Add(1, 0, Noon + Hour + Hour, Hour).Buckets);

    [Fact]
    public void What_was_taken_within_the_window_counts_to_the_share_too()
    {
        // 100 at the beginning: a fifth of them is 20, however the count shrinks on the way.
        var window = GuardWindow.Empty.Add(15, 0, Noon, Hour);
        Assert.Equal(5, window.Left(Limits, 85, Noon).Revocations);
    }

    [Fact]
    public void A_window_that_is_overdrawn_leaves_nothing_rather_than_less() =>
        Assert.Equal(default, GuardWindow.Empty.Add(80, 9, Noon, Hour).Left(Limits, 100, Noon));

    [Fact]
    public void However_it_is_asked_never_more_than_allowed_falls_into_any_window()
    {
        var asks = Gen.ListOf(Gen.Zip(Gen.Choose(1, 60), Gen.Choose(0, 1200))).ToArbitrary();
        Prop.ForAll(asks, list => Prop.ToProperty(NeverMore([.. list]))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_that_counts_is_ever_forgotten()
    {
        var asks = Gen.ListOf(Gen.Zip(Gen.Choose(1, 60), Gen.Choose(0, 1200))).ToArbitrary();
        Prop.ForAll(asks, list => Prop.ToProperty(CountsAll([.. list]))).QuickCheckThrowOnFailure();
    }

    // Each ask: how many, and how many seconds after the one before. Whoever fits is granted.
    private static bool NeverMore(IReadOnlyList<(int Count, int After)> asks)
    {
        var (granted, window, now) = (new List<(DateTimeOffset At, int Count)>(), GuardWindow.Empty, Noon);
        foreach (var (count, after) in asks)
        {
            now = now.AddSeconds(after);
            if (!window.Left(Limits, 10_000, now).Covers(count, 0))
                continue;
            window = window.Add(count, 0, now, Hour);
            granted.Add((now, count));
        }

        return granted.All(last => granted.Where(other => other.At <= last.At && other.At > last.At - Hour).Sum(other => other.Count) <= Limits.MaxRevocations);
    }

    private static bool CountsAll(IReadOnlyList<(int Count, int After)> asks)
    {
        var (all, window, now) = (new List<(DateTimeOffset At, int Count)>(), GuardWindow.Empty, Noon);
        foreach (var (count, after) in asks)
        {
            now = now.AddSeconds(after);
            window = window.Add(count, 0, now, Hour);
            all.Add((now, count));
        }

        var least = all.Where(one => one.At > now - Hour).Sum(one => one.Count);
        var most = all.Where(one => one.At > now - Hour - TimeSpan.FromMinutes(1)).Sum(one => one.Count);
        return window.Used(now, Hour).Revocations is var used && used >= least && used <= most;
    }
}
