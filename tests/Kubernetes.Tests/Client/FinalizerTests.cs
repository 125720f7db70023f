using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Client;

public sealed class FinalizerTests
{
    private const string Ours = "client.example.com/ours";
    private const string Foreign = "client.example.com/foreign";
    private const string Another = "client.example.com/another";

    [Fact]
    public async Task Ours_is_added_to_none_and_again_without_a_write()
    {
        var (client, key) = await CreateAsync("");

        Assert.True(await client.AddFinalizerAsync(GizmoKind.Resource, await client.MetadataAsync(key), Ours));
        var first = await client.MetadataAsync(key);
        Assert.True(await client.AddFinalizerAsync(GizmoKind.Resource, first, Ours));

        Assert.Equal([Ours], first.Finalizers);
        Assert.Equal(first.ResourceVersion, (await client.MetadataAsync(key)).ResourceVersion);
    }

    [Fact]
    public async Task Foreign_finalizers_and_fields_of_a_newer_kind_stay_as_they_are()
    {
        var (client, key) = await CreateAsync($",\"finalizers\":[\"{Foreign}\"]", ",\"fromTheFuture\":\"kept\"");

        await client.AddFinalizerAsync(GizmoKind.Resource, await client.MetadataAsync(key), Ours);
        var with = await client.MetadataAsync(key);
        await client.RemoveFinalizerAsync(GizmoKind.Resource, with, Ours);
        var without = JsonNode.Parse((await client.GetAsync(GizmoKind.Resource, key))!.Value.Span)!;

        Assert.Equal([Foreign, Ours], with.Finalizers);
        Assert.Equal($"[\"{Foreign}\"]", without["metadata"]!["finalizers"]!.ToJsonString());
        Assert.Equal("kept", (string)without["spec"]!["fromTheFuture"]!);
        Assert.Equal(1, (int)without["metadata"]!["generation"]!);
    }

    [Fact]
    public async Task What_others_did_since_we_looked_survives_an_add_and_a_removal()
    {
        var (client, key) = await CreateAsync($",\"finalizers\":[\"{Foreign}\",\"{Ours}\"]");
        var seen = await client.MetadataAsync(key);
        // Another controller goes first and puts its own in front, so that ours is no longer where it was seen.
        await client.PatchAsync(
            GizmoKind.Resource, key, new Patch.Merge(System.Text.Encoding.UTF8.GetBytes($$$"""{"metadata":{"finalizers":["{{{Another}}}","{{{Foreign}}}","{{{Ours}}}"]}}""")));

        await client.RemoveFinalizerAsync(GizmoKind.Resource, seen, Ours);
        Assert.Equal([Another, Foreign], (await client.MetadataAsync(key)).Finalizers);

        Assert.True(await client.AddFinalizerAsync(GizmoKind.Resource, new ObjectMeta
        {
            Name = seen.Name,
            Namespace = seen.Namespace,
            Uid = seen.Uid,
            ResourceVersion = seen.ResourceVersion,
        }, Ours));
        Assert.Equal([Another, Foreign, Ours], (await client.MetadataAsync(key)).Finalizers);
    }

    [Fact]
    public async Task Many_controllers_at_once_lose_nothing()
    {
        var (client, key) = await CreateAsync("");
        var seen = await client.MetadataAsync(key);
        var names = Enumerable.Range(0, 5).Select(i => $"client.example.com/f{i}").ToList();

        await Task.WhenAll(names.Select(n => client.AddFinalizerAsync(GizmoKind.Resource, seen, n)));
        Assert.Equal(names, (await client.MetadataAsync(key)).Finalizers!.Order(StringComparer.Ordinal));

        await Task.WhenAll(names.Take(4).Select(n => client.RemoveFinalizerAsync(GizmoKind.Resource, seen, n)));
        await Task.WhenAll(names.Take(4).Select(async n => await client.RemoveFinalizerAsync(GizmoKind.Resource, await client.MetadataAsync(key), n)));
        Assert.Equal(names[4..], (await client.MetadataAsync(key)).Finalizers);
    }

    [Fact]
    public async Task An_object_that_is_being_deleted_gets_none_and_goes_when_the_last_is_removed()
    {
        var (client, key) = await CreateAsync($",\"finalizers\":[\"{Ours}\"]");
        var before = await client.MetadataAsync(key);
        await client.DeleteAsync(GizmoKind.Resource, key);

        Assert.False(await client.AddFinalizerAsync(GizmoKind.Resource, before, Another));
        await client.RemoveFinalizerAsync(GizmoKind.Resource, before, Ours);

        Assert.Null(await client.GetAsync(GizmoKind.Resource, key));
        await client.RemoveFinalizerAsync(GizmoKind.Resource, before, Ours);
        Assert.False(await client.AddFinalizerAsync(GizmoKind.Resource, before, Another));
    }

    [Fact]
    public async Task A_successor_of_the_same_name_is_left_alone()
    {
        var (client, key) = await CreateAsync($",\"finalizers\":[\"{Ours}\"]");
        var first = await client.MetadataAsync(key);
        await client.RemoveFinalizerAsync(GizmoKind.Resource, first, Ours);
        await client.DeleteAsync(GizmoKind.Resource, key);
        await client.CreateAsync(GizmoKind.Resource, key.Namespace, GizmoKind.Body(key.Name, more: $",\"finalizers\":[\"{Ours}\"]"));

        await client.RemoveFinalizerAsync(GizmoKind.Resource, first, Ours);
        Assert.False(await client.AddFinalizerAsync(GizmoKind.Resource, first, Another));

        Assert.Equal([Ours], (await client.MetadataAsync(key)).Finalizers);
    }

    private static async Task<(IKubernetesClient Client, ObjectKey Key)> CreateAsync(string metadata, string spec = "")
    {
        var plane = await GizmoKind.InstallAsync();
        var key = new ObjectKey(await plane.NewNamespaceAsync(), "a");
        await plane.Admin.CreateAsync(GizmoKind.Resource, key.Namespace, GizmoKind.Body(key.Name, more: metadata, spec: spec));
        return (plane.Admin, key);
    }
}
