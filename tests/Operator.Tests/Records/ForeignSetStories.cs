using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Records;

/// <summary>Permission sets that are not this cluster's: what is assigned with them is neither assigned, nor taken over, nor revoked, and nothing is Ready by it.</summary>
public sealed class ForeignSetStories : RecordStory
{
    private static readonly (string, string)[] AnothersTags = [("identitycenter.dev/cluster", "bbbbbbbb-0000-4000-8000-000000000000"), ("identitycenter.dev/uid", "bbbbbbbb-0000-4000-8000-000000000001")];

    [Theory]
    [InlineData(true, "AlreadyManaged")]
    [InlineData(false, "AlreadyExists")]
    public async Task What_others_assigned_with_a_set_of_theirs_is_not_taken_over_and_stays_when_the_object_goes(bool isOwned, string reason)
    {
        await StartOperatorAsync();
        var arn = await Aws.CreateAsync("Admin", policies: ["AdministratorAccess"], tags: isOwned ? AnothersTags : []);
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await Cluster.ApplyAsync("admin", "{name: Admin, managedPolicies: [ReadOnlyAccess], adoptionPolicy: Never}");
        await Cluster.ReasonAsync("admin", reason);
        await Assignments.ApplyAsync("data", DataInTwo.Replace("reader", "admin", StringComparison.Ordinal));
        var waiting = await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        Assert.Contains("does not own", waiting.Message, StringComparison.Ordinal);
        Assert.Empty(await Cluster.Records.ListAsync());
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
        Assert.Empty(ChangesSince(0));
    }

    [Fact]
    public async Task A_set_that_another_cluster_took_keeps_what_was_assigned_with_it_and_the_object_says_so()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(20));
        var tags = (await Aws.FindAsync("reader"))!;
        foreach (var (key, value) in AnothersTags)
            await Aws.TagAsync(arn, key, value);
        await Cluster.ReasonAsync("reader", "AlreadyManaged");
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal(Group, Assert.Single(await Assignments.RecordedAsync("data")).PrincipalId);
        await Assignments.DeleteAsync("data");
        await Assignments.UntilAsync("data", seen => seen.Reason == "PermissionSetNotReady" && seen.Message.Contains("set spec.deletionPolicy to Retain to let the object go without them", StringComparison.Ordinal), "says why it stays");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Aws.TagAsync(arn, "identitycenter.dev/cluster", tags.OwnerCluster!);
        await Aws.TagAsync(arn, "identitycenter.dev/uid", tags.OwnerUid!);
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task A_set_that_is_only_observed_can_be_observed_and_not_assigned()
    {
        await StartOperatorAsync();
        var arn = await Aws.CreateAsync("Admin", policies: ["ReadOnlyAccess"]);
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await Cluster.ApplyAsync("admin", "{name: Admin, managedPolicies: [ReadOnlyAccess], managementPolicy: Observe}");
        await Cluster.UntilAsync("admin", seen => seen.Status.Arn == arn, "is observed");
        await Assignments.ApplyAsync("data", DataInTwo.Replace("reader", "admin", StringComparison.Ordinal));
        await Assignments.ReasonAsync("data", "PermissionSetNotReady");
        await Assignments.ApplyAsync("seen", For("{group: Data}", "accounts: [\"400000000001\"]", "managementPolicy: Observe").Replace("reader", "admin", StringComparison.Ordinal));
        // What somebody assigned since the last look is looked at when it is asked for.
        await Assignments.AnnotateAsync("seen", "identitycenter.dev/reconcile-at", "now");
        await Assignments.ReadyAsync("seen");
        Assert.Empty(await Cluster.Records.ListAsync());
        Assert.Empty(ChangesSince(0));
    }

    [Fact]
    public async Task What_was_assigned_with_a_set_whose_object_left_it_is_revoked_with_its_own_object()
    {
        var arn = await BeginAsync(set: "{deletionPolicy: Retain}");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        await Assignments.ReasonAsync("data", "PermissionSetNotFound");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task A_trusted_namespace_names_a_set_that_nobody_declares_and_a_PermissionSet_that_only_has_its_name_changes_nothing()
    {
        var arn = await Aws.CreateAsync("Admin", policies: ["AdministratorAccess"]);
        await StartOperatorAsync();
        await Assignments.ApplyAsync("data", DataInTwo.Replace("permissionSetRef: {name: reader}", "permissionSetName: Admin", StringComparison.Ordinal));
        await Assignments.ReadyAsync("data");
        Assert.True(Assert.Single(await Assignments.RecordedAsync("data")).ByName);
        await Cluster.ApplyAsync("admin", "{name: Admin, adoptionPolicy: Never, assignableFrom: {namespaces: [elsewhere]}}");
        await Cluster.ReasonAsync("admin", "AlreadyExists");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }
}
