using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Operator.Tests.ReplicaRegions;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>A life in which the operator makes every kind of request that it knows, for every kind of object.</summary>
public abstract class AllKindsStory : RegionStory
{
    /// <summary>A permission set of somebody else, which nobody holds.</summary>
    private protected const string Legacy = "legacy";

    private const string Default = "default";

    // What is taken away here is meant to be.
    private const string Guard = "deletionGuard: {maxPercent: 100, perNamespace: {maxRevocations: 50, maxPercent: 100}}";

    private const string First = """
        description: First
        relayState: https://example.com/first
        sessionDuration: PT2H
        managedPolicies: [ReadOnlyAccess, SecurityAudit]
        customerManagedPolicies: [{name: rds-operators, path: /teams/}]
        inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:Get*", Resource: "*"}]}
        permissionsBoundary: {customerManagedPolicy: {name: boundary}}
        tags: {team: data, cost: "1"}
        """;

    private const string Second = "{description: Second, managedPolicies: [ReadOnlyAccess], tags: {team: web}}";

    private protected override Seed Seed => InOrder with { PermissionSets = [new() { Name = Legacy }], Assignments = [] };

    /// <summary>Lives it, on the cluster of the story.</summary>
    private protected async Task LiveAsync()
    {
        await Cluster.Instances.ApplyAsync(Default, $"{{{Guard}, attributes: [{{key: department, source: \"${{path:enterprise.department}}\"}}]}}");
        await SetsAndAssignmentsAsync();
        await RegionAsync();
        await AttributesAsync();
        await UnmanagedAsync();
        await EndAsync();
    }

    private async Task SetsAndAssignmentsAsync()
    {
        await Cluster.ApplyAsync("reader", First);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}, {user: alice@example.com}], targets: {accounts: [\"400000000001\", \"400000000002\"]}}");
        await Cluster.Assignments.ReadyAsync("data");
        await Cluster.ApplyAsync("reader", Second);
        await Cluster.ReadyAsync("reader");
        await Cluster.ApplyAsync("reader", $"{{permissionsBoundary: {{managedPolicy: PowerUserAccess}}, {Second[1..]}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000003\"]}}");
        await Cluster.Assignments.ReadyAsync("data");
        Assert.Equal([$"{Accounts[0]} {Group}", $"{Accounts[2]} {Group}"], await Aws.Access.HeldAsync(arn));
    }

    private async Task RegionAsync()
    {
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
    }

    private async Task AttributesAsync()
    {
        await Until(async () => await Aws.AttributesAsync() == "department=${path:enterprise.department}", "the attribute is there");
        await Cluster.Instances.ApplyAsync(Default, $"{{{Guard}, attributes: [{{key: team, source: \"${{path:enterprise.division}}\"}}]}}");
        await Until(async () => await Aws.AttributesAsync() == "team=${path:enterprise.division}", "the attribute is another");
        await Cluster.Instances.ApplyAsync(Default, $"{{{Guard}, attributes: []}}");
        await Until(async () => await Aws.AttributesAsync() is null, "no attribute is left");
    }

    private async Task UnmanagedAsync()
    {
        await Aws.Access.GrantAsync((await Aws.ArnAsync(Legacy))!, Accounts[4], Web);
        await Cluster.Instances.ApplyAsync(Default, $"{{{Guard}, unmanaged: {{assignments: Revoke, permissionSets: Revoke}}}}");
        await Until(() => Task.FromResult(Aws.Count("DeletePermissionSet") > 0), "what nobody declared is gone");
        Assert.Equal(["reader"], await Aws.NamesAsync());
    }

    private async Task EndAsync()
    {
        await Cluster.Assignments.DeleteAsync("data");
        await Cluster.DeleteAsync("reader");
        await Cluster.Assignments.GoneAsync("data");
        await Cluster.GoneAsync("reader");
    }

    private protected static Task Until(Func<Task<bool>> condition, string because, TimeSpan deadline) => Testing.Eventually.TrueAsync(condition, because, deadline);
}
