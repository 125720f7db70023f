using IdentityCenterOperator.AccountAssignments;
using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>Access begins and ends by the clock.</summary>
public sealed class TimeStories : AccessStory
{
    [Fact]
    public async Task Access_begins_at_its_time_and_not_before()
    {
        var arn = await BeginAsync();
        var begin = Time.GetUtcNow().AddSeconds(30);
        await Assignments.ApplyAsync("data", For("{group: Data}", more: $"notBefore: \"{AccessWindow.Text(begin)}\""));
        var scheduled = await Assignments.ReasonAsync("data", "Scheduled");
        Assert.True(scheduled.IsReady);
        Assert.Empty(ChangesSince(0));
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        Assert.True(Time.GetUtcNow() >= begin.AddSeconds(-1), "not before");
        await Assignments.ReasonAsync("data", "Synced");
    }

    [Fact]
    public async Task Access_ends_at_its_time_but_for_what_another_object_wants()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("more", For("{group: Data}", "accounts: [\"400000000002\"]"));
        var end = Time.GetUtcNow().AddSeconds(40);
        await Assignments.ApplyAsync("data", For("{group: Data}", more: $"expiresAt: \"{AccessWindow.Text(end)}\""));
        await Assignments.ReasonAsync("data", "Synced");
        await EventAsync("data", "ExpiresSoon");
        var expired = await Assignments.ReasonAsync("data", "Expired");
        Assert.True(Time.GetUtcNow() >= end.AddSeconds(-1), "not before");
        Assert.True(expired.IsReady);
        Assert.Empty(await Assignments.RecordedAsync("data"));
        Assert.Equal("0/0", expired.Assignment.Assignments!.Summary);
        Assert.Equal(DataHolds(2), await Aws.Access.HeldAsync(arn));
        await EventAsync("data", "Expired");
        Assert.Equal("1h", expired.Assignment.ExpiryNotice!.Ahead);
    }

    [Fact]
    public async Task An_end_that_comes_while_the_object_is_looked_at_is_not_missed()
    {
        var arn = await BeginWithDataAsync();
        // Held back for five seconds of the real clock, fifty of the operator's.
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Slow, Operation = "ListAccountAssignmentsForPrincipal", Delay = TimeSpan.FromSeconds(5), Times = 1, AccessKeyId = "AKIAOPERATOR" });
        var end = Time.GetUtcNow().AddSeconds(25);
        // One edit, so that no earlier pass has set an alarm for the end.
        await Assignments.EditAsync("data", For("{group: Data}", more: $"expiresAt: \"{AccessWindow.Text(end)}\""), "identitycenter.dev/reconcile-at", "now");
        await Assignments.ReasonAsync("data", "Expired");
        Assert.Empty(Aws.Server.Faults.All);
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_later_end_brings_the_access_back()
    {
        var arn = await BeginAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", more: "expiresAt: \"2020-01-01T00:00:00Z\""));
        await Assignments.ReasonAsync("data", "Expired");
        await Assignments.ApplyAsync("data", For("{group: Data}", more: "expiresAt: \"2099-01-01T00:00:00Z\""));
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }
}
