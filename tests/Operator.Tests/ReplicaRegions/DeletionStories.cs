using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>An object is deleted, and with it, if its policy says so, its Region.</summary>
public sealed class DeletionStories : RegionStory
{
    [Fact]
    public async Task Retain_is_the_default_and_costs_no_call()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1");
        var mark = Aws.Mark;
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal("ACTIVE", await StatusAsync("eu-west-1"));
    }

    [Fact]
    public async Task Delete_removes_the_Region_and_lets_the_object_go_when_AWS_is_done()
    {
        await StartOperatorAsync();
        var active = await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        var mark = Aws.Mark;
        Stick("RemoveRegion");
        await Regions.DeleteAsync("eu-west-1");
        await PhaseAsync("eu-west-1", "Removing");
        Assert.Equal("REMOVING", await StatusAsync("eu-west-1"));
        Release();
        await Regions.GoneAsync("eu-west-1");
        Assert.Null(await StatusAsync("eu-west-1"));
        Assert.Equal(["RemoveRegion"], Aws.WritesSince(mark));
        Assert.Contains(History.Of(active), version => version.Region.Workflow?.Type.ToString() == "Removing");
    }

    [Fact]
    public async Task Two_removals_and_an_addition_take_their_turns()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        await ActiveAsync("eu-north-1", "{deletionPolicy: Delete}");
        await Regions.DeleteAsync("eu-west-1");
        await Regions.DeleteAsync("eu-north-1");
        await Regions.ApplyAsync("us-east-1", "{}");
        await Regions.GoneAsync("eu-west-1");
        await Regions.GoneAsync("eu-north-1");
        await Regions.ReadyAsync("us-east-1");
        Assert.All(Aws.Server.Calls.All.Where(call => call.Operation is "AddRegion" or "RemoveRegion"), call => Assert.Equal("OK", call.Outcome));
    }

    [Fact]
    public async Task An_object_that_is_deleted_while_its_Region_is_being_added_waits_and_then_removes_it()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{deletionPolicy: Delete}");
        await PhaseAsync("eu-west-1", "Adding");
        await Regions.DeleteAsync("eu-west-1");
        await Regions.UntilAsync("eu-west-1", seen => seen.Message.Contains("It can be removed only after that", StringComparison.Ordinal), "waits");
        Assert.Empty(Asked("RemoveRegion"));
        Release();
        await Regions.GoneAsync("eu-west-1");
        Assert.Null(await StatusAsync("eu-west-1"));
    }

    [Fact]
    public async Task A_removal_that_takes_too_long_is_said_and_ends_all_the_same()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete, timeout: 1m}");
        Stick("RemoveRegion");
        await Regions.DeleteAsync("eu-west-1");
        var late = await Regions.UntilAsync("eu-west-1", seen => seen.Condition("Ready")?.Reason == "ReplicationTimedOut", "has timed out");
        Assert.Contains("removing Region eu-west-1", late.Message, StringComparison.Ordinal);
        Release();
        await Regions.GoneAsync("eu-west-1");
    }

    [Fact]
    public async Task A_Region_that_was_removed_by_hand_does_not_hold_its_object()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        await RemoveByHandAsync("eu-west-1");
        await ListedAsync("eu-west-1", null);
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.Empty(Asked("RemoveRegion"));
    }

    [Fact]
    public async Task A_Region_that_was_taken_over_is_removed_as_well()
    {
        await AddByHandAsync("eu-west-1");
        await ListedAsync("eu-west-1", "ACTIVE");
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.Null(await StatusAsync("eu-west-1"));
    }
}
