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
    private const string User = "testing";

    private static readonly ResourceDefinition<PermissionSet> Kind = PermissionSet.Definition;
    private static readonly Lazy<Task<Cluster>> Installed = new(InstallAsync);

    /// <summary>A cluster with the operator's CRDs and roles, the same for all tests.</summary>
    public static Task<Cluster> Shared => Installed.Value;

    public ControlPlane Plane => plane;

    /// <summary>Applies a PermissionSet with this spec, given as YAML.</summary>
    public Task ApplyAsync(string name, string spec)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = Kind.ApiVersion, ["kind"] = Kind.Kind, ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = YamlReader.ReadAll(spec)[0]?.DeepClone() ?? new JsonObject(),
        };
        return ApplyAsync(name, body, User);
    }

    /// <summary>Applies a sample of the repository.</summary>
    public Task ApplySampleAsync(string file) => plane.ApplyAsync(File.ReadAllText(Repository.At("config", "samples", file)));

    /// <summary>Sets an annotation, or takes it away.</summary>
    public Task AnnotateAsync(string name, string key, string? value) => ApplyMetadataAsync(name, "annotations", key, value);

    /// <summary>Sets a label, or takes it away.</summary>
    public Task LabelAsync(string name, string key, string? value) => ApplyMetadataAsync(name, "labels", key, value);

    public async Task<Seen?> FindAsync(string name) => await plane.Admin.GetAsync((ResourceDefinition)Kind, new(null, name)) is { } body ? Seen.From(body) : null;

    public async Task<Seen> GetAsync(string name) => await FindAsync(name) ?? throw new ExpectationException($"there is no PermissionSet {name}");

    public async Task<IReadOnlyList<Seen>> ListAsync() => [.. (await plane.Admin.ListAsync(Kind, new())).Items.Select(Seen.From)];

    /// <summary>Waits until the object is as said.</summary>
    public async Task<Seen> UntilAsync(string name, Func<Seen, bool> condition, string because) =>
        (await Eventually.ValueAsync(() => FindAsync(name), seen => seen is not null && condition(seen), $"{name} {because}"))!;

    /// <summary>Waits until the object is Ready for its present spec.</summary>
    public Task<Seen> ReadyAsync(string name) => UntilAsync(name, seen => seen.IsReady, "is Ready");

    /// <summary>Waits until Ready has this reason for the present spec.</summary>
    public Task<Seen> ReasonAsync(string name, string reason) => UntilAsync(name, seen => seen.Reason == reason, $"has the reason {reason}");

    public Task DeleteAsync(string name) => plane.Admin.DeleteAsync(Kind, new(null, name));

    /// <summary>Waits until the object is gone.</summary>
    public Task GoneAsync(string name) => Eventually.ValueAsync(() => FindAsync(name), seen => seen is null, $"{name} is gone");

    /// <summary>Takes all finalizers off.</summary>
    public Task RemoveFinalizersAsync(string name) =>
        plane.Admin.PatchAsync(Kind, new(null, name), new Patch.Merge("""{"metadata":{"finalizers":null}}"""u8.ToArray()));

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
    public Task RestoreSchemaAsync() => ApplySchemasAsync(plane);

    private static async Task<Cluster> InstallAsync()
    {
        var plane = await ControlPlane.Shared;
        await ApplySchemasAsync(plane);
        await plane.InstallAsync();
        return new Cluster(plane);
    }

    private static Task ApplySchemasAsync(ControlPlane plane) =>
        Directory.Exists(Repository.At("config", "crds")) ? plane.ApplyFolderAsync(Repository.At("config", "crds")) : plane.ApplyAsync(AnySchema);

    private Task ApplyMetadataAsync(string name, string part, string key, string? value)
    {
        // A field manager of its own for each key: to apply nothing takes away what it had applied.
        var metadata = new JsonObject { ["name"] = name };
        if (value is not null)
            metadata[part] = new JsonObject { [key] = value };
        return ApplyAsync(name, new() { ["apiVersion"] = Kind.ApiVersion, ["kind"] = Kind.Kind, ["metadata"] = metadata }, $"{User}-{part}-{key.Replace('/', '-')}");
    }

    private Task ApplyAsync(string name, JsonObject body, string manager) =>
        plane.Admin.PatchAsync(Kind, new(null, name), new Patch.Apply(Encoding.UTF8.GetBytes(body.ToJsonString()), manager));

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
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: identitycenters.identitycenter.dev}
        spec:
          group: identitycenter.dev
          scope: Cluster
          names: {kind: IdentityCenter, plural: identitycenters, singular: identitycenter, shortNames: [ic], categories: [access]}
          versions:
          - name: v1alpha1
            served: true
            storage: true
            subresources: {status: {}}
            schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}, status: {type: object, x-kubernetes-preserve-unknown-fields: true}}}}
        """;
}
