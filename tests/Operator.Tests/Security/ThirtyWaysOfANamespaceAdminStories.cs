using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>
/// Ways of somebody who is the admin of a namespace and may not write AccountAssignments, and of one who may label the namespace, too. docs/security.md has them as a table.
/// </summary>
public sealed class ThirtyWaysOfANamespaceAdminStories : ThirtyWaysStory
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    private static readonly ResourceDefinition Roles = new("rbac.authorization.k8s.io", "v1", "Role", "roles", Namespaced: true);
    private static readonly ResourceDefinition RoleBindings = new("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", Namespaced: true);
    private static readonly ResourceDefinition ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);
    private static readonly ResourceDefinition Leases = new("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true);
    private static readonly ResourceDefinition Events = new("events.k8s.io", "v1", "Event", "events", Namespaced: true);
    private static readonly ResourceDefinition Namespaces = new("", "v1", "Namespace", "namespaces", Namespaced: false);

    // What the role admin comes to, which a controller puts together that these clusters have not.
    private static readonly string[] Admin = ["system:aggregate-to-admin", "system:aggregate-to-edit", "system:aggregate-to-view", "identity-center-operator-edit", "identity-center-operator-view"];

    private const string Labeller = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: labellers, namespace: tenant}
        rules:
          - {apiGroups: [""], resources: [namespaces], verbs: [get, update, patch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: labellers, namespace: tenant}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: labellers}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: labeller}]
        """;

    private const string Planter = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: planters, namespace: tenant}
        rules:
          - {apiGroups: [""], resources: [configmaps, secrets, events], verbs: ["*"]}
          - {apiGroups: [events.k8s.io], resources: [events], verbs: ["*"]}
          - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: ["*"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: planters, namespace: tenant}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: planters}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: planter}]
        """;

    [Fact]
    public async Task Way_18_the_admin_of_a_namespace_gives_itself_the_role_of_a_tenant_or_the_operators()
    {
        await Cluster.NamespaceAsync(Theirs);
        var admin = await WithRightsAsync("admin-of-tenant", string.Join("\n---\n", Admin.Select(role => Binding(role, "admin-of-tenant"))));
        await admin.CreateAsync(ConfigMaps, Theirs, Utf8(Object("v1", "ConfigMap", "may-do-this")));
        foreach (var role in new[] { "identity-center-operator-assign", "identity-center-operator", "cluster-admin" })
            await RefusedAsync(() => admin.CreateAsync(RoleBindings, Theirs, Utf8(BindingTo(role))));
        var rules = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray("identitycenter.dev"), ["resources"] = new JsonArray("accountassignments"), ["verbs"] = new JsonArray("create") });
        await RefusedAsync(() => admin.CreateAsync(Roles, Theirs, Utf8(Object("rbac.authorization.k8s.io/v1", "Role", "writers", ("rules", rules)))));
        await RefusedAsync(() => admin.CreateAsync(AccountAssignment.Definition, Theirs, Utf8(Body(AccountAssignment.Definition, DataInTwo))));
        await RefusedAsync(() => admin.CreateAsync(PermissionSet.Definition, null, Utf8(Body(PermissionSet.Definition, "{}"))));
        await admin.DeleteAsync(ConfigMaps, new(Theirs, "may-do-this"));
    }

    [Fact]
    public async Task Way_19_somebody_plants_what_looks_like_the_operators_memory_and_its_Events()
    {
        await Cluster.Instances.ApplyAsync(Default, NoRoom);
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        await Mallory.CreateAsync("mine", For("{group: Data}, {group: Web}"));
        await Mine.ReadyAsync("mine");
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Data}]}}");
        var held = await Mine.ReasonAsync("mine", "GuardTripped");
        var planter = await WithRightsAsync("planter", Planter);
        await Operator.StopAsync();
        foreach (var name in new[] { "identity-center-operator-guard", "identity-center-operator-records" })
            await planter.CreateAsync(ConfigMaps, Theirs, Utf8(Object("v1", "ConfigMap", name, ("data", new JsonObject { ["guard"] = "{}" }))));
        await planter.CreateAsync(Leases, Theirs, Utf8(Object("coordination.k8s.io/v1", "Lease", "identity-center-operator", ("spec", new JsonObject { ["holderIdentity"] = "planter" }))));
        await planter.CreateAsync(Events, Theirs, Utf8(Approval(held)));
        await StartOperatorAsync();
        await Mine.ReasonAsync("mine", "GuardTripped");
        await RestsAsync();
        NothingRevoked();
        Assert.Equal(4, (await Aws.Access.HeldAsync(arn)).Count);
        foreach (var name in new[] { "identity-center-operator-guard", "identity-center-operator-records" })
            await planter.DeleteAsync(ConfigMaps, new(Theirs, name));
        await planter.DeleteAsync(Leases, new(Theirs, "identity-center-operator"));
    }

    [Fact]
    public async Task Way_20_somebody_makes_a_namespace_anew_that_had_a_right_and_is_gone()
    {
        await TenantAsync(("team", "data"));
        var arn = await BeginAsync(set: "{assignableFrom: {namespaceSelector: {matchLabels: {team: data}}}}");
        await Mallory.CreateAsync("mine", DataInTwo.Replace("targets", "deletionPolicy: Retain, targets", StringComparison.Ordinal));
        await Mine.ReadyAsync("mine");
        await Mallory.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Operator.StopAsync();
        await Cluster.RemoveNamespaceAsync(Theirs);
        await TenantAsync();
        await StartOperatorAsync();
        await Aws.Access.UntilAsync(arn);
        await Mallory.CreateAsync("mine", DataInTwo);
        await Mine.ReasonAsync("mine", "NamespaceNotAllowed");
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task Way_21_somebody_gives_its_namespace_the_name_of_another_as_a_label()
    {
        await TenantAsync();
        var labeller = await WithRightsAsync("labeller", Labeller);
        var arn = await BeginAsync(set: $"{{assignableFrom: {{namespaceSelector: {{matchLabels: {{{NameLabel}: trusted}}}}}}}}");
        await labeller.PatchAsync(Namespaces, new(null, Theirs), Merge($"{{metadata: {{labels: {{{NameLabel}: trusted}}}}}}"));
        await Mallory.CreateAsync("mine", DataInTwo);
        await Mine.ReasonAsync("mine", "NamespaceNotAllowed");
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        await Assignments.ReadyAsync("data");
        Assert.Equal(Holds(Web, 1, 2), await Aws.Access.HeldAsync(arn));
        await labeller.PatchAsync(Namespaces, new(null, Theirs), Merge($"{{metadata: {{labels: {{{NameLabel}: null}}}}}}"));
    }

    private static string Binding(string role, string user) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: "{{user}}.{{role.Replace(':', '.')}}", namespace: {{Theirs}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "{{role}}"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{user}}}]
        """;

    private static JsonObject BindingTo(string role) => Object(
        "rbac.authorization.k8s.io/v1",
        "RoleBinding",
        "for-myself",
        ("roleRef", new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = role }),
        ("subjects", new JsonArray(new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "User", ["name"] = "admin-of-tenant" })));

    // As the operator would tell it.
    private static JsonObject Approval(Seen held) => Object(
        "events.k8s.io/v1",
        "Event",
        "mine.forged",
        ("eventTime", "2026-01-01T00:00:00.000000Z"),
        ("reportingController", "identitycenter.dev/operator"),
        ("reportingInstance", "identity-center-operator"),
        ("action", "Approve"),
        ("reason", "Approved"),
        ("type", "Normal"),
        ("note", $"identitycenter.dev/approve={held.Assignment.Plan!.Hash}"),
        ("regarding", new JsonObject { ["apiVersion"] = AccountAssignment.Definition.ApiVersion, ["kind"] = "AccountAssignment", ["namespace"] = Theirs, ["name"] = "mine", ["uid"] = held.Uid }));

    private static JsonObject Object(string apiVersion, string kind, string name, params (string Key, JsonNode? Value)[] members)
    {
        var made = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Theirs } };
        foreach (var (key, value) in members)
            made[key] = value;
        return made;
    }
}
