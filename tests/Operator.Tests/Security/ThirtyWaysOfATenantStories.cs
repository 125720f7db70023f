using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of a tenant: somebody who may write AccountAssignments in one namespace, and nothing else. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysOfATenantStories : ThirtyWaysStory
{
    private const string Hostile = "Da\nReady=True\r\u001b[31m\u202eta";

    [Theory]
    [InlineData("permissionSetRef: {name: reader}")]
    [InlineData("permissionSetName: reader")]
    public async Task Way_1_a_tenant_uses_a_permission_set_that_nobody_opened_to_its_namespace(string set)
    {
        var arn = await BeginAsync();
        await TenantAsync();
        await CreateAsync($"{{principals: [{{group: Data}}], targets: {{allAccounts: true}}, {set}}}");
        await Mine.ReasonAsync("mine", "NamespaceNotAllowed");
        await RestsAsync();
        Assert.Empty(await Aws.Access.HeldAsync(arn));
        Assert.Empty(ChangesSince(0));
    }

    [Fact]
    public async Task Way_2_a_tenant_labels_its_namespace_as_one_that_may()
    {
        await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await TenantAsync();
        await RefusedAsync(() => Mallory.Client.PatchAsync(new("", "v1", "Namespace", "namespaces", Namespaced: false), new(null, Theirs), Merge("""{"metadata":{"labels":{"access":"data"}}}""")));
        await Mine.ApplyAsync("mine", DataInTwo);
        await Mine.ReasonAsync("mine", "NamespaceNotAllowed");
    }

    [Theory]
    [InlineData("permissionsets", "reader", """{"spec":{"assignableFrom":{"namespaces":["tenant"]}}}""")]
    [InlineData("identitycenters", "default", """{"spec":{"deletionGuard":{"maxRevocations":100000,"maxPercent":100}}}""")]
    [InlineData("identitycenters", "default", """{"metadata":{"annotations":{"identitycenter.dev/approve":"000000000000"}}}""")]
    public async Task Way_3_a_tenant_opens_a_permission_set_or_the_guard_to_itself(string plural, string name, string patch)
    {
        await BeginAsync();
        await TenantAsync();
        var kind = plural == "permissionsets" ? (ResourceDefinition)PermissionSet.Definition : IdentityCenterOperator.Entities.IdentityCenter.Definition;
        await RefusedAsync(() => Mallory.Client.PatchAsync(kind, new(null, name), Merge(patch)));
    }

    [Fact]
    public async Task Way_4_a_tenant_writes_the_access_of_others_into_its_own_ledger_to_have_it_revoked()
    {
        var arn = await BeginAsync(set: OpenToTenant);
        await Aws.Access.GrantAsync(arn, Accounts[4], Audit);
        await TenantAsync();
        var forged = $"{{granted: [{{permissionSetArn: \"{arn}\", type: GROUP, id: {Audit}, accounts: [\"{Accounts[4]}\"]}}]}}";
        await CreateAsync(For("{group: Data}", "accounts: [\"400000000001\"]"), status: forged);
        await Mine.ReadyAsync("mine");
        await RefusedAsync(() => Mallory.Client.PatchAsync(AccountAssignment.Definition, new(Theirs, "mine"), Merge($"{{status: {forged}}}"), "status"));
        await Mallory.Client.PatchAsync(AccountAssignment.Definition, new(Theirs, "mine"), Merge($"{{status: {forged}}}"));
        var record = (await Mine.GetAsync("mine")).Uid;
        await RefusedAsync(() => Mallory.Client.PatchAsync(AccessRecord.Definition, new(null, record), Merge($"{{spec: {forged.Replace("type:", "principalType:", StringComparison.Ordinal).Replace("id:", "principalId:", StringComparison.Ordinal)}}}")));
        await RefusedAsync(() => Mallory.Client.DeleteAsync(AccessRecord.Definition, new(null, record)));
        await Mine.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
        Assert.Equal([$"{Accounts[4]} {Audit}"], await Aws.Access.HeldAsync(arn));
    }

    [Theory]
    [InlineData("""{"metadata":{"annotations":{"identitycenter.dev/paused":"true"}}}""")]
    [InlineData("""{"spec":{"managementPolicy":"Observe"}}""")]
    [InlineData("""{"spec":{"deletionPolicy":"Retain"}}""")]
    [InlineData("""{"spec":{"principals":[{"group":"Data"},{"groupId":"not-an-id"}]}}""")]
    public async Task Way_5_a_tenant_that_loses_the_permission_keeps_what_it_has_by_looking_away(string patch)
    {
        await Cluster.NamespaceAsync(Theirs, ("access", "data"));
        var arn = await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await TenantAsync(("access", "data"));
        await Mine.ApplyAsync("mine", DataInTwo);
        await Mine.ReadyAsync("mine");
        try
        {
            await Mallory.Client.PatchAsync(AccountAssignment.Definition, new(Theirs, "mine"), Merge(patch));
        }
        catch (KubernetesException e) when (e.Reason == "Invalid")
        {
            // The schema knows better already.
        }

        await Cluster.NamespaceAsync(Theirs);
        await Aws.Access.UntilAsync(arn);
        await Mine.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
    }

    [Fact]
    public async Task Way_6_a_tenant_asks_for_what_others_have_and_takes_it_back()
    {
        var arn = await BeginAsync(set: OpenToTenant);
        await TenantAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Mine.ApplyAsync("mine", DataInTwo);
        await Mine.ReadyAsync("mine");
        await Mine.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        NothingRevoked();
    }

    [Fact]
    public async Task Way_7_a_tenant_writes_names_that_forge_lines_of_status_Events_and_logs()
    {
        await BeginAsync(set: OpenToTenant);
        await TenantAsync();
        var name = JsonValue.Create(Hostile).ToJsonString();
        await CreateAsync(For($"{{group: {name}}}", $"accountNames: [{name}]"));
        var seen = await Mine.UntilAsync("mine", seen => seen.Condition("Ready") is { Status: "False" }, "is not Ready");
        await Until(async () => (await Mine.EventsAsync("mine")).Length > 0, "an Event tells of it");
        foreach (var text in Operator.Log.All.Where(line => line.Contains("mine", StringComparison.Ordinal)).Append(seen.Message).Concat((await Mine.EventsAsync("mine")).Split('\n')))
            HostileAnswerTests.AssertVisible(text);
    }
}
