using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using k8s;
using Kubernetes.Tests.Client;

namespace Kubernetes.Tests.Referee;

/// <summary>Lists of many objects, page by page, by both clients.</summary>
public sealed class ListReferee
{
    private const int Count = 10_000;

    [Fact]
    public async Task Of_ten_thousand_objects_both_read_the_same_names_and_versions()
    {
        var plane = await GizmoKind.InstallAsync();
        using var official = new Official(plane);
        var name = await plane.NewNamespaceAsync();
        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, token) =>
            await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body($"gizmo-{i}", i % 100, $",\"labels\":{{\"third\":\"{i % 3}\",\"odd\":\"{i % 2 == 1}\"}}"), token));

        foreach (var (labels, fields, expected) in new (string?, string?, int)[] { (null, null, Count), ("third in (0,2),odd!=True", null, 3334), (null, "metadata.name=gizmo-7", 1) })
        {
            var ours = await OursAsync(plane.Admin, name, labels, fields);
            Assert.Equal(expected, ours.Count);
            Assert.Equal(await TheirsAsync(official, name, labels, fields), ours);
        }
    }

    private static async Task<List<(string, string, string)>> OursAsync(IKubernetesClient client, string name, string? labels, string? fields)
    {
        var read = new List<(string, string, string)>();
        var page = new ListPage([], "", null);
        do
        {
            page = await client.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name, LabelSelector = labels, FieldSelector = fields, Limit = 500, Continue = page.Continue });
            read.AddRange(page.Items.Select(item => Identity(Official.Json(item))));
        }
        while (page.Continue is not null);
        return read;
    }

    private static async Task<List<(string, string, string)>> TheirsAsync(Official official, string name, string? labels, string? fields)
    {
        var read = new List<(string, string, string)>();
        string? next = null;
        do
        {
            var page = Official.Json(await official.Objects.ListNamespacedCustomObjectAsync(
                GizmoKind.Resource.Group, GizmoKind.Resource.Version, name, GizmoKind.Resource.Plural, labelSelector: labels, fieldSelector: fields, limit: 700, continueParameter: next));
            read.AddRange(page["items"]!.AsArray().Select(item => Identity(item!)));
            next = (string?)page["metadata"]!["continue"];
        }
        while (!string.IsNullOrEmpty(next));
        return read;
    }

    private static (string, string, string) Identity(JsonNode item)
    {
        var metadata = item["metadata"]!;
        return ((string)metadata["name"]!, (string)metadata["uid"]!, (string)metadata["resourceVersion"]!);
    }
}
