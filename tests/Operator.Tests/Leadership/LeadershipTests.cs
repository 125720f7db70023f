using Operator.Tests.Processes;
using Xunit.Abstractions;

namespace Operator.Tests.Leadership;

/// <summary>Two processes of the operator before one API server and one Identity Center, whose call log says who wrote when: at no time do both.</summary>
[Collection(ProcessTests.Name)]
public sealed class LeadershipTests(ProcessWorld world, ITestOutputHelper output)
{
    private const int Failure = 1;

    [Fact]
    public async Task A_killed_leader_is_followed_when_its_lease_has_run_out()
    {
        await using var rivals = await StartAsync();
        await rivals.Leader.SignalAsync("KILL");
        await rivals.TakeOverAsync("kill -9");
    }

    [Fact]
    public async Task A_leader_that_is_asked_to_stop_finishes_its_work_and_is_followed_at_once()
    {
        // A lease so long that nobody could wait it out here.
        await using var rivals = await Rivals.StartAsync(world, LeaseTimes.Long, output);
        await rivals.Leader.SignalAsync("TERM");
        await rivals.TakeOverAsync("SIGTERM");
        Assert.Equal(0, await rivals.Leader.ExitCodeAsync());
        await rivals.Leader.SaysAsync("released the lease");
        var wait = rivals.Standby.TimeOf("became leader") - rivals.Leader.TimeOf("released the lease");
        output.WriteLine($"Elected {wait.TotalMilliseconds:0} ms after the release.");
        Assert.True(wait < LeaseTimes.Long.Lease, $"the standby was elected after {wait}");
    }

    [Fact]
    public async Task A_leader_that_was_stopped_for_longer_than_its_lease_writes_nothing_when_it_goes_on_and_fails()
    {
        await using var rivals = await StartAsync();
        await rivals.Leader.SignalAsync("STOP");
        await rivals.TakeOverAsync("SIGSTOP");
        await rivals.Leader.SignalAsync("CONT");
        Assert.Equal(Failure, await rivals.Leader.ExitCodeAsync());
        await rivals.Leader.SaysAsync("Lost the lease", "all writes stop");
        await rivals.WritesAsync(rivals.Standby);
        rivals.HaveNotInterleaved();
    }

    [Theory]
    [InlineData("refuses connections")]
    [InlineData("answers nothing")]
    public async Task A_leader_that_is_cut_off_from_the_API_server_stops_before_the_standby_begins(string how)
    {
        await using var rivals = await StartAsync();
        if (how == "refuses connections")
            rivals.LeaderProxy.Refuse();
        else
            rivals.LeaderProxy.Stall();
        Assert.Equal(Failure, await rivals.Leader.ExitCodeAsync());
        await rivals.TakeOverAsync($"the API server {how}");
    }

    [Fact]
    public async Task An_API_server_that_restarts_changes_nothing()
    {
        await using var rivals = await Rivals.StartAsync(world, LeaseTimes.Long, output);
        await world.Plane.StopApiServerAsync();
        await world.Plane.StartApiServerAsync();
        await rivals.WritesAsync(rivals.Leader);
        Assert.False(rivals.Leader.HasExited);
        rivals.HasWrittenAlone();
    }

    [Fact]
    public async Task An_API_server_that_is_away_for_longer_than_the_lease_ends_the_leader_and_finds_the_standby()
    {
        await using var rivals = await StartAsync();
        await world.Plane.StopApiServerAsync();
        try
        {
            Assert.Equal(Failure, await rivals.Leader.ExitCodeAsync());
        }
        finally
        {
            await world.Plane.StartApiServerAsync();
        }

        await rivals.WritesAsync(rivals.Standby);
        rivals.HaveNotInterleaved();
    }

    private Task<Rivals> StartAsync() => Rivals.StartAsync(world, LeaseTimes.Short, output);
}
