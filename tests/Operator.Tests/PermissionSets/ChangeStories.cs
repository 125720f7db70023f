using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>A user edits a permission set that people use.</summary>
public sealed class ChangeStories : Story
{
    private const string Before = """
        description: Reads
        managedPolicies: [ReadOnlyAccess]
        inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "rds:*", Resource: "*"}]}
        tags: {team: data}
        """;

    private const string After = """
        description: Reads and audits
        managedPolicies: [ReadOnlyAccess, SecurityAudit]
        inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
        tags: {team: data}
        """;

    [Fact]
    public async Task Three_parts_changed_at_once_are_provisioned_once()
    {
        var arn = await AssignedAsync(Before, accounts: 4);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", After);
        var ready = await Cluster.ReadyAsync("reader");
        Assert.Equal(
            ["UpdatePermissionSet", "PutInlinePolicyToPermissionSet", "AttachManagedPolicyToPermissionSet", "ProvisionPermissionSet"],
            Aws.WritesSince(mark));
        Assert.Equal("True", ready.Condition("Propagated")!.Status);
        Assert.Equal("4/4", ready.Status.Propagation!.Summary);
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    [Fact]
    public async Task While_accounts_are_provisioned_the_status_says_how_far_it_is()
    {
        var arn = await AssignedAsync(Before, accounts: 4);
        Aws.Server.Faults.Add(new() { Kind = LocalIdentityCenter.FaultKind.StickOperation, Operation = "ProvisionPermissionSet", Times = 1 });
        await Cluster.ApplyAsync("reader", After);
        var waiting = await Cluster.UntilAsync("reader", seen => seen.Status.Propagation is { RequestId: not null, Outdated: 4 }, "waits for its accounts");
        Assert.Equal("False", waiting.Condition("Propagated")!.Status);
        Assert.Equal("0/4", waiting.Status.Propagation!.Summary);
        Assert.False(waiting.IsReady);
        Aws.Server.ReleaseStuck();
        await Cluster.ReadyAsync("reader");
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
        Assert.Equal(1, Aws.Count("ProvisionPermissionSet"));
    }

    [Fact]
    public async Task Changed_tags_are_not_provisioned()
    {
        await AssignedAsync(Before, accounts: 2);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", Before.Replace("{team: data}", "{team: platform, stage: prod}", StringComparison.Ordinal));
        await Cluster.ReadyAsync("reader");
        Assert.Equal(["TagResource"], Aws.WritesSince(mark));
        Assert.Equal("stage=prod team=platform", (await Aws.FindAsync("reader"))!.Tags);
    }

    [Fact]
    public async Task Only_tags_that_were_declared_here_are_taken_away()
    {
        var arn = await AssignedAsync(Before, accounts: 0);
        await Aws.TagAsync(arn, "billing", "4711");
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await Cluster.ReadyAsync("reader");
        Assert.Equal("billing=4711", (await Aws.FindAsync("reader"))!.Tags);
    }

    [Fact]
    public async Task What_leaves_the_spec_leaves_AWS()
    {
        await StartOperatorAsync();
        await Cluster.ApplySampleAsync("permissionset-database-admin.yaml");
        await Cluster.ReadyAsync("database-admin");
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("database-admin", "{name: DatabaseAdministrator}");
        var ready = await Cluster.ReadyAsync("database-admin");
        Assert.Equal(
            [
                "UntagResource", "UpdatePermissionSet", "DetachManagedPolicyFromPermissionSet", "DetachManagedPolicyFromPermissionSet",
                "DetachCustomerManagedPolicyReferenceFromPermissionSet", "DeleteInlinePolicyFromPermissionSet", "DeletePermissionsBoundaryFromPermissionSet",
            ],
            Aws.WritesSince(mark));
        var bare = new AwsSet { Arn = ready.Status.Arn!, SessionDuration = "PT1H", OwnerUid = ready.Uid, OwnerCluster = await Cluster.UidAsync() };
        Assert.Equal(bare, await Aws.FindAsync("DatabaseAdministrator"));
    }

    [Fact]
    public async Task Ten_quick_edits_end_in_the_last_one()
    {
        var arn = await AssignedAsync(Before, accounts: 2);
        for (var i = 1; i <= 10; i++)
            await Cluster.ApplyAsync("reader", $"{{description: Edit {i}, sessionDuration: PT{i}H, managedPolicies: [ReadOnlyAccess]}}");
        await Cluster.ReadyAsync("reader");
        var set = (await Aws.FindAsync("reader"))!;
        Assert.Equal(("Edit 10", "PT10H"), (set.Description, set.SessionDuration));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    private async Task<string> AssignedAsync(string spec, int accounts)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, accounts);
        return arn;
    }
}
