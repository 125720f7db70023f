using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using k8s;
using Testing;

namespace Kubernetes.Tests.Referee;

/// <summary>The official .NET client, which shares no code with ours: what both read is so.</summary>
internal sealed class Official(ControlPlane plane) : IDisposable
{
    public k8s.Kubernetes Client { get; } = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(plane.AdminKubeconfig));

    public ICustomObjectsOperations Objects => Client.CustomObjects;

    public static JsonNode Json(object answer) => JsonSerializer.SerializeToNode((JsonElement)answer)!;

    public static JsonNode Json(ReadOnlyMemory<byte> answer) => JsonNode.Parse(answer.Span)!;

    /// <summary>What both read of an object, which must be the same.</summary>
    public async Task<JsonNode> ReadByBothAsync(ResourceDefinition resource, ObjectKey key)
    {
        var theirs = Json(await Objects.GetNamespacedCustomObjectAsync(resource.Group, resource.Version, key.Namespace!, resource.Plural, key.Name));
        var ours = Json((await plane.Admin.GetAsync(resource, key))!.Value);
        Assert.True(JsonNode.DeepEquals(theirs, ours), $"{theirs}\n{ours}");
        return theirs;
    }

    public void Dispose() => Client.Dispose();

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
