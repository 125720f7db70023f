using IdentityCenterOperator.Kubernetes.Client;
using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.Records;

/// <summary>A namespace loses the right to a permission set: what was given with it ends, whatever the object says by then, and with the rights of a tenant.</summary>
public sealed class LostPermissionStories : TenantStory
{
    [Theory]
    [InlineData("{spec: {permissionSetRef: {name: does-not-exist}}}")]
    [InlineData("{spec: {permissionSetRef: {name: legacy}}}")]
    [InlineData("{spec: {permissionSetRef: {name: other}, targets: {accounts: null, accountNames: [nope]}}}")]
    [InlineData("{spec: {permissionSetRef: {name: reader}, targets: {accounts: null, accountNames: [nope]}}}")]
    [InlineData("{spec: {principals: [{group: Nobody}]}}")]
    [InlineData("{metadata: {annotations: {identitycenter.dev/paused: 'true'}}}")]
    [InlineData("{spec: {managementPolicy: Observe}}")]
    [InlineData("{spec: {deletionPolicy: Retain}}")]
    [InlineData("{spec: {expiresAt: '9999-12-31T23:59:59-01:00'}}")]
    [InlineData("{spec: {notBefore: '2099-01-01T00:00:00+99:99'}}")]
    public async Task Nothing_that_an_object_says_keeps_what_its_namespace_may_not_have_any_more(string patch)
    {
        await Aws.CreateAsync("Legacy");
        var arn = await BeginWithMineAsync();
        await Cluster.ApplyAsync("other", Opened);
        await Cluster.ApplyAsync("legacy", "{name: Legacy, adoptionPolicy: Never, assignableFrom: {namespaces: [tenant]}}");
        await Cluster.ReadyAsync("other");
        await Cluster.ReasonAsync("legacy", "AlreadyExists");
        await Mallory.PatchAsync("mine", patch);
        await RestsAsync();
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        await Mallory.PatchAsync("mine", "{metadata: {annotations: {identitycenter.dev/paused: null}}}");
        await Mallory.DeleteAsync("mine");
        await Objects.GoneAsync("mine");
        await Until(async () => (await RecordsAsync()).Count == 0, "nothing is recorded any more");
    }

    [Fact]
    public async Task Retain_on_an_object_that_goes_after_the_loss_keeps_nothing_although_it_names_another_set()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", "{spec: {permissionSetRef: {name: does-not-exist}, deletionPolicy: Retain}}");
        await Objects.ReasonAsync("mine", "PermissionSetNotFound");
        await Operator.StopAsync();
        await CloseAsync();
        await Mallory.DeleteAsync("mine");
        await StartOperatorAsync();
        await Objects.GoneAsync("mine");
        await Aws.Access.UntilAsync(arn);
        await Until(async () => (await RecordsAsync()).Count == 0, "nothing is recorded any more");
    }

    [Theory]
    [InlineData("{spec: {permissionSetRef: {name: does-not-exist}}}")]
    [InlineData("{metadata: {annotations: {identitycenter.dev/paused: 'true'}}}")]
    public async Task Nobody_leaves_anything_to_an_object_whose_namespace_may_not_have_it(string patch)
    {
        var arn = await BeginWithMineAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Mallory.PatchAsync("mine", patch);
        await RestsAsync();
        await CloseAsync();
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task The_loss_is_not_held_back_by_the_guard_nor_counted()
    {
        var arn = await BeginWithMineAsync(For("{group: Data}, {group: Web}, {group: Audit}", "allAccounts: true"));
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 0}}");
        await RestsAsync();
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        Assert.Empty((await Cluster.Instances.GetAsync("default")).Instance.Guard?.Taken ?? []);
    }

    [Fact]
    public async Task A_right_that_comes_back_before_anything_was_taken_keeps_all()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", "{spec: {permissionSetRef: {name: does-not-exist}}}");
        await Objects.ReasonAsync("mine", "PermissionSetNotFound");
        Aws.Fault(FaultKind.Throttle, "DeleteAccountAssignment");
        await CloseAsync();
        await Until(() => Task.FromResult(Aws.CallsSince(0).Contains("DeleteAccountAssignment")), "it is tried");
        await Cluster.ApplyAsync("reader", Opened);
        await RestsAsync();
        Aws.Server.Faults.Clear();
        await Mallory.PatchAsync("mine", "{spec: {permissionSetRef: {name: reader}}}");
        await Objects.ReadyAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_record_is_not_a_tenants_to_read_write_or_delete()
    {
        await BeginWithMineAsync();
        var uid = (await Objects.GetAsync("mine")).Uid;
        var kind = (ResourceDefinition)IdentityCenterOperator.Entities.AccessRecord.Definition;
        await RefusedAsync(() => Mallory.Client.GetAsync(kind, new(null, uid)));
        await RefusedAsync(() => Mallory.Client.ListAsync(kind, new()));
        await RefusedAsync(() => Mallory.Client.DeleteAsync(kind, new(null, uid)));
        await RefusedAsync(() => Mallory.Client.PatchAsync(kind, new(null, uid), new Patch.Merge("{\"spec\":{\"granted\":null}}"u8.ToArray())));
        await RefusedAsync(() => Mallory.Client.PatchAsync(AccountAssignmentKind, new(Theirs, "mine"), new Patch.Merge("{\"status\":{\"granted\":[]}}"u8.ToArray()), "status"));
    }

    private static readonly ResourceDefinition AccountAssignmentKind = IdentityCenterOperator.Entities.AccountAssignment.Definition;

    private static async Task RefusedAsync(Func<Task> act) => Assert.Equal("Forbidden", (await Assert.ThrowsAsync<KubernetesException>(act)).Reason);
}
