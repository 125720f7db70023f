using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>A set is to be deleted that nobody holds, and AWS still has it in accounts.</summary>
public sealed class LeftoverStories : Story
{
    private static readonly TimeSpan _deprovision = TimeSpan.FromHours(24);

    private protected override double Speed => 30;

    private protected override Seed Seed => Organization.Seed() with { Behaviour = Organization.Seed().Behaviour with { DeprovisionLatency = _deprovision } };

    [Fact]
    public async Task What_nobody_holds_is_not_called_assigned_and_the_remedy_is_told()
    {
        var arn = await AssignedAsync();
        await Cluster.DeleteAsync("reader");
        var held = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains($"Still assigned in accounts {Organization.Accounts[0]}, {Organization.Accounts[1]} by group ", held.Message, StringComparison.Ordinal);
        await RevokeAsync(arn, Organization.Accounts[0]);
        var half = await Cluster.UntilAsync("reader", seen => seen.Message.Contains("in account ", StringComparison.Ordinal), "names only what is left");
        Assert.Contains($"Still assigned in account {Organization.Accounts[1]} by", half.Message, StringComparison.Ordinal);
        await RevokeAsync(arn, Organization.Accounts[1]);
        var awaited = await Cluster.ReasonAsync("reader", "Progressing");
        Assert.StartsWith($"Nobody is assigned any more, and AWS still has the permission set in accounts {Organization.Accounts[0]}, {Organization.Accounts[1]}", awaited.Message, StringComparison.Ordinal);
        var blocked = await Cluster.ReasonAsync("reader", "DeletionBlocked");
        Assert.Contains("assign it there to a group without members and revoke that again; or set spec.deletionPolicy to Retain", blocked.Message, StringComparison.Ordinal);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess], deletionPolicy: Retain}");
        await Cluster.GoneAsync("reader");
        Assert.Equal(["reader"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task AWS_is_asked_to_delete_what_nobody_holds_once_in_five_minutes()
    {
        var arn = await AssignedAsync();
        await RevokeAsync(arn, Organization.Accounts[0]);
        await RevokeAsync(arn, Organization.Accounts[1]);
        await Cluster.DeleteAsync("reader");
        await Cluster.ReasonAsync("reader", "DeletionBlocked");
        var (mark, end) = (Aws.Mark, Time.GetUtcNow() + TimeSpan.FromMinutes(10));
        await Until(() => Task.FromResult(Time.GetUtcNow() > end), "ten minutes have passed");
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "DeletePermissionSet"), 1, 2);
    }

    private async Task<string> AssignedAsync()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 2);
        return arn;
    }

    private async Task RevokeAsync(string arn, string account)
    {
        await Aws.Console.DeleteAccountAssignmentAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = arn,
            TargetId = account,
            TargetType = Amazon.SSOAdmin.TargetType.AWS_ACCOUNT,
            PrincipalType = Amazon.SSOAdmin.PrincipalType.GROUP,
            PrincipalId = Organization.Group,
        });
        await Until(
            async () => (await Aws.Console.ListAccountAssignmentsAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, AccountId = account })).AccountAssignments is null or { Count: 0 },
            $"nobody holds it in {account}");
    }
}

/// <summary>The last assignment of a set goes, and AWS takes the set away a moment later.</summary>
public sealed class LastAssignmentStories : Story
{
    // By the real clock: what counts is how soon it looks.
    private protected override double Speed => 1;

    private protected override Seed Seed => Organization.Seed() with { Behaviour = Organization.Seed().Behaviour with { DeprovisionLatency = TimeSpan.FromSeconds(1) } };

    [Fact]
    public async Task A_set_goes_within_seconds_of_its_last_assignment()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [trusted]}}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}}");
        await Cluster.Assignments.ReadyAsync("data");
        await Cluster.DeleteAsync("reader");
        await Cluster.ReasonAsync("reader", "StillAssigned");
        await Cluster.Assignments.DeleteAsync("data");
        await Cluster.Assignments.GoneAsync("data");
        var since = System.Diagnostics.Stopwatch.StartNew();
        await Cluster.GoneAsync("reader");
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 15);
    }
}
