using System.Globalization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Entities;

/// <summary>Times that API servers store, of which .NET reads only a part.</summary>
public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-12-01T00:00:00Z", "2026-12-01T00:00:00.0000000")]
    [InlineData("2026-12-01t00:00:00z", "2026-12-01T00:00:00.0000000")]
    [InlineData("2026-12-01T00:00:00.123456789Z", "2026-12-01T00:00:00.1234567")]
    [InlineData("2026-12-01T00:00:00.1234567890123456789012Z", "2026-12-01T00:00:00.1234567")]
    [InlineData("2026-12-01T00:00:00,5Z", "2026-12-01T00:00:00.5000000")]
    [InlineData("2026-12-01T00:00:00+02:00", "2026-11-30T22:00:00.0000000")]
    [InlineData("2026-12-01T00:00:00-23:59", "2026-12-01T23:59:00.0000000")]
    [InlineData("2099-01-01T00:00:00+99:99", "2098-12-27T19:21:00.0000000")]
    [InlineData("2099-01-01T00:00:00-99:99", "2099-01-05T04:39:00.0000000")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000")]
    [InlineData("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.0000000")]
    public void It_means_this_instant(string text, string utc)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("9999-12-31T23:59:59-99:99")]
    [InlineData("9999-12-31T23:59:60Z")]
    public void What_is_later_than_all_is_the_last_moment(string text)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(DateTimeOffset.MaxValue, time);
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0000-02-29T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+99:99")]
    [InlineData("0000-12-31T23:59:59Z")]
    public void What_is_earlier_than_all_is_the_first_moment(string text)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(DateTimeOffset.MinValue, time);
    }

    [Fact]
    public void The_end_of_the_year_0_reaches_into_the_year_1()
    {
        Assert.True(Rfc3339.TryParse("0000-12-31T23:59:59-00:01", out var time));
        Assert.Equal(new DateTimeOffset(1, 1, 1, 0, 0, 59, TimeSpan.Zero), time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("tomorrow")]
    [InlineData("2026-12-01")]
    [InlineData("2026-12-01T00:00:00")]
    [InlineData("2026-12-01T00:00Z")]
    [InlineData("2026-12-01 00:00:00Z")]
    [InlineData("2026-12-01T24:00:00Z")]
    [InlineData("2026-12-01T23:60:00Z")]
    [InlineData("2026-12-01T23:59:61Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-02-00T00:00:00Z")]
    [InlineData("2026-12-01T00:00:00.Z")]
    [InlineData("2026-12-01T00:00:00+2:00")]
    [InlineData("2026-12-01T00:00:00+0200")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("-001-01-01T00:00:00Z")]
    [InlineData("２０２６-12-01T00:00:00Z")]
    [InlineData("2026-12-01T00:00:00Z\n")]
    public void This_is_no_time(string? text) => Assert.False(Rfc3339.TryParse(text, out _));

    [Fact]
    public void However_long_it_is_it_costs_nothing() => Assert.False(Rfc3339.TryParse($"2026-12-01T00:00:00.{new string('1', 10_000_000)}Z", out _));

    [Fact]
    public void Every_time_of_NET_is_read_as_itself()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1));
            var time = new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.Zero).ToOffset(offset);
            Assert.True(Rfc3339.TryParse(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture), out var read));
            Assert.Equal(time, read);
        }
    }
}
