using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>The operator runs as the delegated administrator, and the management account has the permission set.</summary>
public sealed class ManagementAccountStories : Story
{
    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Organization = seed.Organization with { DelegatedAdministrator = Organization.Accounts[0] },
                Callers = [new("AKIAOPERATOR", Organization.Accounts[0])],
                PermissionSets = [new() { Name = "reader" }],
                Assignments = [new() { PermissionSet = "reader", Group = "Data", Accounts = ["management"] }],
            };
        }
    }

    [Fact]
    public async Task A_set_that_the_management_account_has_is_reported_and_left_alone()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads, adoptionPolicy: Always}");
        var seen = await Cluster.UntilAsync("reader", seen => seen.Reason is "ManagementAccountUnreachable", "tells of the management account");
        Assert.Contains("The management account 100000000001 has this permission set", seen.Message, StringComparison.Ordinal);
        Assert.Equal("True", seen.Condition("Stalled")!.Status);
        await RestsAsync();
        Assert.InRange(Aws.WritesSince(0).Count, 1, 2);
    }
}
