using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>The cluster as a user with kubectl sees it.</summary>
internal sealed class Cluster(ControlPlane plane)
{
    private static readonly ResourceDefinition<PermissionSet> Kind = PermissionSet.Definition;
    private static readonly Lazy<Task<Cluster>> Installed = new(InstallAsync);

    // A name of its own in managedFields: what the operator writes must be told from what its user does.
    private readonly KubernetesClient _user = new(ClientConfiguration.Load(new() { ExplicitPath = plane.AdminKubeconfig }), new() { UserAgent = "user/1" });

    /// <summary>A cluster with the operator's CRDs and roles, the same for all tests.</summary>
    public static Task<Cluster> Shared => Installed.Value;

    public ControlPlane Plane => plane;

    /// <summary>Creates a PermissionSet with this spec, given as YAML, or gives it to the one that is there.</summary>
    public Task ApplyAsync(string name, string spec) => ApplyAsync(name, YamlReader.ReadAll(spec)[0]!);

    /// <summary>Applies a sample of the repository.</summary>
    public Task ApplySampleAsync(string file)
    {
        var sample = YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "samples", file)))[0]!;
        return ApplyAsync((string)sample["metadata"]!["name"]!, sample["spec"]!);
    }

    /// <summary>Sets an annotation, or takes it away.</summary>
    public Task AnnotateAsync(string name, string key, string? value) => MergeAsync(name, new() { ["annotations"] = new JsonObject { [key] = value } });

    /// <summary>Sets a label, or takes it away.</summary>
    public Task LabelAsync(string name, string key, string? value) => MergeAsync(name, new() { ["labels"] = new JsonObject { [key] = value } });

    public async Task<Seen?> FindAsync(string name) => await plane.Admin.GetAsync((ResourceDefinition)Kind, new(null, name)) is { } body ? Seen.From(body) : null;

    public async Task<Seen> GetAsync(string name) => await FindAsync(name) ?? throw new ExpectationException($"there is no PermissionSet {name}");

    public async Task<IReadOnlyList<Seen>> ListAsync() => [.. (await plane.Admin.ListAsync(Kind, new())).Items.Select(Seen.From)];

    /// <summary>Waits until the object is as said.</summary>
    public async Task<Seen> UntilAsync(string name, Func<Seen, bool> condition, string because) =>
        (await Eventually.ValueAsync(() => FindAsync(name), seen => seen is not null && condition(seen), $"{name} {because}", TimeSpan.FromSeconds(12)))!;

    /// <summary>Waits until the object is Ready for its present spec.</summary>
    public Task<Seen> ReadyAsync(string name) => UntilAsync(name, seen => seen.IsReady, "is Ready");

    /// <summary>Waits until Ready has this reason for the present spec.</summary>
    public Task<Seen> ReasonAsync(string name, string reason) => UntilAsync(name, seen => seen.Reason == reason, $"has the reason {reason}");

    public Task DeleteAsync(string name) => _user.DeleteAsync(Kind, new(null, name));

    /// <summary>Waits until the object is gone.</summary>
    public Task GoneAsync(string name) => Eventually.ValueAsync(() => FindAsync(name), seen => seen is null, $"{name} is gone", TimeSpan.FromSeconds(12));

    /// <summary>Takes all finalizers off.</summary>
    public Task RemoveFinalizersAsync(string name) => MergeAsync(name, new() { ["finalizers"] = null });

    /// <summary>Reasons of the Events about an object, with their notes.</summary>
    public async Task<string> EventsAsync(string name) =>
        await plane.KubectlAsync("get", "events.events.k8s.io", "--namespace", "default", "-o", $"jsonpath={{range .items[?(@.regarding.name==\"{name}\")]}}{{.type}} {{.reason}}: {{.note}}{{\"\\n\"}}{{end}}");

    /// <summary>What Events of the operator's Lease say, in the order in which it happened.</summary>
    public async Task<string[]> LeaseEventsAsync() =>
        (await plane.KubectlAsync("get", "events.events.k8s.io", "--namespace", "identity-center-system", "--sort-by", ".eventTime", "-o", "jsonpath={range .items[?(@.regarding.kind==\"Lease\")]}{.note}{\"\\n\"}{end}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The cluster's identity.</summary>
    public async Task<string> UidAsync() => (await plane.KubectlAsync("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")).Trim();

    /// <summary>Deletes all objects, and takes the finalizers off those that wait for an operator.</summary>
    public async Task CleanAsync()
    {
        foreach (var seen in await ListAsync())
        {
            await DeleteAsync(seen.Name);
            await ReleaseAsync(seen.Name);
        }

        await Eventually.TrueAsync(async () => (await ListAsync()).Count == 0, "no PermissionSet is left");
    }

    /// <summary>Lets the API server store what the schema forbids, as one did before the schema was there.</summary>
    public Task LoosenSchemaAsync() => plane.ApplyAsync(AnySchema);

    /// <summary>Ends <see cref="LoosenSchemaAsync"/>.</summary>
    public Task RestoreSchemaAsync() => plane.ApplyFolderAsync(Repository.At("config", "crds"));

    private static async Task<Cluster> InstallAsync()
    {
        var plane = await ControlPlane.Shared;
        await plane.InstallAsync();
        return new Cluster(plane);
    }

    private async Task ApplyAsync(string name, JsonNode spec)
    {
        if (await FindAsync(name) is null)
        {
            var created = new JsonObject { ["apiVersion"] = Kind.ApiVersion, ["kind"] = Kind.Kind, ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec.DeepClone() };
            await _user.CreateAsync((ResourceDefinition)Kind, null, Utf8(created));
        }
        else
        {
            await _user.PatchAsync(Kind, new(null, name), new Patch.Json(Utf8(new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/spec", ["value"] = spec.DeepClone() }))));
        }
    }

    private Task MergeAsync(string name, JsonObject metadata) => _user.PatchAsync(Kind, new(null, name), new Patch.Merge(Utf8(new JsonObject { ["metadata"] = metadata })));

    private static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private async Task ReleaseAsync(string name)
    {
        try
        {
            await RemoveFinalizersAsync(name);
        }
        catch (KubernetesException e) when (e.Reason == "NotFound")
        {
            // Nothing held it.
        }
    }

    private const string AnySchema = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: permissionsets.identitycenter.dev}
        spec:
          group: identitycenter.dev
          scope: Cluster
          names: {kind: PermissionSet, plural: permissionsets, singular: permissionset, shortNames: [permset], categories: [access]}
          versions:
          - name: v1alpha1
            served: true
            storage: true
            subresources: {status: {}}
            schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}, status: {type: object, x-kubernetes-preserve-unknown-fields: true}}}}
        """;
}
