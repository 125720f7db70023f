using System.Net;
using Operator.Tests.Processes;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Startup;

/// <summary>What may heal by itself or by somebody's hand: a sentence in the log, another try, and readiness once it is healed.</summary>
[Collection(ProcessTests.Name)]
public sealed class WaitTests(ProcessWorld world, ITestOutputHelper output)
{
    private static readonly string[] Alone = ["--leader-election=false"];

    [Fact]
    public async Task An_API_server_with_the_certificate_of_another_authority_is_not_trusted()
    {
        await using var process = await StartAsync(Kubeconfigs.TrustingAnother(world.Plane));
        await process.SaysAsync("permissionsets.identitycenter.dev", "cannot reach the API server", "certificate", "certificate-authority", "Trying again in");
        await AssertWaitsAsync(process);
    }

    [Theory]
    [InlineData("invalid token")]
    [InlineData("expired token")]
    [InlineData("expired certificate")]
    public async Task Credentials_that_the_API_server_does_not_accept_are_named_as_such(string what)
    {
        await using var process = await StartAsync(what switch
        {
            "invalid token" => Kubeconfigs.WithInvalidToken(world.Plane),
            "expired token" => Kubeconfigs.WithExpiredToken(world.Plane),
            _ => Kubeconfigs.WithExpiredCertificate(world.Plane),
        });
        await process.SaysAsync("does not accept the operator's credentials", "check the service account token or the kubeconfig", "Trying again in");
        await AssertWaitsAsync(process);
    }

    [Fact]
    public async Task An_API_server_that_is_down_at_the_start_is_waited_for()
    {
        await world.Plane.StopApiServerAsync();
        try
        {
            await using var process = await StartAsync(world.Plane.OperatorKubeconfig, []);
            await process.SaysAsync("the API server cannot be reached", "Connection refused", "check its address and the network", "Trying again in");
            await process.SaysAsync("The lease identity-center-system/identity-center-operator cannot be read or renewed", "Connection refused");
            await AssertWaitsAsync(process);
            await world.Plane.StartApiServerAsync();
            await process.ReadyAsync();
        }
        finally
        {
            await world.Plane.StopApiServerAsync();
            await world.Plane.StartApiServerAsync();
        }
    }

    [Fact]
    public async Task CRDs_that_are_missing_are_waited_for()
    {
        await using var bare = await ControlPlane.StartAsync();
        await bare.CreateNamespaceAsync("identity-center-system");
        await bare.ApplyFolderAsync(Repository.At("config", "rbac"));
        await using var process = await StartAsync(bare.OperatorKubeconfig);
        foreach (var kind in new[] { "permissionsets", "identitycenters", "replicaregions" })
            await process.SaysAsync($"does not know {kind}.identitycenter.dev in version v1alpha1", "install the CRDs (kubectl apply -f config/crds)", "Trying again in");
        await AssertWaitsAsync(process);
        await bare.InstallAsync();
        await process.ReadyAsync();
    }

    [Theory]
    [InlineData("list", "get, watch")]
    [InlineData("watch", "get, list")]
    public async Task A_verb_that_RBAC_does_not_grant_is_named_with_its_resource(string missing, string granted)
    {
        var user = $"without-{missing}";
        await GrantAsync(user, "get, list, watch", resource: "identitycenters");
        await GrantAsync(user, "get, list, watch", resource: "replicaregions");
        await GrantAsync(user, "get, list, watch", resource: "accountassignments");
        await GrantAsync(user, "get, list, watch", resource: "accessrecords");
        await GrantAsync(user, "get, list, watch", resource: "namespaces", group: "");
        await GrantAsync(user, granted);
        await using var process = await StartAsync(world.Plane.KubeconfigFor(user));
        if (missing == "list" && world.Plane.Server.StreamsLists)
        {
            // The watch brings the first state too: nothing is missed.
            await process.ReadyAsync();
            Assert.DoesNotContain("forbids", process.Log, StringComparison.Ordinal);
            await HasHealedAsync(process, 0);
            return;
        }

        await process.SaysAsync($"forbids the verb {missing} on permissionsets.identitycenter.dev", user, "grant list and watch on permissionsets", "Trying again in");
        var since = process.Log.Length;
        await GrantAsync(user, "get, list, watch");
        await process.ReadyAsync();
        await HasHealedAsync(process, since);
    }

    [Fact]
    public async Task A_lease_that_may_not_be_read_is_named_with_the_remedy_and_waited_for()
    {
        const string user = "without-leases";
        await GrantAsync(user, "get, list, watch", "identitycenters");
        await GrantAsync(user, "get, list, watch", "replicaregions");
        await GrantAsync(user, "get, list, watch");
        await using var process = await StartAsync(world.Plane.KubeconfigFor(user), []);
        await process.SaysAsync("cannot get resource", "leases", "Grant get, create and update on leases", "in namespace identity-center-system");
        await world.Plane.ApplyAsync($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: {{user}}, namespace: identity-center-system}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: identity-center-operator-leader-election}
            subjects: [{kind: User, name: {{user}}, apiGroup: rbac.authorization.k8s.io}]
            """);
        await process.SaysAsync("became leader");
        await process.SignalAsync("TERM");
        Assert.Equal(0, await process.ExitCodeAsync());
    }

    [Fact]
    public async Task A_status_that_may_not_be_written_is_named_with_verb_and_resource()
    {
        const string user = "without-status";
        await GrantAsync(user, "get, list, watch", "identitycenters");
        await GrantAsync(user, "get, list, watch", "replicaregions");
        await GrantAsync(user, "get, list, watch", "accountassignments");
        await GrantAsync(user, "get, list, watch", "accessrecords");
        await GrantAsync(user, "get, list, watch, patch");
        await GrantAsync(user, "get, list, watch", "namespaces", group: "");
        await world.Plane.ApplyAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: PermissionSet
            metadata: {name: statusless}
            spec: {description: Whose status cannot be written}
            """);
        await using var process = await StartAsync(world.Plane.KubeconfigFor(user));
        await process.SaysAsync("statusless failed and is tried again", "cannot patch resource \"permissionsets/status\"", user);
    }

    private Task<OperatorProcess> StartAsync(string kubeconfig, string[]? arguments = null) =>
        OperatorProcess.StartAsync("OPERATOR", kubeconfig, world.Aws.Endpoint, output, arguments ?? Alone);

    private static async Task AssertWaitsAsync(OperatorProcess process)
    {
        Assert.False(process.HasExited);
        Assert.Equal(HttpStatusCode.OK, await process.StatusAsync("healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await process.StatusAsync("readyz"));
    }

    /// <summary>A change made now reaches the operator: it tries to reconcile the object.</summary>
    private async Task HasHealedAsync(OperatorProcess process, int since)
    {
        var name = $"healed-{Guid.NewGuid():n}"[..20];
        await world.Plane.ApplyAsync($"apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {{name: {name}}}\nspec: {{description: Seen}}\n");
        await Eventually.TrueAsync(() => process.Log[since..].Contains(name, StringComparison.Ordinal), $"{name} is reconciled", TimeSpan.FromSeconds(90));
    }

    private Task GrantAsync(string user, string verbs, string resource = "permissionsets", string group = "identitycenter.dev") => world.Plane.ApplyAsync($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: {{user}}-{{resource}}}
        rules:
          - {apiGroups: ["{{group}}"], resources: [{{resource}}], verbs: [{{verbs}}]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: {{user}}-{{resource}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{user}}-{{resource}}}
        subjects: [{kind: User, name: {{user}}, apiGroup: rbac.authorization.k8s.io}]
        """);
}
