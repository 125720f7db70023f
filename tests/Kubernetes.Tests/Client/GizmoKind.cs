using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>A kind to try things on, on the shared API server.</summary>
internal static class GizmoKind
{
    public static readonly ResourceDefinition Resource = new("client.example.com", "v1", "Gizmo", "gizmos", Namespaced: true);

    public const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: gizmos.client.example.com
        spec:
          group: client.example.com
          scope: Namespaced
          names: {kind: Gizmo, plural: gizmos, singular: gizmo, listKind: GizmoList}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: {type: integer, maximum: 100}
                      color: {type: string}
                      fromTheFuture: {type: string}
                  status:
                    type: object
                    properties:
                      observedGeneration: {type: integer}
        """;

    private static readonly Lazy<Task<ControlPlane>> Installed = new(async () =>
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Crd);
        return plane;
    });

    /// <summary>The shared API server, with the kind.</summary>
    public static Task<ControlPlane> InstallAsync() => Installed.Value;

    /// <summary>Installs the kind on another API server.</summary>
    public static Task InstallAsync(ControlPlane plane) => plane.ApplyAsync(Crd);

    /// <summary>JSON of a gizmo; <paramref name="more"/> goes into its metadata.</summary>
    public static ReadOnlyMemory<byte> Body(string name, int size = 1, string more = "", string spec = "") => Encoding.UTF8.GetBytes(
        $$$"""{"apiVersion":"client.example.com/v1","kind":"Gizmo","metadata":{"name":"{{{name}}}"{{{more}}}},"spec":{"size":{{{size}}}{{{spec}}}}}""");

    public static async Task<ObjectMeta> MetadataAsync(this IKubernetesClient client, ObjectKey key) =>
        (await client.GetAsync(Resource, key)) is { } body
            ? System.Text.Json.JsonSerializer.Deserialize(body.Span, ClientJson.Default.PartialObject)!.Metadata
            : throw new ExpectationException($"{key} does not exist");
}
