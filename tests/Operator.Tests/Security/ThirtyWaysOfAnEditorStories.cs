using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.PermissionSets;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of somebody who may write PermissionSets, and neither AccountAssignments nor namespaces. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysOfAnEditorStories : ThirtyWaysStory
{
    private const string Rights = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: editor}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-edit}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: editor}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: editor-views}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-view}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: editor}]
        """;

    [Fact]
    public async Task Way_22_an_editor_of_permission_sets_forges_whose_one_is_or_writes_who_gets_it()
    {
        var arn = await BeginWithDataAsync();
        var theirs = await Aws.CreateAsync("Admin", policies: ["AdministratorAccess"]);
        var editor = await WithRightsAsync("editor", Rights);
        var record = (await Cluster.Records.ListAsync()).Single().Name;
        await RefusedAsync(() => editor.PatchAsync(PermissionSet.Definition, new(null, "reader"), Merge($"{{status: {{arn: \"{theirs}\", owned: true}}}}"), "status"));
        await RefusedAsync(() => editor.PatchAsync(AccessRecord.Definition, new(null, record), Merge("{spec: {granted: []}}")));
        await RefusedAsync(() => editor.PatchAsync(AccountAssignment.Definition, new(Cluster.TrustedNamespace, "data"), Merge("{spec: {principals: [{group: Web}]}}")));
        await RefusedAsync(() => editor.PatchAsync(new("", "v1", "Namespace", "namespaces", Namespaced: false), new(null, Cluster.TrustedNamespace), Merge("{metadata: {labels: {a: b}}}")));
        var owner = (await Aws.FindAsync("reader"))!;
        try
        {
            await editor.PatchAsync(PermissionSet.Definition, new(null, "reader"), Merge($"{{spec: {{tags: {{{Owner.ClusterTag}: another, {Owner.UidTag}: another}}}}}}"));
            await Cluster.ReasonAsync("reader", "InvalidSpec");
        }
        catch (KubernetesException e) when (e.Reason == "Invalid")
        {
            // The schema knows better already.
        }

        await RestsAsync();
        Assert.Equal(owner, await Aws.FindAsync("reader"));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Empty(await Aws.Access.HeldAsync(theirs));
    }

    [Fact]
    public async Task Way_23_an_editor_declares_a_permission_set_a_second_time_so_that_it_stays_open_to_whom_its_owner_closed_it()
    {
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        await Mallory.CreateAsync("mine", DataInTwo);
        await Mine.ReadyAsync("mine");
        var editor = await WithRightsAsync("editor", Rights);
        await editor.CreateAsync(PermissionSet.Definition, null, Utf8(Body(PermissionSet.Definition, "{name: reader, adoptionPolicy: Always, assignableFrom: {namespaces: [tenant]}}", "{name: again}")));
        await editor.CreateAsync(PermissionSet.Definition, null, Utf8(Body(PermissionSet.Definition, "{name: reader, managementPolicy: Observe, assignableFrom: {namespaces: [tenant]}}", "{name: seen}")));
        await Cluster.ReasonAsync("again", "AlreadyManaged");
        await Cluster.UntilAsync("seen", seen => seen.Condition("Ready") is not null, "is looked at");
        await Mallory.CreateAsync("more", DataInTwo.Replace("reader", "seen", StringComparison.Ordinal));
        await Mallory.PatchAsync("mine", "{spec: {permissionSetRef: {name: again}}}");
        await RestsAsync();
        await Cluster.ApplyAsync("reader", ClosedToTenant);
        await Aws.Access.UntilAsync(arn);
        await Mine.ReasonAsync("mine", "PermissionSetNotReady");
        await Mine.ReasonAsync("more", "PermissionSetNotReady");
        Assert.Empty(await Mine.RecordedAsync("mine"));
    }

    [Fact]
    public async Task Way_24_an_editor_takes_over_a_mighty_permission_set_that_nobody_owns_to_give_it_away_or_to_delete_it()
    {
        await StartOperatorAsync();
        await TenantAsync();
        var arn = await Aws.CreateAsync("Admin", policies: ["AdministratorAccess"]);
        await Aws.Access.GrantAsync(arn, Accounts[0], Audit);
        var editor = await WithRightsAsync("editor", Rights);
        await editor.CreateAsync(PermissionSet.Definition, null, Utf8(Body(PermissionSet.Definition, "{name: Admin, managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [tenant]}}", "{name: admin}")));
        await Cluster.ReasonAsync("admin", "AlreadyExists");
        await Mallory.CreateAsync("mine", DataInTwo.Replace("reader", "admin", StringComparison.Ordinal));
        await Mine.ReasonAsync("mine", "PermissionSetNotReady");
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", (await Aws.FindAsync("Admin"))!.ManagedPolicies);

        // Now somebody says so in words, and it is taken over; nobody gets it before it is as declared.
        await editor.PatchAsync(PermissionSet.Definition, new(null, "admin"), Merge("{spec: {adoptionPolicy: Always}}"));
        await Mine.ReadyAsync("mine");
        var writes = Aws.WritesSince(0).ToList();
        Assert.InRange(writes.IndexOf("ProvisionPermissionSet"), writes.IndexOf("DetachManagedPolicyFromPermissionSet"), writes.IndexOf("CreateAccountAssignment"));
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", (await Aws.FindAsync("Admin"))!.ManagedPolicies);
        await editor.DeleteAsync(PermissionSet.Definition, new(null, "admin"));
        await Mallory.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
        await Cluster.ReasonAsync("admin", "StillAssigned");
        Assert.Equal([$"{Accounts[0]} {Audit}"], await Aws.Access.HeldAsync(arn));
    }
}
