using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Testing;

/// <summary>Applies YAML by server-side apply.</summary>
public sealed class Manifests(IKubernetesClient client)
{
    private const string FieldManager = "testing";

    private static readonly ResourceDefinition CustomResourceDefinitions =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", Namespaced: false);

    private static readonly ResourceDefinition[] BuiltIn =
    [
        CustomResourceDefinitions,
        new("", "v1", "Namespace", "namespaces", Namespaced: false),
        new("", "v1", "ServiceAccount", "serviceaccounts", Namespaced: true),
        new("", "v1", "ConfigMap", "configmaps", Namespaced: true),
        new("", "v1", "Secret", "secrets", Namespaced: true),
        new("", "v1", "Service", "services", Namespaced: true),
        new("apps", "v1", "Deployment", "deployments", Namespaced: true),
        new("rbac.authorization.k8s.io", "v1", "Role", "roles", Namespaced: true),
        new("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", Namespaced: true),
        new("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", Namespaced: false),
        new("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", Namespaced: false),
    ];

    /// <summary>Applies all documents; a namespaced object that names no namespace goes to the given one, else to <c>default</c>.</summary>
    public async Task ApplyAsync(string yaml, string? @namespace = null)
    {
        foreach (var document in YamlReader.ReadAll(yaml).OfType<JsonObject>())
            await ApplyAsync(document, @namespace);
    }

    private async Task ApplyAsync(JsonObject document, string? @namespace)
    {
        var resource = await FindAsync((string)document["apiVersion"]!, (string)document["kind"]!);
        var metadata = document["metadata"]!;
        var key = new ObjectKey(resource.Namespaced ? (string?)metadata["namespace"] ?? @namespace ?? "default" : null, (string)metadata["name"]!);
        if (resource == CustomResourceDefinitions)
            await DefineAsync(key, document);
        else
            await client.PatchAsync(resource, key, new Patch.Apply(Encoding.UTF8.GetBytes(document.ToJsonString()), FieldManager));
    }

    /// <summary>Server-side apply refuses fields of a definition that an older API server does not know; a create or a replacement drops them.</summary>
    private async Task DefineAsync(ObjectKey key, JsonObject document)
    {
        while (!await TryDefineAsync(key, document))
        {
            // Another test has written it meanwhile.
        }

        await WaitUntilServedAsync(key.Name);
    }

    private async Task<bool> TryDefineAsync(ObjectKey key, JsonObject document)
    {
        try
        {
            if (await client.GetAsync(CustomResourceDefinitions, key) is { } present)
            {
                document["metadata"]!["resourceVersion"] = (string)JsonNode.Parse(present.Span)!["metadata"]!["resourceVersion"]!;
                await client.ReplaceAsync(CustomResourceDefinitions, key, Encoding.UTF8.GetBytes(document.ToJsonString()));
            }
            else
            {
                await client.CreateAsync(CustomResourceDefinitions, null, Encoding.UTF8.GetBytes(document.ToJsonString()));
            }

            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private async Task<ResourceDefinition> FindAsync(string apiVersion, string kind) =>
        BuiltIn.FirstOrDefault(r => r.ApiVersion == apiVersion && r.Kind == kind)
        ?? (await CustomAsync()).FirstOrDefault(r => r.ApiVersion == apiVersion && r.Kind == kind)
        ?? throw new ArgumentException($"{apiVersion} {kind} is neither a built-in kind known here nor defined by a CRD");

    private async Task<IEnumerable<ResourceDefinition>> CustomAsync() =>
        (await client.ListAsync(CustomResourceDefinitions, new ListOptions())).Items.SelectMany(item => Definitions(JsonNode.Parse(item.Span)!));

    private static IEnumerable<ResourceDefinition> Definitions(JsonNode crd) =>
        from version in crd["spec"]!["versions"]!.AsArray()
        let names = crd["spec"]!["names"]!
        select new ResourceDefinition(
            (string)crd["spec"]!["group"]!, (string)version["name"]!, (string)names["kind"]!, (string)names["plural"]!, (string?)crd["spec"]!["scope"] == "Namespaced");

    private async Task WaitUntilServedAsync(string name)
    {
        var crd = JsonNode.Parse((await client.GetAsync(CustomResourceDefinitions, new ObjectKey(null, name)))!.Value.Span)!;
        foreach (var resource in Definitions(crd))
            await Eventually.TrueAsync(async () => await IsEstablishedAsync(name) && await IsServedAsync(resource), $"{resource.Name} is established and served");
    }

    private async Task<bool> IsEstablishedAsync(string name) =>
        await client.GetAsync(CustomResourceDefinitions, new ObjectKey(null, name)) is { } body
        && JsonNode.Parse(body.Span)!["status"]?["conditions"] is JsonArray conditions
        && conditions.Any(condition => (string?)condition!["type"] == "Established" && (string?)condition["status"] == "True");

    private async Task<bool> IsServedAsync(ResourceDefinition resource)
    {
        try
        {
            await client.ListAsync(resource, new ListOptions { Limit = 1 });
            return true;
        }
        // A server that replaces the storage of a kind resets the requests that it has begun to answer.
        catch (Exception e) when (e is KubernetesException { Code: HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests } or HttpRequestException)
        {
            return false;
        }
    }
}
