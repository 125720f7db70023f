using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ten ways in which a tenant of a namespace, or somebody who has a hand in AWS, could try to gain more. docs/security.md has them as a table.</summary>
public sealed class TenWaysStories : AccessStory, IDisposable
{
    private const string Tenant = "tenant";
    private const string Hostile = "Da\nReady=True\r\u001b[31m\u202eta";

    // All that a tenant is given: AccountAssignments, in its own namespace.
    private const string Binding = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: access-managers, namespace: tenant}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-assign}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: mallory}]
        """;

    private KubernetesClient? _mallory;

    // With a name of its own in managedFields, too.
    private KubernetesClient Mallory => _mallory ??= new(ClientConfiguration.Load(new() { ExplicitPath = Cluster.Plane.KubeconfigFor("mallory") }), new() { UserAgent = "mallory/1" });

    private Objects Theirs => Cluster.AssignmentsIn(Tenant);

    [Theory]
    [InlineData("permissionSetRef: {name: reader}")]
    [InlineData("permissionSetName: reader")]
    public async Task Way_1_a_tenant_uses_a_permission_set_that_nobody_opened_to_its_namespace(string set)
    {
        var arn = await BeginAsync();
        await TenantAsync();
        await CreateAsync($$"""{"principals":[{"group":"Data"}],"targets":{"allAccounts":true},{{Json(set)}}}""");
        await Theirs.ReasonAsync("mine", "NamespaceNotAllowed");
        await RestsAsync();
        Assert.Empty(await Aws.Access.HeldAsync(arn));
        Assert.Empty(ChangesSince(0));
    }

    [Fact]
    public async Task Way_2_a_tenant_labels_its_namespace_as_one_that_may()
    {
        await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await TenantAsync();
        await RefusedAsync(() => Mallory.PatchAsync(new("", "v1", "Namespace", "namespaces", Namespaced: false), new(null, Tenant), Merge("""{"metadata":{"labels":{"access":"data"}}}""")));
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReasonAsync("mine", "NamespaceNotAllowed");
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
        await RefusedAsync(() => Mallory.PatchAsync(kind, new(null, name), Merge(patch)));
    }

    [Fact]
    public async Task Way_4_a_tenant_writes_the_access_of_others_into_its_own_ledger_to_have_it_revoked()
    {
        var arn = await BeginAsync(set: "{assignableFrom: {namespaces: [tenant]}}");
        await Aws.Access.GrantAsync(arn, Accounts[4], Audit);
        await TenantAsync();
        var forged = $$$"""{"granted":[{"permissionSetArn":"{{{arn}}}","principalType":"GROUP","principalId":"{{{Audit}}}","accounts":["{{{Accounts[4]}}}"]}]}""";
        await CreateAsync($$"""{"permissionSetRef":{"name":"reader"},"principals":[{"group":"Data"}],"targets":{"accounts":["{{Accounts[0]}}"] } }""", status: forged);
        await Theirs.ReadyAsync("mine");
        await RefusedAsync(() => Mallory.PatchAsync(AccountAssignment.Definition, new(Tenant, "mine"), Merge($$"""{"status":{{forged}}}"""), "status"));
        await Mallory.PatchAsync(AccountAssignment.Definition, new(Tenant, "mine"), Merge($$"""{"status":{{forged}}}"""));
        var record = (await Theirs.GetAsync("mine")).Uid;
        await RefusedAsync(() => Mallory.PatchAsync(AccessRecord.Definition, new(null, record), Merge($$"""{"spec":{{forged}}}""")));
        await Theirs.DeleteAsync("mine");
        await Theirs.GoneAsync("mine");
        Assert.Equal([$"{Accounts[4]} {Audit}"], await Aws.Access.HeldAsync(arn));
    }

    [Theory]
    [InlineData("""{"metadata":{"annotations":{"identitycenter.dev/paused":"true"}}}""")]
    [InlineData("""{"spec":{"managementPolicy":"Observe"}}""")]
    [InlineData("""{"spec":{"deletionPolicy":"Retain"}}""")]
    [InlineData("""{"spec":{"principals":[{"group":"Data"},{"groupId":"not-an-id"}]}}""")]
    public async Task Way_5_a_tenant_that_loses_the_permission_keeps_what_it_has_by_looking_away(string patch)
    {
        await Cluster.NamespaceAsync(Tenant, ("access", "data"));
        var arn = await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await TenantAsync(("access", "data"));
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReadyAsync("mine");
        try
        {
            await Mallory.PatchAsync(AccountAssignment.Definition, new(Tenant, "mine"), Merge(patch));
        }
        catch (KubernetesException e) when (e.Reason == "Invalid")
        {
            // The schema knows better already.
        }

        await Cluster.NamespaceAsync(Tenant);
        await Aws.Access.UntilAsync(arn);
        await Theirs.DeleteAsync("mine");
        await Theirs.GoneAsync("mine");
    }

    [Fact]
    public async Task Way_6_a_tenant_asks_for_what_others_have_and_takes_it_back()
    {
        var arn = await BeginAsync(set: "{assignableFrom: {namespaces: [tenant, trusted]}}");
        await TenantAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReadyAsync("mine");
        await Theirs.DeleteAsync("mine");
        await Theirs.GoneAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
    }

    [Fact]
    public async Task Way_7_a_tenant_writes_names_that_forge_lines_of_status_Events_and_logs()
    {
        await BeginAsync(set: "{assignableFrom: {namespaces: [tenant]}}");
        await TenantAsync();
        var name = JsonValue.Create(Hostile).ToJsonString();
        await CreateAsync($$"""{"permissionSetRef":{"name":"reader"},"principals":[{"group":{{name}}}],"targets":{"accountNames":[{{name}}] } }""");
        var seen = await Theirs.UntilAsync("mine", seen => seen.Condition("Ready") is { Status: "False" }, "is not Ready");
        await Until(async () => (await Theirs.EventsAsync("mine")).Length > 0, "an Event tells of it");
        foreach (var text in Operator.Log.All.Where(line => line.Contains("mine", StringComparison.Ordinal)).Append(seen.Message).Concat((await Theirs.EventsAsync("mine")).Split('\n')))
            HostileAnswerTests.AssertVisible(text);
    }

    [Fact]
    public async Task Way_8_AWS_says_that_accounts_are_gone_so_that_everybody_loses_access_there()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(20), For("{group: Data}, {group: Web}", "allAccounts: true"));
        foreach (var account in Accounts.Skip(1))
            Aws.Server.Organization.RemoveAccount(account);
        await Assignments.UntilAsync("data", seen => seen.Assignment.Assignments?.Desired == 2, "sees one account");
        await RestsAsync();
        Assert.Equal(12, (await Assignments.RecordedAsync("data")).Sum(entry => entry.Accounts!.Count));
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
        Assert.NotEmpty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Way_9_somebody_in_AWS_gives_another_permission_set_the_tags_of_an_object_to_have_it_changed_or_deleted()
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
    public async Task Way_10_somebody_in_AWS_puts_a_mightier_permission_set_in_the_place_of_one_that_tenants_may_use()
    {
        var arn = await BeginAsync(TimeSpan.FromSeconds(20), "{managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [tenant]}}");
        await TenantAsync();
        await Aws.DeleteAsync(arn);
        var mightier = await Aws.CreateAsync("reader", policies: ["AdministratorAccess"]);
        await Cluster.UntilAsync("reader", seen => seen.Reason == "AlreadyExists", "says that the set is not its own");
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReasonAsync("mine", "PermissionSetNotReady");
        await RestsAsync();
        Assert.Empty(await Aws.Access.HeldAsync(mightier));
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", (await Aws.FindAsync("reader"))!.ManagedPolicies);
    }

    public void Dispose() => _mallory?.Dispose();

    private async Task TenantAsync(params (string Key, string Value)[] labels)
    {
        await Cluster.NamespaceAsync(Tenant, labels);
        await Cluster.Plane.ApplyAsync(Binding);
    }

    private Task CreateAsync(string spec, string? status = null) => Mallory.CreateAsync(
        AccountAssignment.Definition,
        Tenant,
        Encoding.UTF8.GetBytes($$"""{"apiVersion":"identitycenter.dev/v1alpha1","kind":"AccountAssignment","metadata":{"name":"mine"},"spec":{{spec}}{{(status is null ? "" : $",\"status\":{status}")}}}"""));

    private static Patch.Merge Merge(string json) => new(Encoding.UTF8.GetBytes(json));

    private static string Json(string yaml) => yaml.StartsWith("permissionSetRef", StringComparison.Ordinal) ? "\"permissionSetRef\":{\"name\":\"reader\"}" : "\"permissionSetName\":\"reader\"";

    private static async Task RefusedAsync(Func<Task> act) => Assert.Equal("Forbidden", (await Assert.ThrowsAsync<KubernetesException>(act)).Reason);
}
