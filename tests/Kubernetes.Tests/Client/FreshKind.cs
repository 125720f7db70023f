using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>A kind that nobody has asked for yet.</summary>
internal sealed class FreshKind(ControlPlane plane)
{
    private static readonly ResourceDefinition Definitions =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", Namespaced: false);

    private readonly ResourceDefinition _resource = GizmoKind.Resource with { Group = $"fresh-{Guid.NewGuid():n}.example.com" };

    /// <summary>Makes the kind and asks nothing of it.</summary>
    public Task InstallAsync()
    {
        var definition = YamlReader.ReadAll(GizmoKind.Crd.Replace(GizmoKind.Resource.Group, _resource.Group, StringComparison.Ordinal)).Single()!;
        return plane.Admin.CreateAsync(Definitions, null, Encoding.UTF8.GetBytes(definition.ToJsonString()));
    }

    /// <summary>Changes the kind and asks nothing of it.</summary>
    public Task ChangeAsync() => plane.Admin.PatchAsync(
        Definitions,
        new ObjectKey(null, $"gizmos.{_resource.Group}"),
        new Patch.Json("""[{"op":"add","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/more","value":{"type":"string"}}]"""u8.ToArray()));

    /// <summary>Watches, lists, reads, applies and deletes, one of them first. A kind that is not served yet is waited for; any other refusal is thrown.</summary>
    public async Task UseAsync(IKubernetesClient client, int first)
    {
        var key = new ObjectKey("default", $"gizmo-{first}");
        var body = JsonNode.Parse(GizmoKind.Body(key.Name).Span)!;
        body["apiVersion"] = _resource.ApiVersion;
        var json = Encoding.UTF8.GetBytes(body.ToJsonString());
        Func<Task>[] calls =
        [
            () => client.WatchAsync(_resource, new WatchOptions { SendInitialEvents = plane.Server.StreamsLists, Timeout = TimeSpan.FromSeconds(1) }).ToListAsync().AsTask(),
            () => client.WatchAsync(_resource, new WatchOptions { Timeout = TimeSpan.FromSeconds(1) }).ToListAsync().AsTask(),
            () => client.ListAsync(_resource, new ListOptions { ResourceVersion = "0" }),
            () => client.GetAsync(_resource, key),
            () => client.PatchAsync(_resource, key, new Patch.Apply(json, "us")),
            () => client.DeleteAsync(_resource, key),
        ];
        for (var i = 0; i < calls.Length; i++)
            await Eventually.TrueAsync(() => IsServedAsync(calls[(first + i) % calls.Length]), $"{_resource.Name} is served");
    }

    private static async Task<bool> IsServedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (KubernetesException e) when (e.Code == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
