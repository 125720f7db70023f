using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>Who may use which permission set from where.</summary>
public sealed class TenancyStories : AccessStory
{
    private const string Tenant = "tenant";

    [Fact]
    public async Task A_namespace_that_nobody_trusts_gains_nothing()
    {
        var arn = await BeginAsync();
        await Cluster.NamespaceAsync(Tenant);
        var mark = Aws.Mark;
        await Cluster.AssignmentsIn(Tenant).ApplyAsync("mine", DataInTwo);
        var stalled = await Cluster.AssignmentsIn(Tenant).ReasonAsync("mine", "NamespaceNotAllowed");
        Assert.Equal("Namespace tenant may not use PermissionSet \"reader\": ask its owner to add the namespace to spec.assignableFrom.", stalled.Message);
        await Cluster.AssignmentsIn(Tenant).ApplyAsync("mine", DataInTwo.Replace("permissionSetRef: {name: reader}", "permissionSetName: reader", StringComparison.Ordinal));
        await Cluster.AssignmentsIn(Tenant).UntilAsync("mine", seen => seen.Message.Contains("--trusted-namespaces", StringComparison.Ordinal), "may not name a set in AWS");
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_namespace_gains_and_loses_with_its_labels()
    {
        await Cluster.NamespaceAsync(Tenant);
        var arn = await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await Cluster.AssignmentsIn(Tenant).ApplyAsync("mine", DataInTwo);
        await Cluster.AssignmentsIn(Tenant).ReasonAsync("mine", "NamespaceNotAllowed");
        await Cluster.NamespaceAsync(Tenant, ("access", "data"));
        await Cluster.AssignmentsIn(Tenant).ReadyAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.NamespaceAsync(Tenant);
        await Cluster.AssignmentsIn(Tenant).ReasonAsync("mine", "NamespaceNotAllowed");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task A_trusted_namespace_may_not_use_a_set_whose_owner_names_others()
    {
        await BeginAsync(set: "{assignableFrom: {namespaces: [tenant]}}");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReasonAsync("data", "NamespaceNotAllowed");
        await Assignments.ApplyAsync("data", DataInTwo.Replace("permissionSetRef: {name: reader}", "permissionSetName: reader", StringComparison.Ordinal));
        await RestsAsync();
        await Assignments.ReasonAsync("data", "NamespaceNotAllowed");
        Assert.Empty(ChangesSince(0));
    }
}
