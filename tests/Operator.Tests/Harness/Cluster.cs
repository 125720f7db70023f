using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>The cluster as a user with kubectl sees it.</summary>
internal sealed class Cluster
{
    /// <summary>The namespace that the operator of the tests trusts.</summary>
    public const string TrustedNamespace = "trusted";

    /// <summary>Where the operator's deletion guard keeps what it remembers.</summary>
    public static readonly ObjectKey GuardMemory = new("identity-center-system", "identity-center-operator-guard");

    /// <summary>Where the operator remembers that records were begun.</summary>
    public static readonly ObjectKey RecordsMemory = new("identity-center-system", "identity-center-operator-records");

    private static readonly ResourceDefinition Namespaces = new("", "v1", "Namespace", "namespaces", Namespaced: false);
    private static readonly ResourceDefinition ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);
    private static readonly ConcurrentDictionary<string, Lazy<Task<Cluster>>> Clusters = [];

    private readonly ControlPlane _plane;
    private readonly KubernetesClient _user;

    // The kind whose schema was loosened last; null where all are as they are shipped.
    private ResourceDefinition? _loosened;

    private Cluster(ControlPlane plane)
    {
        _plane = plane;
        // A name of its own in managedFields: what the operator writes must be told from what its user does.
        _user = new(ClientConfiguration.Load(new() { ExplicitPath = plane.AdminKubeconfig }), new() { UserAgent = "user/1", CallTimeout = Eventually.DefaultDeadline });
        Sets = new(plane, _user, PermissionSet.Definition, null);
        Instances = new(plane, _user, IdentityCenterOperator.Entities.IdentityCenter.Definition, null);
    }

    /// <summary>A cluster with the operator's CRDs and roles, the same for all tests of this name: names of objects are theirs alone, one test after another.</summary>
    public static Task<Cluster> SharedBy(string tests) =>
        Clusters.GetOrAdd(tests, _ => new(async () => await OnAsync(await ControlPlane.StartAsync()))).Value;

    /// <summary>Ends the cluster of these tests, if they have begun one: an API server that nobody asks anything still costs a processor.</summary>
    public static async Task EndAsync(string tests)
    {
        if (!Clusters.TryRemove(tests, out var shared) || !shared.IsValueCreated)
            return;
        var cluster = await shared.Value;
        cluster._user.Dispose();
        await cluster._plane.DisposeAsync();
    }

    public ControlPlane Plane => _plane;

    /// <summary>The client of the user, for what <see cref="Objects"/> cannot say.</summary>
    public KubernetesClient User => _user;

    /// <summary>Its PermissionSets; the members of this class that name no kind are about them.</summary>
    public Objects Sets { get; }

    /// <summary>The IdentityCenter named default, where there is one.</summary>
    public Objects Instances { get; }

    /// <summary>AccountAssignments of the namespace that the operator of the tests trusts.</summary>
    public Objects Assignments => AssignmentsIn(TrustedNamespace);

    /// <summary>AccountAssignments of a namespace.</summary>
    public Objects AssignmentsIn(string ns) => new(_plane, _user, AccountAssignment.Definition, ns);

    /// <summary>Its ReplicaRegions.</summary>
    public Objects Regions => new(_plane, _user, ReplicaRegion.Definition, null);

    /// <summary>What the operator recorded of what it gave.</summary>
    public Objects Records => new(_plane, _user, AccessRecord.Definition, null);

    public Task ApplyAsync(string name, string spec) => Sets.ApplyAsync(name, spec);

    /// <summary>Applies a sample of the repository.</summary>
    public Task ApplySampleAsync(string file)
    {
        var sample = YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", file)))[0]!;
        return Sets.ApplyAsync((string)sample["metadata"]!["name"]!, sample["spec"]!);
    }

    public Task AnnotateAsync(string name, string key, string? value) => Sets.AnnotateAsync(name, key, value);

    public Task LabelAsync(string name, string key, string? value) => Sets.LabelAsync(name, key, value);

    public Task<Seen?> FindAsync(string name) => Sets.FindAsync(name);

    public Task<Seen> GetAsync(string name) => Sets.GetAsync(name);

    public Task<IReadOnlyList<Seen>> ListAsync() => Sets.ListAsync();

    public Task<Seen> UntilAsync(string name, Func<Seen, bool> condition, string because) => Sets.UntilAsync(name, condition, because);

    public Task<Seen> ReadyAsync(string name) => Sets.ReadyAsync(name);

    public Task<Seen> ReasonAsync(string name, string reason) => Sets.ReasonAsync(name, reason);

    public Task DeleteAsync(string name) => Sets.DeleteAsync(name);

    public Task GoneAsync(string name) => Sets.GoneAsync(name);

    public Task RemoveFinalizersAsync(string name) => Sets.RemoveFinalizersAsync(name);

    public Task<string> EventsAsync(string name) => Sets.EventsAsync(name);

    /// <summary>Creates a namespace if there is none of that name, and gives it these labels.</summary>
    public async Task NamespaceAsync(string name, params (string Key, string Value)[] labels)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))) },
        };
        await _plane.Admin.PatchAsync(Namespaces, new(null, name), new Patch.Apply(Encoding.UTF8.GetBytes(json.ToJsonString()), "tests"));
    }

    /// <summary>Deletes a namespace, and does what the controller of namespaces does, which these clusters have not: it lets it go.</summary>
    public async Task RemoveNamespaceAsync(string name)
    {
        await _plane.KubectlAsync("delete", "namespace", name, "--wait=false");
        var finalize = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = new JsonObject { ["finalizers"] = new JsonArray() } };
        await _plane.KubectlWithInputAsync(finalize.ToJsonString(), "replace", "--raw", $"/api/v1/namespaces/{name}/finalize", "-f", "-");
        await Eventually.TrueAsync(async () => await _plane.Admin.GetAsync(Namespaces, new(null, name)) is null, $"the namespace {name} is gone");
    }

    /// <summary>What Events of the operator's Lease say, in the order in which it happened.</summary>
    public async Task<string[]> LeaseEventsAsync() =>
        (await _plane.KubectlAsync("get", "events.events.k8s.io", "--namespace", "identity-center-system", "--sort-by", ".eventTime", "-o", "jsonpath={range .items[?(@.regarding.kind==\"Lease\")]}{.note}{\"\\n\"}{end}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The cluster's identity.</summary>
    public async Task<string> UidAsync() => (await _plane.KubectlAsync("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")).Trim();

    /// <summary>
    /// Deletes all objects, and takes the finalizers off those that wait for an operator; what the operator has kept for itself goes too. Then the instance is declared, with
    /// all defaults, as by whoever installs the operator.
    /// </summary>
    public async Task CleanAsync()
    {
        foreach (var seen in await Assignments.ListAsync())
            await AssignmentsIn(seen.Namespace!).DiscardAsync(seen.Name);
        foreach (var seen in await ListAsync())
            await Sets.DiscardAsync(seen.Name);
        foreach (var seen in await Regions.ListAsync())
            await Regions.DiscardAsync(seen.Name);
        foreach (var seen in await Instances.ListAsync())
            await Instances.DiscardAsync(seen.Name);
        foreach (var seen in await Records.ListAsync())
            await Records.DiscardAsync(seen.Name);
        // An operator that lives makes its own one as soon as nobody has declared the instance, and takes it away when somebody has.
        await Eventually.TrueAsync(
            async () => (await AllAsync()).Count == 0 && (await Instances.ListAsync()).All(seen => seen.Name == IdentityCenterOperator.Entities.IdentityCenter.DiscoveredName), "no object is left");
        await _plane.Admin.DeleteAsync(ConfigMaps, GuardMemory);
        await _plane.Admin.DeleteAsync(ConfigMaps, RecordsMemory);
        await Instances.ApplyAsync(IdentityCenterOperator.Entities.IdentityCenter.DefaultName, "{}");
    }

    /// <summary>Whether the operator remembers that it has taken ledgers over into records.</summary>
    public async Task<bool> HasBegunRecordsAsync() =>
        await _plane.Admin.GetAsync(ConfigMaps, RecordsMemory) is { } body && JsonNode.Parse(body.Span)!["data"]?["since"] is not null;

    /// <summary>All objects of these kinds.</summary>
    public async Task<IReadOnlyList<Seen>> AllAsync() => [.. await Sets.ListAsync(), .. await Assignments.ListAsync(), .. await Regions.ListAsync()];

    /// <summary>
    /// Sees to it that the schema of this kind alone is loosened, or of none. Stories that want the same find it so: each change makes the API server describe all its kinds anew.
    /// </summary>
    public async Task SchemaAsync(ResourceDefinition? loosened)
    {
        if (loosened == _loosened)
            return;
        if (_loosened is not null)
            await RestoreSchemaAsync();
        if (loosened is not null)
            await LoosenSchemaAsync(loosened);
    }

    /// <summary>Lets the API server store of a kind what the schema forbids, as one did before the schema was there.</summary>
    public Task LoosenSchemaAsync(ResourceDefinition kind) => WithSchemaAsync(kind, () => _plane.ApplyAsync($$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: {{kind.Plural}}.{{kind.Group}} }
        spec:
          group: {{kind.Group}}
          scope: {{(kind.Namespaced ? "Namespaced" : "Cluster")}}
          names: {kind: {{kind.Kind}}, plural: {{kind.Plural}}, singular: {{kind.Kind.ToLowerInvariant()}}, categories: [access]}
          versions:
          - name: {{kind.Version}}
            served: true
            storage: true
            subresources:
              status: {}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                  status: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """));

    /// <summary>Ends <see cref="LoosenSchemaAsync"/>.</summary>
    public Task RestoreSchemaAsync() => WithSchemaAsync(null, () => _plane.ApplyFolderAsync(Repository.At("config", "crds")));

    // A server that has just been given another schema asks everybody to come back in a moment.
    private async Task WithSchemaAsync(ResourceDefinition? loosened, Func<Task> apply)
    {
        _loosened = loosened;
        await apply();
        await Eventually.TrueAsync(IsServedAsync, "all kinds are served");
    }

    private async Task<bool> IsServedAsync()
    {
        try
        {
            await AllAsync();
            await Instances.ListAsync();
            await Records.ListAsync();
            return true;
        }
        catch (KubernetesException e) when (e.Code is System.Net.HttpStatusCode.TooManyRequests)
        {
            return false;
        }
    }

    /// <summary>A cluster of one's own, for a test that takes long beside the others.</summary>
    public static async Task<Cluster> OnAsync(ControlPlane plane)
    {
        await plane.InstallAsync();
        var cluster = new Cluster(plane);
        await cluster.NamespaceAsync(TrustedNamespace);
        if (await cluster.Instances.FindAsync(IdentityCenterOperator.Entities.IdentityCenter.DefaultName) is null)
            await cluster.Instances.ApplyAsync(IdentityCenterOperator.Entities.IdentityCenter.DefaultName, "{}");
        return cluster;
    }
}
