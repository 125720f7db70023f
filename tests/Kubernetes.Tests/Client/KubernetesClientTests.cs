using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace Kubernetes.Tests.Client;

public sealed class KubernetesClientTests
{
    [Fact]
    public async Task An_absent_object_is_null_but_an_absent_kind_or_namespace_is_an_error()
    {
        var plane = await GizmoKind.InstallAsync();
        var absentKind = GizmoKind.Resource with { Kind = "Gadget", Plural = "gadgets" };

        Assert.Null(await plane.Admin.GetAsync(GizmoKind.Resource, new ObjectKey("default", "nobody")));
        var noKind = await Assert.ThrowsAsync<KubernetesException>(() => plane.Admin.GetAsync(absentKind, new ObjectKey("default", "nobody")));
        var noNamespace = await Assert.ThrowsAsync<KubernetesException>(() => plane.Admin.CreateAsync(GizmoKind.Resource, "nowhere", GizmoKind.Body("a")));

        Assert.Equal(HttpStatusCode.NotFound, noKind.Code);
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), (noNamespace.Code, noNamespace.Reason));
        Assert.Contains("nowhere", noNamespace.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_says_whether_there_was_something_and_keeps_its_preconditions()
    {
        var (plane, name) = await WithNamespaceAsync();
        var key = new ObjectKey(name, "a");
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));
        var meta = await plane.Admin.MetadataAsync(key);

        var refused = await Assert.ThrowsAsync<KubernetesException>(
            () => plane.Admin.DeleteAsync(GizmoKind.Resource, key, new Preconditions(Uid: Guid.NewGuid().ToString())));

        Assert.Equal((HttpStatusCode.Conflict, "Conflict"), (refused.Code, refused.Reason));
        Assert.True(await plane.Admin.DeleteAsync(GizmoKind.Resource, key, new Preconditions(meta.Uid, meta.ResourceVersion)));
        Assert.False(await plane.Admin.DeleteAsync(GizmoKind.Resource, key));
    }

    [Fact]
    public async Task Refusals_carry_code_and_reason()
    {
        var (plane, name) = await WithNamespaceAsync();
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));
        var stranger = plane.ClientFor("stranger");

        Assert.Equal(("AlreadyExists", HttpStatusCode.Conflict), await RefusalAsync(() => plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"))));
        Assert.Equal(
            ("Invalid", HttpStatusCode.UnprocessableEntity), await RefusalAsync(() => plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("b", size: 101))));
        Assert.Equal(("Forbidden", HttpStatusCode.Forbidden), await RefusalAsync(() => stranger.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name })));
        Assert.Equal(("BadRequest", HttpStatusCode.BadRequest), await RefusalAsync(() => plane.Admin.CreateAsync(GizmoKind.Resource, name, "{"u8.ToArray())));
    }

    [Fact]
    public async Task A_replace_of_an_old_version_conflicts()
    {
        var (plane, name) = await WithNamespaceAsync();
        var created = await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));
        await plane.Admin.ReplaceAsync(GizmoKind.Resource, new ObjectKey(name, "a"), Edited(created, 2));

        Assert.Equal(
            ("Conflict", HttpStatusCode.Conflict), await RefusalAsync(() => plane.Admin.ReplaceAsync(GizmoKind.Resource, new ObjectKey(name, "a"), Edited(created, 3))));
    }

    [Fact]
    public async Task An_apply_conflicts_with_another_manager_unless_forced()
    {
        var (plane, name) = await WithNamespaceAsync();
        var key = new ObjectKey(name, "a");
        await plane.Admin.PatchAsync(GizmoKind.Resource, key, new Patch.Apply(GizmoKind.Body("a", 1), "somebody"));

        var refused = await Assert.ThrowsAsync<KubernetesException>(
            () => plane.Admin.PatchAsync(GizmoKind.Resource, key, new Patch.Apply(GizmoKind.Body("a", 2), "us", Force: false)));
        var taken = await plane.Admin.PatchAsync(GizmoKind.Resource, key, new Patch.Apply(GizmoKind.Body("a", 2), "us"));

        Assert.Equal((HttpStatusCode.Conflict, "Conflict"), (refused.Code, refused.Reason));
        Assert.Contains(".spec.size", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (int)JsonNode.Parse(taken.Span)!["spec"]!["size"]!);
    }

    [Fact]
    public async Task A_status_apply_touches_neither_spec_nor_generation()
    {
        var (plane, name) = await WithNamespaceAsync();
        var key = new ObjectKey(name, "a");
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a", 7, spec: ",\"fromTheFuture\":\"kept\""));
        var status = """{"apiVersion":"client.example.com/v1","kind":"Gizmo","status":{"observedGeneration":1}}"""u8.ToArray();

        var stored = JsonNode.Parse((await plane.Admin.PatchAsync(GizmoKind.Resource, key, new Patch.Apply(status, "us"), "status")).Span)!;

        Assert.Equal("""{"fromTheFuture":"kept","size":7}""", stored["spec"]!.ToJsonString());
        Assert.Equal(1, (int)stored["metadata"]!["generation"]!);
        Assert.Equal(1, (int)stored["status"]!["observedGeneration"]!);
    }

    [Theory]
    [InlineData("🚀 and 𝒜")]
    [InlineData("a \\ud83d\\ude80 that is written so, and a quotation mark \"")]
    [InlineData("Zürich \u4E2D\u6587 \u200D \u2028 \t")]
    public async Task Text_of_any_script_is_stored_by_an_apply_as_it_is(string text)
    {
        var (plane, name) = await WithNamespaceAsync();
        var key = new ObjectKey(name, "a");
        var body = new JsonObject
        {
            ["apiVersion"] = "client.example.com/v1",
            ["kind"] = "Gizmo",
            ["metadata"] = new JsonObject { ["name"] = "a" },
            ["spec"] = new JsonObject { ["size"] = 1, ["color"] = text },
        };
        var stored = await plane.Admin.PatchAsync(GizmoKind.Resource, key, new Patch.Apply(Encoding.UTF8.GetBytes(body.ToJsonString()), "us"));
        Assert.Equal(text, (string?)JsonNode.Parse(stored.Span)!["spec"]!["color"]);
    }

    [Fact]
    public async Task A_list_comes_in_pages_that_together_hold_each_object_once()
    {
        var (plane, name) = await WithNamespaceAsync();
        foreach (var i in Enumerable.Range(0, 7))
            await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body($"w{i}"));

        var names = new List<string>();
        var sizes = new List<int>();
        string? next = null;
        do
        {
            var page = await plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name, Limit = 3, Continue = next });
            names.AddRange(page.Items.Select(Name));
            sizes.Add(page.Items.Count);
            next = page.Continue;
        }
        while (next is not null);

        Assert.Equal(["w0", "w1", "w2", "w3", "w4", "w5", "w6"], names);
        Assert.Equal([3, 3, 1], sizes);
    }

    [Fact]
    public async Task Selectors_and_limits_reach_the_server()
    {
        var (plane, name) = await WithNamespaceAsync();
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a", more: ",\"labels\":{\"team\":\"data & co\"}".Replace(" & ", ".", StringComparison.Ordinal)));
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("b"));

        var labelled = await plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name, LabelSelector = "team in (data.co)" });
        var named = await plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name, FieldSelector = "metadata.name=b" });

        Assert.Equal(["a"], labelled.Items.Select(Name));
        Assert.Equal(["b"], named.Items.Select(Name));
    }

    [Fact]
    public async Task After_a_compaction_an_old_continue_token_and_an_old_watch_are_gone()
    {
        await using var plane = await ControlPlane.StartAsync();
        await GizmoKind.InstallAsync(plane);
        foreach (var i in Enumerable.Range(0, 4))
            await plane.Admin.CreateAsync(GizmoKind.Resource, "default", GizmoKind.Body($"w{i}"));
        var page = await plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Limit = 1 });
        await plane.Admin.CreateAsync(GizmoKind.Resource, "default", GizmoKind.Body("later"));
        await plane.CompactAsync();
        // The watch cache would still know the old versions.
        await plane.StopApiServerAsync();
        await plane.StartApiServerAsync();

        Assert.Equal(
            ("Expired", HttpStatusCode.Gone), await RefusalAsync(() => plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Limit = 1, Continue = page.Continue })));
        var first = await plane.Admin.WatchAsync(GizmoKind.Resource, new WatchOptions { ResourceVersion = "1" }).FirstAsync();
        Assert.Equal(WatchEventType.Error, first.Type);
        Assert.Equal(410, (int)JsonNode.Parse(first.Object.Span)!["code"]!);
    }

    [Fact]
    public async Task A_watch_yields_changes_in_order_until_the_server_ends_it()
    {
        var (plane, name) = await WithNamespaceAsync();
        var start = await plane.Admin.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name });
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));
        await plane.Admin.PatchAsync(GizmoKind.Resource, new ObjectKey(name, "a"), new Patch.Merge("""{"spec":{"size":2}}"""u8.ToArray()));
        await plane.Admin.DeleteAsync(GizmoKind.Resource, new ObjectKey(name, "a"));

        var options = new WatchOptions { Namespace = name, ResourceVersion = start.ResourceVersion, Timeout = TimeSpan.FromSeconds(2) };
        var seen = await plane.Admin.WatchAsync(GizmoKind.Resource, options).ToListAsync();

        Assert.Equal(
            [WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted], seen.Select(e => e.Type).Where(t => t != WatchEventType.Bookmark));
    }

    [Fact]
    public void A_watch_asks_for_bookmarks_and_when_told_to_for_the_state_first()
    {
        var path = RequestPath.Of(GizmoKind.Resource, new WatchOptions { Namespace = "a", LabelSelector = "x in (a, b)", ResourceVersion = "7", Timeout = TimeSpan.FromMinutes(5) });
        var listing = RequestPath.Of(GizmoKind.Resource, new WatchOptions { SendInitialEvents = true });

        Assert.Equal(
            "apis/client.example.com/v1/namespaces/a/gizmos?watch=1&allowWatchBookmarks=true&labelSelector=x%20in%20%28a%2C%20b%29&resourceVersion=7&timeoutSeconds=300", path);
        Assert.Equal(
            "apis/client.example.com/v1/gizmos?watch=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan", listing);
    }

    [Fact]
    public async Task A_watch_ends_quietly_when_the_connection_is_cut_and_at_once_when_cancelled()
    {
        var (plane, name) = await WithNamespaceAsync();
        await using var proxy = TcpProxy.Start(plane.Port);
        var client = plane.Client(plane.AdminKubeconfigThrough(proxy));
        await client.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));

        var seen = new List<WatchEventType>();
        await foreach (var change in client.WatchAsync(GizmoKind.Resource, new WatchOptions { Namespace = name, ResourceVersion = "0" }))
        {
            seen.Add(change.Type);
            proxy.Cut();
        }

        // A current server sends a bookmark right behind what there is.
        Assert.Equal([WatchEventType.Added], seen.Where(type => type != WatchEventType.Bookmark));
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var change in client.WatchAsync(GizmoKind.Resource, new WatchOptions { Namespace = name, ResourceVersion = "0" }, cancel.Token))
                await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task Many_calls_at_once_share_one_connection()
    {
        var (plane, name) = await WithNamespaceAsync();
        await using var proxy = TcpProxy.Start(plane.Port);
        var client = plane.Client(plane.AdminKubeconfigThrough(proxy));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ListAsync(GizmoKind.Resource, new ListOptions { Namespace = name })));

        Assert.Equal(1, proxy.Accepted);
    }

    [Fact]
    public async Task Requests_are_counted_as_client_go_counts_them()
    {
        var plane = await GizmoKind.InstallAsync();
        await using var proxy = TcpProxy.Start(plane.Port);
        var client = plane.Client(plane.AdminKubeconfigThrough(proxy));
        using var counts = new RequestCounts($"127.0.0.1:{proxy.Port}");

        await client.GetAsync(GizmoKind.Resource, new ObjectKey("default", "nobody"));
        await client.ListAsync(GizmoKind.Resource, new ListOptions());
        proxy.Refuse();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Equal(["GET 200: 1", "GET 404: 1", "GET <error>: 1"], counts.Lines);
    }

    private static async Task<(ControlPlane Plane, string Namespace)> WithNamespaceAsync()
    {
        var plane = await GizmoKind.InstallAsync();
        return (plane, await plane.NewNamespaceAsync());
    }

    private static async Task<(string Reason, HttpStatusCode Code)> RefusalAsync(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<KubernetesException>(call);
        return (refusal.Reason, refusal.Code);
    }

    private static string Name(ReadOnlyMemory<byte> item) => (string)JsonNode.Parse(item.Span)!["metadata"]!["name"]!;

    private static byte[] Edited(ReadOnlyMemory<byte> body, int size)
    {
        var gizmo = JsonNode.Parse(body.Span)!;
        gizmo["spec"]!["size"] = size;
        return Encoding.UTF8.GetBytes(gizmo.ToJsonString());
    }
}
