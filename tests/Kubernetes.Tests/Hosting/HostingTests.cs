using System.Collections.Concurrent;
using System.Net;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Kubernetes.Tests.Hosting;

/// <summary>The documented example, run as a program.</summary>
public sealed class HostingTests
{
    [Fact]
    public async Task The_example_controller_fills_and_clears_shelves_and_answers_for_itself()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        await plane.ApplyAsync(Widget.Yaml("a", count: 3), @namespace);
        var warehouse = new Warehouse();
        await using var app = WidgetProgram.Build(Builder(), plane.Admin, warehouse, @namespace);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.TrueAsync(() => warehouse.Shelves.Values.Contains(3), "the shelf is filled");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/debug/queue", UriKind.Relative))).StatusCode);
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("leader_election_master_status{name=\"widgets\"} 1\n", metrics);
        Assert.Contains("controller_runtime_reconcile_total{controller=\"widget\",result=\"success\"}", metrics);
        Assert.Contains("workqueue_depth{name=\"widget\",controller=\"widget\"}", metrics);
        await plane.KubectlAsync("delete", Widget.Resource.Name, "a", "-n", @namespace, "--timeout=20s");
        Assert.DoesNotContain(3, warehouse.Shelves.Values);
        await app.StopAsync();
        Assert.Equal("", await HolderAsync(plane, @namespace));
    }

    [Fact]
    public async Task A_standby_is_ready_and_writes_nothing()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        await plane.KubectlWithInputAsync(Lease("other"), "create", "-n", @namespace, "-f", "-");
        var warehouse = new Warehouse();
        await using var app = WidgetProgram.Build(Builder(), plane.Admin, warehouse, @namespace);
        await app.StartAsync();
        await plane.ApplyAsync(Widget.Yaml("a", count: 3), @namespace);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.TrueAsync(async () => (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).IsSuccessStatusCode, "the standby is ready");
        await Eventually.TrueAsync(() => app.Services.GetRequiredService<LeaderElector>().Holder == "other", "the standby has seen the lease");
        Assert.Empty(warehouse.Shelves);
        await app.StopAsync();
    }

    [Fact]
    public async Task A_process_whose_lease_is_taken_stops_with_an_error()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        await using var app = WidgetProgram.Build(Builder(), plane.Admin, new Warehouse(), @namespace);
        await app.StartAsync();
        var elector = app.Services.GetRequiredService<LeaderElector>();
        await elector.Elected.WaitAsync(Eventually.DefaultDeadline);
        await plane.KubectlAsync("patch", "lease", "widgets", "-n", @namespace, "--type=merge", "-p", """{"spec":{"holderIdentity":"usurper"}}""");
        await ((IHost)app).WaitForShutdownAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.False(elector.Fence.IsHeld);
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task The_lease_is_held_until_the_last_controller_has_drained()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        var builder = Builder();
        var slow = new SlowToDrain(() => HolderAsync(plane, @namespace));
        builder.Services.AddSingleton<IControllerHost>(slow);
        await using var app = WidgetProgram.Build(builder, plane.Admin, new Warehouse(), @namespace);
        await app.StartAsync();
        await app.Services.GetRequiredService<LeaderElector>().Elected.WaitAsync(Eventually.DefaultDeadline);
        var holder = await HolderAsync(plane, @namespace);
        Assert.NotEqual("", holder);
        await app.StopAsync();
        Assert.Equal(holder, slow.HolderAtTheEnd);
        Assert.Equal("", await HolderAsync(plane, @namespace));
    }

    [Fact]
    public async Task The_queue_can_be_looked_at_where_that_is_enabled()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        await plane.ApplyAsync(Widget.Yaml("a", count: 13), @namespace);
        var builder = Builder();
        builder.Services.AddSingleton<IKubernetesClient>(plane.Admin).AddSingleton<IWarehouse>(new Warehouse { IsFull = false });
        builder.Services.AddKubernetesRuntime(runtime => runtime.DebugEndpoints = true);
        builder.Services.AddReflector(Widget.Resource, new ReflectorOptions { Namespace = @namespace });
        builder.Services.AddController<Widget, WidgetController>(Widget.Resource);
        await using var app = builder.Build();
        app.MapKubernetesRuntime();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.TrueAsync(
            async () => (await http.GetStringAsync(new Uri("/debug/queue", UriKind.Relative))).Contains($"{{\"key\":\"{@namespace}/a\",\"state\":\"delayed\"", StringComparison.Ordinal),
            "the queue says that the object is looked at again");
        await app.StopAsync();
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    private static Task<string> HolderAsync(ControlPlane plane, string @namespace) =>
        plane.KubectlAsync("get", "lease", "widgets", "-n", @namespace, "-o", "jsonpath={.spec.holderIdentity}");

    private static string Lease(string holder) => $$"""
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: widgets}
        spec: {holderIdentity: {{holder}}, leaseDurationSeconds: 60}
        """;

    // A controller whose last reconcile ends when it has looked who holds the lease.
    private sealed class SlowToDrain(Func<Task<string>> holder) : IControllerHost
    {
        public string? HolderAtTheEnd { get; private set; }

        public string Name => "slow";

        public bool IsAlive => true;

        public Task RunAsync(Task turn, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task DrainAsync(TimeSpan grace) => HolderAtTheEnd = await holder();

        public IReadOnlyList<WorkItemState> Snapshot() => [];
    }

    private sealed class Warehouse : IWarehouse
    {
        public ConcurrentDictionary<string, int> Shelves { get; } = [];

        public bool IsFull { get; init; } = true;

        public Task<bool> FillAsync(string id, int count, CancellationToken cancellationToken)
        {
            Shelves[id] = count;
            return Task.FromResult(IsFull);
        }

        public Task ClearAsync(string id, CancellationToken cancellationToken)
        {
            Shelves.TryRemove(id, out _);
            return Task.CompletedTask;
        }
    }
}
