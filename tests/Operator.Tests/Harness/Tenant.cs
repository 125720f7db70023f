using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>Somebody with the ClusterRole identity-center-operator-assign in one namespace, and nothing else.</summary>
internal sealed class Tenant : IDisposable
{
    private readonly KubernetesClient _client;
    private readonly string _namespace;

    private Tenant(KubernetesClient client, string ns) => (_client, _namespace) = (client, ns);

    /// <summary>Creates the namespace if there is none of that name, and gives the user its role there.</summary>
    public static async Task<Tenant> InAsync(Cluster cluster, string ns, params (string Key, string Value)[] labels)
    {
        var user = $"tenant-{ns}";
        await cluster.NamespaceAsync(ns, labels);
        await cluster.Plane.ApplyAsync($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: access-managers, namespace: {{ns}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-assign}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{user}}}]
            """);
        // With a name of its own in managedFields: what the operator writes must be told from what a tenant does.
        return new(new(ClientConfiguration.Load(new() { ExplicitPath = cluster.Plane.KubeconfigFor(user) }), new() { UserAgent = $"{user}/1", CallTimeout = Eventually.DefaultDeadline }), ns);
    }

    /// <summary>Creates an AccountAssignment.</summary>
    public Task CreateAsync(string name, string spec) => _client.CreateAsync(AccountAssignment.Definition, _namespace, Utf8(new JsonObject
    {
        ["apiVersion"] = AccountAssignment.Definition.ApiVersion,
        ["kind"] = AccountAssignment.Definition.Kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = YamlReader.ReadAll(spec)[0]!.DeepClone(),
    }));

    /// <summary>Patches one (JSON merge patch, given as YAML).</summary>
    public Task PatchAsync(string name, string patch) => _client.PatchAsync(AccountAssignment.Definition, new(_namespace, name), new Patch.Merge(Utf8(YamlReader.ReadAll(patch)[0]!)));

    /// <summary>Deletes one; whatever holds it may still.</summary>
    public Task DeleteAsync(string name) => _client.DeleteAsync(AccountAssignment.Definition, new(_namespace, name));

    /// <summary>The client, for what a tenant tries besides.</summary>
    public KubernetesClient Client => _client;

    public void Dispose() => _client.Dispose();

    private static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
