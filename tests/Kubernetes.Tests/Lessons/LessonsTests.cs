using System.Net;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using Kubernetes.Tests.Controllers;
using Kubernetes.Tests.Kinds;
using Testing;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Kubernetes.Tests.Lessons;

/// <summary>
/// Defects D1 to D12 and D15 that were measured in another operator framework, each as the test that shows that this one lacks it, on the real API server.
/// D13 and D14 are about the lease: <see cref="LeaseLessonsTests"/>. The table in docs/decisions/0001-own-kubernetes-runtime.md names them all.
/// </summary>
public sealed class LessonsTests
{
    private const string Finalizer = "tests.identitycenter.dev/not-named-after-any-class";

    [Fact]
    public async Task D01_An_object_that_does_not_fit_the_type_is_rejected_alone()
    {
        await using var operation = await Operation.PrepareAsync();
        foreach (var (name, size) in new[] { ("a", "Small"), ("b", "Large"), ("bad", "Huge"), ("c", "Small"), ("d", "Large") })
            await operation.ApplyAsync(Widget.Yaml(name, size));
        UndecodableObject? rejected = null;
        operation.Controller.OnReject = problem =>
        {
            rejected = problem;
            return Task.FromResult<ReconciliationResult>(new Stalled("InvalidSpec"));
        };
        operation.Start();
        foreach (var name in new[] { "a", "b", "c", "d" })
            await operation.CalledAsync($"reconcile {name}");
        await operation.CalledAsync("reject bad");
        Assert.Equal(("bad", "$.spec.size"), (rejected!.Metadata.Name, rejected.Path));
        await operation.ApplyAsync(Widget.Yaml("later"));
        await operation.CalledAsync("reconcile later");
        await operation.ApplyAsync(Widget.Yaml("bad", "Large"));
        await operation.CalledAsync("reconcile bad");
    }

    [Fact]
    public async Task D02_After_however_many_failures_an_object_is_reconciled_when_the_outage_ends()
    {
        await using var operation = await Operation.PrepareAsync();
        var isDown = true;
        operation.Controller.OnReconcile = (_, _) => isDown
            ? throw new HttpRequestException("down")
            : Task.FromResult<ReconciliationResult>(new Done());
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start();
        await operation.CalledAsync("reconcile a", 10);
        isDown = false;
        var failures = operation.Controller.Count("reconcile a");
        await operation.CalledAsync("reconcile a", failures + 1);
        await Eventually.TrueAsync(() => operation.Host.Snapshot().Count == 0, "nothing is left to do");
    }

    [Fact]
    public async Task D03_After_however_many_failures_a_deleted_object_is_finalized_when_the_outage_ends()
    {
        await using var operation = await Operation.PrepareAsync();
        var isDown = true;
        operation.Controller.OnFinalize = (_, _) => isDown ? throw new HttpRequestException("down") : Task.FromResult<ReconciliationResult>(new Done());
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start(new ControllerOptions<Widget> { Finalizer = Finalizer });
        await operation.CalledAsync("reconcile a");
        await operation.KubectlAsync("delete", Widget.Resource.Name, "a", "--wait=false");
        await operation.CalledAsync("finalize a", 10);
        isDown = false;
        await operation.CalledAsync("deleted a");
        Assert.DoesNotContain("widget", await operation.KubectlAsync("get", Widget.Resource.Name, "-o", "name"));
    }

    [Fact]
    public async Task D04_A_returned_failure_is_tried_again_like_a_thrown_one()
    {
        await using var operation = await Operation.PrepareAsync();
        operation.Controller.OnReconcile = (_, _) => Task.FromResult<ReconciliationResult>(new Failed(new InvalidOperationException("no")));
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start();
        await operation.CalledAsync("reconcile a", 8);
    }

    [Fact]
    public async Task D05_A_chosen_annotation_is_a_reason_to_reconcile_and_our_own_status_is_none()
    {
        await using var operation = await Operation.PrepareAsync();
        operation.Controller.OnReconcile = async (widget, token) =>
        {
            var status = $$$"""{"apiVersion":"tests.identitycenter.dev/v1","kind":"Widget","status":{"observedGeneration":{{{Random.Shared.Next(1, 1_000_000)}}}}}""";
            await operation.Plane.Admin.ApplyStatusAsync(Widget.Resource, widget.Metadata.Key, Encoding.UTF8.GetBytes(status), "tests", token);
            return new Done();
        };
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start(new ControllerOptions<Widget> { Annotations = ["tests/reconcile-at"] });
        await operation.CalledAsync("reconcile a");
        await operation.KubectlAsync("annotate", Widget.Resource.Name, "a", "tests/reconcile-at=now");
        await operation.CalledAsync("reconcile a", 2);
        await operation.KubectlAsync("annotate", Widget.Resource.Name, "a", "tests/unknown=x");
        await operation.PatchAsync("a", """{"spec":{"count":7}}""");
        await operation.CalledAsync("reconcile a", 3);
        // The last of all events is an edit; what the status writes and the other annotation might have caused came before it.
        await operation.PatchAsync("a", """{"spec":{"count":8}}""");
        await operation.CalledAsync("reconcile a", 4);
        Assert.Equal(4, operation.Controller.Count("reconcile a"));
    }

    [Fact]
    public async Task D06_A_key_that_is_edited_again_and_again_does_not_delay_another()
    {
        await using var operation = await Operation.PrepareAsync();
        var release = new TaskCompletionSource();
        operation.Controller.OnReconcile = async (widget, token) =>
        {
            if (widget.Metadata.Name == "hot")
                await release.Task.WaitAsync(token);
            return new Done();
        };
        operation.Start(new ControllerOptions<Widget> { Workers = 4 });
        for (var i = 0; i < 6; i++)
            await operation.ApplyAsync(Widget.Yaml("hot", count: i));
        await operation.CalledAsync("reconcile hot");
        await operation.ApplyAsync(Widget.Yaml("other"));
        await operation.CalledAsync("reconcile other");
        Assert.Equal(1, operation.Controller.Count("reconcile hot"));
        release.SetResult();
        await operation.CalledAsync("reconcile hot", 2);
    }

    [Fact]
    public async Task D07_Edits_during_a_reconcile_make_one_more_reconcile()
    {
        await using var operation = await Operation.PrepareAsync();
        var release = new TaskCompletionSource();
        var seen = 0;
        operation.Controller.OnReconcile = async (widget, token) =>
        {
            await release.Task.WaitAsync(token);
            seen = widget.Spec.Count;
            return new Done();
        };
        operation.Start(new ControllerOptions<Widget> { Workers = 1 });
        await operation.ApplyAsync(Widget.Yaml("a", count: 0));
        await operation.CalledAsync("reconcile a");
        for (var i = 1; i <= 12; i++)
            await operation.ApplyAsync(Widget.Yaml("a", count: i));
        await Eventually.TrueAsync(() => operation.Store.All().Any(stored => stored.Value?.Spec.Count == 12), "the last edit has arrived");
        release.SetResult();
        await Eventually.TrueAsync(() => operation.Host.Snapshot().Count == 0, "nothing is left to do");
        Assert.Equal((2, 12), (operation.Controller.Count("reconcile a"), seen));
    }

    [Fact]
    public async Task D08_A_foreign_finalizer_that_comes_first_keeps_ours_from_nothing()
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync(Widget.Yaml("a", metadata: """, finalizers: ["foreign.example/first"]"""));
        operation.Start(new ControllerOptions<Widget> { Finalizer = Finalizer });
        await operation.CalledAsync("reconcile a");
        await operation.KubectlAsync("delete", Widget.Resource.Name, "a", "--wait=false");
        await operation.CalledAsync("finalize a");
        await Eventually.EqualAsync("[\"foreign.example/first\"]", () => Finalizers(operation), "only the foreign finalizer is left");
        await operation.PatchAsync("a", """{"metadata":{"finalizers":null}}""");
        await operation.CalledAsync("deleted a");
        Assert.Equal(1, operation.Controller.Count("finalize a"));
    }

    [Fact]
    public async Task D09_A_finalizer_of_any_name_is_put_and_removed_under_that_name()
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start(new ControllerOptions<Widget> { Finalizer = Finalizer });
        await operation.CalledAsync("reconcile a");
        Assert.Equal($"[\"{Finalizer}\"]", await operation.KubectlAsync("get", Widget.Resource.Name, "a", "-o", "jsonpath={.metadata.finalizers}"));
        await operation.KubectlAsync("delete", Widget.Resource.Name, "a", "--timeout=20s");
        await operation.CalledAsync("deleted a");
    }

    [Fact]
    public async Task D10_A_field_that_the_type_does_not_know_survives_and_defaults_are_not_written()
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync("apiVersion: tests.identitycenter.dev/v1\nkind: Widget\nmetadata: {name: a}\nspec: {color: red}\n");
        operation.Start(new ControllerOptions<Widget> { Finalizer = Finalizer });
        await operation.CalledAsync("reconcile a");
        Assert.Equal("""1 {"color":"red"}""", await operation.KubectlAsync("get", Widget.Resource.Name, "a", "-o", "jsonpath={.metadata.generation} {.spec}"));
        await operation.ApplyAsync(Widget.Yaml("next"));
        await operation.CalledAsync("reconcile next");
        Assert.Equal(1, operation.Controller.Count("reconcile a"));
    }

    [Fact]
    public async Task D11_A_deletion_that_was_missed_while_history_was_compacted_is_found_by_the_next_list()
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync(Widget.Yaml("a"));
        var isCut = false;
        using var cutting = new CuttingClient(operation.Plane.Admin);
        operation.Start(client: cutting);
        operation.Client.Before = _ =>
        {
            if (isCut)
                throw new KubernetesException(HttpStatusCode.Gone, "Expired", "too old resource version");
        };
        await operation.CalledAsync("reconcile a");
        isCut = true;
        cutting.Cut();
        await operation.KubectlAsync("delete", Widget.Resource.Name, "a");
        await operation.ApplyAsync(Widget.Yaml("b"));
        Assert.Equal(0, operation.Controller.Count("deleted a"));
        isCut = false;
        await operation.CalledAsync("deleted a");
        await operation.CalledAsync("reconcile b");
        Assert.Empty(operation.Host.Snapshot());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task D12_An_expired_version_is_answered_by_a_list_in_both_forms_and_not_in_a_tight_loop(bool inStream)
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync(Widget.Yaml("a"));
        var expiring = new ExpiringClient(operation.Plane.Admin, inStream, times: 5);
        operation.Start(client: expiring);
        await operation.CalledAsync("reconcile a");
        await operation.ApplyAsync(Widget.Yaml("b"));
        await operation.CalledAsync("reconcile b");
        await Eventually.TrueAsync(() => expiring.Left == 0, "the server has ceased to say that the version is too old");
        await operation.ApplyAsync(Widget.Yaml("c"));
        await operation.CalledAsync("reconcile c");
        Assert.InRange(operation.Client.Count("list"), 6, 7);
    }

    [Fact]
    public async Task D15_Objects_at_rest_cost_no_calls_beyond_one_list_and_one_watch_or_the_one_watch_that_lists_too()
    {
        await using var operation = await Operation.PrepareAsync();
        for (var i = 0; i < 20; i++)
            await operation.ApplyAsync(Widget.Yaml($"w{i}"));
        operation.Controller.OnReconcile = (_, _) => Task.FromResult<ReconciliationResult>(new Again(TimeSpan.FromMinutes(30)));
        operation.Start();
        await Eventually.TrueAsync(() => operation.Controller.Calls.Count == 20, "all are reconciled");
        // A server that does not stream lists is asked once whether it does.
        string[] expected = operation.Plane.Server.StreamsLists ? ["watchlist"] : ["watchlist", "list", "watch"];
        Assert.Equal(expected, operation.Client.Calls);
    }

    private static string Finalizers(Operation operation) => operation.KubectlAsync("get", Widget.Resource.Name, "a", "-o", "jsonpath={.metadata.finalizers}").GetAwaiter().GetResult();
}
