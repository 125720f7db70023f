using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>What costs nothing.</summary>
public sealed class QuietStories : AccessStory
{
    [Fact]
    public async Task What_is_not_about_the_spec_costs_no_call_and_no_status()
    {
        await BeginAndRestAsync();
        var ready = await Assignments.GetAsync("data");
        var mark = Aws.Mark;
        await Assignments.LabelAsync("data", "team", "data");
        await Assignments.AnnotateAsync("data", "example.com/note", "looked at");
        await Assignments.ApplyAsync("data", DataInTwo);
        await RestsAsync();
        Assert.Empty(Aws.CallsSince(mark));
        Assert.Equal(ready.Json["status"]!.ToJsonString(), (await Assignments.GetAsync("data")).Json["status"]!.ToJsonString());
    }

    [Fact]
    public async Task A_restart_with_everything_in_place_costs_the_sweep_and_nothing_else()
    {
        await BeginAndRestAsync();
        await Operator.StopAsync();
        var before = await Assignments.GetAsync("data");
        var mark = Aws.Mark;
        await StartOperatorAsync();
        await RestsAsync();
        await Operator.StopAsync();
        Assert.Empty(Aws.WritesSince(mark));
        // The sweep looks at each of three groups once; by pairs only once a day, which is now.
        Assert.Equal(3, Aws.CallsSince(mark).Count(call => call == "ListAccountAssignmentsForPrincipal"));
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "ListAccountAssignments"), 0, 2);
        // A sweep that began before the object was read did not know to look for its group.
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "GetGroupId"), 0, 1);
        Assert.Equal(before.ResourceVersion, (await Assignments.GetAsync("data")).ResourceVersion);
    }

    [Fact]
    public async Task A_look_that_is_asked_for_is_made_and_answered()
    {
        await BeginAndRestAsync();
        var mark = Aws.Mark;
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "tea time");
        await Assignments.UntilAsync("data", seen => seen.Assignment.LastHandledReconcileAt == "tea time", "says that it has looked");
        Assert.Contains("ListAccountAssignmentsForPrincipal", Aws.CallsSince(mark));
        Assert.Empty(ChangesSince(mark));
    }

    [Fact]
    public async Task A_look_that_is_asked_for_is_one_at_whom_the_object_names()
    {
        var arn = await BeginAndRestAsync(For("{group: Data}, {user: alice@example.com}"));
        await Aws.People.RenameGroupAsync(Organization.Group, "Data and AI");
        var mark = Aws.Mark;
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "renamed");
        var renamed = await Assignments.UntilAsync("data", seen => seen.Reason == "PrincipalNotFound" && seen.Assignment.LastHandledReconcileAt == "renamed", "knows of it");
        Assert.Contains("The group \"Data\" is now named \"Data and AI\"", renamed.Message, StringComparison.Ordinal);
        Assert.Equal(["DescribeGroup", "GetGroupId", "GetUserId"], Aws.CallsSince(mark).Where(call => call is "GetGroupId" or "GetUserId" or "DescribeGroup" or "DescribeUser").Order(StringComparer.Ordinal));
        Assert.Empty(ChangesSince(mark));
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2), .. Holds(Organization.Alice, 1, 2)]);
    }

    [Fact]
    public async Task A_paused_object_is_left_alone_until_it_is_not()
    {
        var arn = await BeginAndRestAsync();
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", "true");
        await Assignments.ReasonAsync("data", "Paused");
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await RestsAsync();
        Assert.Empty(Aws.CallsSince(mark));
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", null);
        await Aws.Access.UntilAsync(arn, Holds(Organization.Web, 1, 2));
    }
}
