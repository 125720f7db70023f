using IdentityCenterOperator.Reconciliation;
using Testing;

namespace Operator.Tests.Reconciliation;

/// <summary>A wait never ends before its time.</summary>
public sealed class DelaysTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9_999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(123_450_001, 12_346)]
    public async Task It_ends_with_the_first_whole_millisecond_that_is_long_enough(long ticks, int milliseconds)
    {
        var wait = _time.AtLeast(TimeSpan.FromTicks(ticks));
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds) - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        await wait;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-10_000)]
    public void What_is_over_is_not_waited_for(long ticks) => Assert.True(_time.AtLeast(TimeSpan.FromTicks(ticks)).IsCompletedSuccessfully);

    [Fact]
    public async Task It_can_be_ended()
    {
        using var stop = new CancellationTokenSource();
        var wait = _time.AtLeast(TimeSpan.FromMinutes(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
