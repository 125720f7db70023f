using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.IdentityCenter;
using Testing;

namespace Operator.Tests.IdentityCenter;

public sealed class RequestBudgetTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public void No_window_has_more_grants_than_its_rate_and_one_burst() =>
        Prop.ForAll(Schedules, steps => Windows(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Each_priority_is_served_by_its_weight_and_none_starves()
    {
        using var budget = new RequestBudget(13, time);
        foreach (var priority in Enum.GetValues<CallPriority>())
        {
            for (var i = 0; i < 2000; i++)
                _ = budget.AcquireAsync(priority, default);
        }

        for (var second = 0; second < 100; second++)
            time.Advance(TimeSpan.FromSeconds(1));
        var sweep = (double)budget.Granted(CallPriority.Sweep);
        Assert.InRange(budget.Granted(CallPriority.Poll) / sweep, 7.5, 8.5);
        Assert.InRange(budget.Granted(CallPriority.Edit) / sweep, 3.75, 4.25);
        Assert.InRange(sweep, 98, 103);
    }

    [Fact]
    public async Task Callers_of_one_priority_are_served_in_order_of_arrival()
    {
        using var budget = new RequestBudget(2, time);
        var callers = Enumerable.Range(0, 20).Select(_ => budget.AcquireAsync(CallPriority.Edit, default)).ToList();
        for (var second = 0; second < 10; second++)
        {
            var served = (int)budget.Granted(CallPriority.Edit);
            await Task.WhenAll(callers.Take(served));
            Assert.All(callers.Skip(served), caller => Assert.False(caller.IsCompleted));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(callers);
    }

    [Fact]
    public void A_throttle_halves_the_rate_once_a_second_and_never_below_the_floor()
    {
        using var budget = new RequestBudget(16, time);
        budget.Throttled();
        budget.Throttled();
        budget.Throttled();
        Assert.Equal(8, budget.Rate);
        Assert.Equal(0, budget.Available);

        for (var i = 0; i < 40; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            budget.Throttled();
        }

        Assert.Equal(RequestBudget.Floor, budget.Rate, 6);
    }

    [Fact]
    public void The_rate_recovers_steadily_up_to_the_limit()
    {
        using var budget = new RequestBudget(16, time);
        budget.Throttled();
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(8 + (3 * RequestBudget.RecoveryPerSecond), budget.Rate, 3);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(16, budget.Rate);
    }

    [Fact]
    public async Task Nothing_is_granted_while_AWS_asked_to_wait()
    {
        using var budget = new RequestBudget(10, time);
        budget.Throttled(TimeSpan.FromSeconds(30));
        var caller = budget.AcquireAsync(CallPriority.Poll, default);
        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(caller.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await caller;
    }

    [Fact]
    public void A_higher_limit_serves_those_who_wait_and_a_lower_one_slows_them()
    {
        using var budget = new RequestBudget(1, time);
        for (var i = 0; i < 40; i++)
            _ = budget.AcquireAsync(CallPriority.Edit, default);
        budget.SetLimit(10);
        time.Advance(TimeSpan.FromSeconds(2));
        var before = budget.Granted(CallPriority.Edit);
        Assert.InRange(before, 19, 21);
        budget.SetLimit(1);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(budget.Granted(CallPriority.Edit) - before, 4, 6);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_costs_nothing()
    {
        using var budget = new RequestBudget(1, time);
        using var cancelled = new CancellationTokenSource();
        await budget.AcquireAsync(CallPriority.Edit, default);
        var gone = Enumerable.Range(0, 10).Select(_ => budget.AcquireAsync(CallPriority.Edit, cancelled.Token)).ToList();
        var stays = budget.AcquireAsync(CallPriority.Edit, default);
        await cancelled.CancelAsync();

        foreach (var caller in gone)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.Equal(1, budget.Waiting);
        time.Advance(TimeSpan.FromSeconds(1.1));
        await stays;
        Assert.Equal(2, budget.Granted(CallPriority.Edit));
    }

    [Fact]
    public void Who_was_cancelled_before_takes_no_token()
    {
        using var budget = new RequestBudget(4, time);
        var before = budget.Available;
        Assert.True(budget.AcquireAsync(CallPriority.Edit, new CancellationToken(true)).IsCanceled);
        Assert.Equal(before, budget.Available);
    }

    private static Arbitrary<(int Rate, int[] Steps)> Schedules => Arb.From(
        from rate in Gen.Choose(1, 20)
        from steps in Gen.ArrayOf(Gen.Choose(0, 6))
        select (rate, steps));

    // Each step: so many calls come, or (6) AWS throttles; then 50 to 350 ms pass.
    private static bool Windows((int Rate, int[] Steps) schedule)
    {
        var clock = new ManualTimeProvider();
        using var budget = new RequestBudget(schedule.Rate, clock);
        var samples = new List<(DateTimeOffset At, long Granted)> { (clock.GetUtcNow(), 0) };
        foreach (var (i, step) in schedule.Steps.Index())
        {
            if (step == 6)
                budget.Throttled();
            for (var call = 0; call < step % 6; call++)
                _ = budget.AcquireAsync((CallPriority)(call % 3), default);
            for (var tick = 0; tick < 5 * (1 + (i % 7)); tick++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                samples.Add((clock.GetUtcNow(), Enum.GetValues<CallPriority>().Sum(budget.Granted)));
            }
        }

        var burst = Math.Max(1, schedule.Rate / 2.0);
        return samples.Index().All(from => samples.Skip(from.Index).All(to =>
            to.Granted - from.Item.Granted <= ((to.At - from.Item.At).TotalSeconds * schedule.Rate) + burst + 1e-6));
    }
}
