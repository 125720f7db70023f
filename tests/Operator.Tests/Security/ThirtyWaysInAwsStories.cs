using IdentityCenterOperator.PermissionSets;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of somebody who has a hand in AWS: in the organization, in permission sets, or as the operator of another cluster. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysInAwsStories : ThirtyWaysStory
{
    [Fact]
    public async Task Way_27_AWS_says_that_accounts_are_gone_so_that_everybody_loses_access_there()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(20), For("{group: Data}, {group: Web}", "allAccounts: true"));
        foreach (var account in Accounts.Skip(1))
            Aws.Server.Organization.RemoveAccount(account);
        await Assignments.UntilAsync("data", seen => seen.Assignment.Assignments?.Desired == 2, "sees one account");
        await RestsAsync();
        Assert.Equal(12, (await Assignments.RecordedAsync("data")).Sum(entry => entry.Accounts!.Count));
        NothingRevoked();
        Assert.NotEmpty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Way_28_somebody_in_AWS_gives_another_permission_set_the_tags_of_an_object_to_have_it_changed_or_deleted()
    {
        await BeginAsync(set: "{description: Harmless}");
        var reader = (await Aws.FindAsync("reader"))!;
        await Aws.CreateAsync("Admin", "Mine", ["AdministratorAccess"], ("identitycenter.dev/cluster", reader.OwnerCluster!), ("identitycenter.dev/uid", reader.OwnerUid!));
        await Cluster.ApplyAsync("reader", "{description: Changed}");
        await Cluster.ReadyAsync("reader");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        var admin = (await Aws.FindAsync("Admin"))!;
        Assert.Equal(("Mine", "arn:aws:iam::aws:policy/AdministratorAccess"), (admin.Description, admin.ManagedPolicies));
    }

    [Fact]
    public async Task Way_29_somebody_in_AWS_puts_a_mightier_permission_set_in_the_place_of_one_that_tenants_may_use()
    {
        var arn = await BeginAsync(TimeSpan.FromSeconds(20), "{managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [tenant]}}");
        await TenantAsync();
        await Aws.DeleteAsync(arn);
        var mightier = await Aws.CreateAsync("reader", policies: ["AdministratorAccess"]);
        await Cluster.UntilAsync("reader", seen => seen.Reason == "AlreadyExists", "says that the set is not its own");
        await Mine.ApplyAsync("mine", DataInTwo);
        await Mine.ReasonAsync("mine", "PermissionSetNotReady");
        await RestsAsync();
        Assert.Empty(await Aws.Access.HeldAsync(mightier));
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", (await Aws.FindAsync("reader"))!.ManagedPolicies);
    }

    [Fact]
    public async Task Way_30_the_operator_of_another_cluster_takes_a_permission_set_and_lets_this_one_take_it_from_its_people()
    {
        await TenantAsync();
        var arn = await BeginAsync(TimeSpan.FromSeconds(20), OpenToTenant);
        await Mallory.CreateAsync("mine", DataInTwo);
        await Mine.ReadyAsync("mine");
        await Aws.TagAsync(arn, Owner.ClusterTag, "bbbbbbbb-0000-4000-8000-000000000000");
        await Aws.TagAsync(arn, Owner.UidTag, "bbbbbbbb-0000-4000-8000-000000000001");
        await Cluster.ReasonAsync("reader", "AlreadyManaged");
        var mark = Aws.Mark;
        await Mallory.CreateAsync("more", For("{group: Web}"));
        Assert.Contains("does not own", (await Mine.ReasonAsync("more", "PermissionSetNotReady")).Message, StringComparison.Ordinal);
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Web}]}}");
        await Mine.ReasonAsync("mine", "PermissionSetNotReady");
        await Cluster.ApplyAsync("reader", "{description: Mine, managedPolicies: [AdministratorAccess]}");
        await Cluster.ReasonAsync("reader", "AlreadyManaged");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }
}
