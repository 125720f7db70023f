using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>A plan so large that AWS is read in several looks passes the guard as a whole or not at all.</summary>
public sealed class SeenInPartsStories : AccessStory
{
    private const int Many = 130;

    // More than the guard allows, and more than one look reads; fewer than the first look would find to revoke.
    private const int Allowed = 110;

    private static readonly string[] Ids = [.. Enumerable.Range(1, Many).Select(i => $"500000000{i:000}")];

    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = new()
        {
            ManagementAccount = Organization.Management,
            RootId = Organization.Root,
            DelegatedAdministrator = Ids[0],
            Accounts = [new() { Id = Organization.Management, Name = "management" }, .. Ids.Select(id => new SeedAccount { Id = id, Name = $"a{id}" })],
        },
        Callers = [new("AKIAOPERATOR", Ids[0])],
        PermissionSets = [new() { Name = "Wide" }],
        Assignments = [new() { PermissionSet = "Wide", Group = "Data", Accounts = [.. Ids.Select(id => $"a{id}")] }],
    };

    [Fact]
    public async Task No_part_of_it_leaves_before_all_of_it_was_seen()
    {
        await Cluster.Instances.ApplyAsync("default", $"{{deletionGuard: {{maxRevocations: {Allowed}, maxPercent: 100}}}}");
        await StartOperatorAsync();
        await Assignments.ApplyAsync("wide", "{permissionSetName: Wide, principals: [{group: Data}], targets: {allAccounts: true}}");
        await Assignments.ReadyAsync("wide");
        await Operator.StopAsync();
        await StartOperatorAsync();
        await Assignments.DeleteAsync("wide");
        var held = await Assignments.ReasonAsync("wide", "GuardTripped");
        Assert.Contains($"{Many} assignments would be revoked", held.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
    }
}
