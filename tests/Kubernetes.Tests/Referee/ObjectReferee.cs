using System.Net;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Kubernetes.Tests.Client;
using Testing;
using WatchEventType = IdentityCenterOperator.Kubernetes.Client.WatchEventType;

namespace Kubernetes.Tests.Referee;

/// <summary>What our client writes, the official one reads as it was meant, and the other way round.</summary>
public sealed class ObjectReferee
{
    private static readonly ResourceDefinition Gizmo = GizmoKind.Resource;

    [Fact]
    public async Task Each_way_in_which_we_write_does_what_the_official_client_sees()
    {
        var (plane, official, key) = await PrepareAsync();
        using var _ = official;

        await plane.Admin.CreateAsync(Gizmo, key.Namespace, GizmoKind.Body(key.Name, 1, ",\"labels\":{\"team\":\"ä.ö\"}".Replace("ä.ö", "a.o", StringComparison.Ordinal)));
        var created = await official.ReadByBothAsync(Gizmo, key);
        Assert.Equal((1, "a.o"), ((int)created["spec"]!["size"]!, (string?)created["metadata"]!["labels"]!["team"]));

        await plane.Admin.PatchAsync(Gizmo, key, new Patch.Apply(GizmoKind.Body(key.Name, 2, spec: ",\"color\":\"grün & blau\""), "the manager"));
        var applied = await official.ReadByBothAsync(Gizmo, key);
        Assert.Equal((2, "grün & blau"), ((int)applied["spec"]!["size"]!, (string?)applied["spec"]!["color"]));
        Assert.Contains(("the manager", "Apply", null), Managers(applied));

        await plane.Admin.PatchAsync(Gizmo, key, new Patch.Apply(Official.Bytes("""{"apiVersion":"client.example.com/v1","kind":"Gizmo","status":{"observedGeneration":7}}"""), "the reporter"), "status");
        var reported = await official.ReadByBothAsync(Gizmo, key);
        Assert.Equal(7, (int)reported["status"]!["observedGeneration"]!);
        Assert.Equal((string?)applied["spec"]!.ToJsonString(), reported["spec"]!.ToJsonString());
        // Kubernetes tells subresources apart there since 1.22.
        Assert.Contains(("the reporter", "Apply", plane.Server.TellsSubresourcesInManagedFields ? "status" : null), Managers(reported));

        await plane.Admin.PatchAsync(Gizmo, key, new Patch.Merge(Official.Bytes("""{"metadata":{"annotations":{"example.com/a":"b"}},"spec":{"color":null}}""")));
        var merged = await official.ReadByBothAsync(Gizmo, key);
        Assert.Equal(("b", null), ((string?)merged["metadata"]!["annotations"]!["example.com/a"], (string?)merged["spec"]!["color"]));

        await plane.Admin.AddFinalizerAsync(Gizmo, await plane.Admin.MetadataAsync(key), "example.com/one");
        await plane.Admin.AddFinalizerAsync(Gizmo, await plane.Admin.MetadataAsync(key), "example.com/two");
        await plane.Admin.RemoveFinalizerAsync(Gizmo, await plane.Admin.MetadataAsync(key), "example.com/one");
        Assert.Equal("""["example.com/two"]""", (await official.ReadByBothAsync(Gizmo, key))["metadata"]!["finalizers"]!.ToJsonString());

        await plane.Admin.ReplaceAsync(Gizmo, key, Edited(await official.ReadByBothAsync(Gizmo, key), 9));
        Assert.Equal(9, (int)(await official.ReadByBothAsync(Gizmo, key))["spec"]!["size"]!);

        Assert.True(await plane.Admin.DeleteAsync(Gizmo, key));
        Assert.NotNull((await official.ReadByBothAsync(Gizmo, key))["metadata"]!["deletionTimestamp"]);
        await plane.Admin.RemoveFinalizerAsync(Gizmo, await plane.Admin.MetadataAsync(key), "example.com/two");
        var gone = await Assert.ThrowsAsync<HttpOperationException>(() => official.ReadByBothAsync(Gizmo, key));
        Assert.Equal(HttpStatusCode.NotFound, gone.Response.StatusCode);
    }

    [Fact]
    public async Task Each_way_in_which_the_official_client_writes_is_seen_by_ours()
    {
        var (plane, official, key) = await PrepareAsync();
        using var _ = official;
        var (group, version, plural) = (Gizmo.Group, Gizmo.Version, Gizmo.Plural);

        await official.Objects.CreateNamespacedCustomObjectAsync(JsonNode.Parse(GizmoKind.Body(key.Name, 1).Span), group, version, key.Namespace, plural);
        Assert.Equal(1, (int)(await official.ReadByBothAsync(Gizmo, key))["spec"]!["size"]!);

        await official.Objects.PatchNamespacedCustomObjectAsync(
            new V1Patch(System.Text.Encoding.UTF8.GetString(GizmoKind.Body(key.Name, 2).Span), V1Patch.PatchType.ApplyPatch), group, version, key.Namespace, plural, key.Name, fieldManager: "them", force: true);
        Assert.Contains(("them", "Apply", null), Managers(Official.Json((await plane.Admin.GetAsync(Gizmo, key))!.Value)));

        await official.Objects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch("""{"status":{"observedGeneration":3}}""", V1Patch.PatchType.MergePatch), group, version, key.Namespace, plural, key.Name);
        await official.Objects.PatchNamespacedCustomObjectAsync(
            new V1Patch("""[{"op":"add","path":"/metadata/finalizers","value":["example.com/theirs"]},{"op":"add","path":"/metadata/labels","value":{"a":"b"}}]""", V1Patch.PatchType.JsonPatch),
            group, version, key.Namespace, plural, key.Name);
        var patched = await official.ReadByBothAsync(Gizmo, key);
        Assert.Equal((2, 3), ((int)patched["spec"]!["size"]!, (int)patched["status"]!["observedGeneration"]!));

        await official.Objects.DeleteNamespacedCustomObjectAsync(group, version, key.Namespace, plural, key.Name);
        var theirs = k8s.KubernetesJson.Deserialize<V1ObjectMeta>((await official.ReadByBothAsync(Gizmo, key))["metadata"]!.ToJsonString());
        var ours = await plane.Admin.MetadataAsync(key);
        Assert.Equal(
            (theirs.Name, theirs.NamespaceProperty, theirs.Uid, theirs.ResourceVersion, theirs.Generation),
            (ours.Name, ours.Namespace, ours.Uid, ours.ResourceVersion, ours.Generation));
        Assert.Equal((theirs.CreationTimestamp, theirs.DeletionTimestamp), (ours.CreationTimestamp?.UtcDateTime, ours.DeletionTimestamp?.UtcDateTime));
        Assert.Equal(theirs.Finalizers, ours.Finalizers);
        Assert.Equal(theirs.Labels, ours.Labels!.ToDictionary());

        await official.Objects.PatchNamespacedCustomObjectAsync(
            new V1Patch("""[{"op":"remove","path":"/metadata/finalizers"}]""", V1Patch.PatchType.JsonPatch), group, version, key.Namespace, plural, key.Name);
        Assert.Null(await plane.Admin.GetAsync(Gizmo, key));
    }

    [Fact]
    public async Task Both_watches_tell_the_same_changes_in_the_same_order()
    {
        var (plane, official, key) = await PrepareAsync();
        using var _ = official;
        var start = await plane.Admin.ListAsync(Gizmo, new ListOptions { Namespace = key.Namespace });
        await plane.Admin.CreateAsync(Gizmo, key.Namespace, GizmoKind.Body("a"));
        await plane.Admin.PatchAsync(Gizmo, new(key.Namespace, "a"), new Patch.Merge(Official.Bytes("""{"spec":{"size":2}}""")));
        await plane.Admin.CreateAsync(Gizmo, key.Namespace, GizmoKind.Body("b"));
        await plane.Admin.DeleteAsync(Gizmo, new(key.Namespace, "a"));

        var ours = await plane.Admin.WatchAsync(Gizmo, new WatchOptions { Namespace = key.Namespace, ResourceVersion = start.ResourceVersion, Timeout = TimeSpan.FromSeconds(2) })
            .Where(change => change.Type != WatchEventType.Bookmark).Select(change => ($"{change.Type}", Official.Json(change.Object).ToJsonString())).ToListAsync();
        var theirs = await official.Objects.WatchListNamespacedCustomObjectAsync(
            Gizmo.Group, Gizmo.Version, key.Namespace, Gizmo.Plural, resourceVersion: start.ResourceVersion, timeoutSeconds: 2).Select(change => ($"{change.Item1}", Official.Json(change.Item2).ToJsonString())).ToListAsync();

        Assert.Equal(["Added", "Modified", "Added", "Deleted"], ours.Select(change => change.Item1));
        Assert.Equal(theirs, ours);
    }

    private static IEnumerable<(string?, string?, string?)> Managers(JsonNode read) =>
        read["metadata"]!["managedFields"]!.AsArray().Select(entry => ((string?)entry!["manager"], (string?)entry["operation"], (string?)entry["subresource"]));

    private static byte[] Edited(JsonNode read, int size)
    {
        read["spec"]!["size"] = size;
        return Official.Bytes(read.ToJsonString());
    }

    private static async Task<(ControlPlane Plane, Official Official, ObjectKey Key)> PrepareAsync()
    {
        var plane = await GizmoKind.InstallAsync();
        return (plane, new Official(plane), new ObjectKey(await plane.NewNamespaceAsync(), "some.gizmo-1"));
    }
}
