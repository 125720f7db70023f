using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>What costs nothing, and how little the rest costs.</summary>
public sealed class QuietStories : RegionStory
{
    [Fact]
    public async Task A_Region_that_is_Active_costs_no_call_and_no_status()
    {
        await StartOperatorAsync();
        var ready = await ActiveAsync("eu-west-1");
        await RestsAsync();
        var mark = Aws.Mark;
        await Regions.LabelAsync("eu-west-1", "team", "platform");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PassAsync(TimeSpan.FromSeconds(40));
        await RestsAsync();
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal(ready.Json["status"]!.ToJsonString(), (await Regions.GetAsync("eu-west-1")).Json["status"]!.ToJsonString());
    }

    [Fact]
    public async Task Adding_a_Region_takes_one_look_before_and_one_after_the_request()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        var mark = Aws.Mark;
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PhaseAsync("eu-west-1", "Adding");
        string[] look = ["DescribeInstance", "ListRegions"];
        // The checks are made on what is known, and again on what was read for the request.
        Assert.Equal(["DescribeKey", .. look, "DescribeKey", "AddRegion", .. look], Aws.CallsSince(mark).Take(7));
    }

    [Fact]
    public async Task All_that_is_under_way_is_followed_by_one_list()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PhaseAsync("eu-west-1", "Adding");
        foreach (var name in new[] { "eu-north-1", "us-east-1" })
        {
            await Regions.ApplyAsync(name, "{}");
            await Regions.ReasonAsync(name, "RegionBusy");
        }

        await RestsAsync();
        var (mark, since) = (Aws.Mark, Time.GetUtcNow());
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count >= 3), "Regions were listed three times");
        var calls = Aws.CallsSince(mark);
        Assert.All(calls, call => Assert.Equal("ListRegions", call));
        Assert.InRange(calls.Count, 3, ((Time.GetUtcNow() - since).TotalSeconds / 15) + 1);
    }

    [Fact]
    public async Task A_restart_with_everything_in_place_writes_nothing_anywhere()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1");
        await Operator.StopAsync();
        var before = await Regions.GetAsync("eu-west-1");
        var mark = Aws.Mark;
        await StartOperatorAsync();
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal(1, Aws.CallsSince(mark).Count(call => call == "ListRegions"));
        Assert.Equal(before.ResourceVersion, (await Regions.GetAsync("eu-west-1")).ResourceVersion);
    }
}
