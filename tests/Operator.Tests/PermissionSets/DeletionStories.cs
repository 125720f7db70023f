using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>An object is deleted, and with it, mostly, its permission set.</summary>
public sealed class DeletionStories : Story
{
    [Fact]
    public async Task Deletion_takes_one_look_and_one_write()
    {
        await CreatedAsync("{managedPolicies: [ReadOnlyAccess]}");
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        // That it is gone is believed by two answers; the last list says that no other has its name.
        Assert.Equal([.. CreationStories.Look, "DeletePermissionSet", "DescribePermissionSet", "ListPermissionSets", "ListPermissionSets"], Aws.CallsSince(mark));
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task Deletion_waits_while_the_set_is_assigned_and_says_where()
    {
        var arn = await CreatedAsync("{managedPolicies: [ReadOnlyAccess]}");
        await Aws.AssignAsync(arn, 2);
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        var waiting = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains($"Still assigned in accounts {Organization.Accounts[0]}, {Organization.Accounts[1]}", waiting.Message, StringComparison.Ordinal);
        Assert.Empty(Aws.WritesSince(mark));
        await Aws.UnassignAsync(arn);
        await Cluster.GoneAsync("reader");
        Assert.Equal(["DeletePermissionSet"], Aws.WritesSince(mark));
    }

    [Fact]
    public async Task Retain_leaves_the_set_and_takes_our_tags_off_it()
    {
        var arn = await CreatedAsync("{managedPolicies: [ReadOnlyAccess], deletionPolicy: Retain, tags: {team: data}}");
        await Aws.AssignAsync(arn, 1);
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Equal(["UntagResource"], Aws.WritesSince(mark));
        var left = (await Aws.FindAsync("reader"))!;
        Assert.Equal((arn, "team=data", null, null), (left.Arn, left.Tags, left.OwnerUid, left.OwnerCluster));
    }

    [Fact]
    public async Task A_set_that_was_refused_is_not_deleted()
    {
        await Aws.CreateAsync("reader", "made by hand");
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Cluster.ReasonAsync("reader", "AlreadyExists");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(Aws.WritesSince(0));
        Assert.Equal(["reader"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task A_set_that_somebody_else_took_over_is_not_deleted()
    {
        var arn = await CreatedAsync("{}");
        await Aws.TagAsync(arn, "identitycenter.dev/cluster", "another");
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal(["reader"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task A_set_whose_ARN_was_never_recorded_is_found_by_its_name_and_deleted()
    {
        var running = await StartOperatorAsync();
        running.ToAws.AfterNext("CreatePermissionSet", running.Kill);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Until(async () => await Aws.ArnAsync("reader") is not null, "the set was created");
        await running.StopAsync();
        Assert.Null((await Cluster.GetAsync("reader")).Status.Arn);
        await Cluster.DeleteAsync("reader");
        await StartOperatorAsync();
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task A_set_that_was_deleted_by_hand_does_not_hold_its_object()
    {
        var arn = await CreatedAsync("{}");
        await Aws.DeleteAsync(arn);
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(Aws.WritesSince(mark));
    }

    private async Task<string> CreatedAsync(string spec)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", spec);
        return (await Cluster.ReadyAsync("reader")).Status.Arn!;
    }
}
