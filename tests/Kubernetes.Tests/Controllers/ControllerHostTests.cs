using System.Net;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Kubernetes.Tests.Reflectors;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Kubernetes.Tests.Controllers;

/// <summary>The host by itself: a store that the test fills, and a clock that it moves.</summary>
public sealed class ControllerHostTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ObjectStore<Widget> _store = new(Widget.Resource);
    private readonly ObjectStore<Widget> _others = new(Widget.Resource);
    private readonly ScriptedController _controller = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name = $"test-{Guid.NewGuid():n}";
    private readonly PrometheusText _metrics = new([Runtime.Name]);
    private ControllerHost<Widget>? _host;
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _host?.Dispose();
        _stop.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Nothing_runs_before_all_stores_are_filled_and_the_turn_has_come()
    {
        var turn = new TaskCompletionSource();
        var host = Create();
        host.Watch(_others, (_, _) => []);
        _running = host.RunAsync(turn.Task, _stop.Token);
        Fill(_store, "a");
        turn.SetResult();
        Assert.Empty(_controller.Calls);
        Fill(_others);
        await CalledAsync("reconcile a");
    }

    [Fact]
    public async Task A_standby_does_not_gather_what_came_and_went()
    {
        var turn = new TaskCompletionSource();
        _running = Create().RunAsync(turn.Task, _stop.Token);
        Fill(_store, "a", "b");
        Fill(_store, "b");
        turn.SetResult();
        await CalledAsync("reconcile b");
        await IdleAsync();
        Assert.Equal(["reconcile b"], _controller.Calls);
    }

    [Fact]
    public async Task A_change_of_another_object_reconciles_what_it_concerns()
    {
        var host = Create();
        host.Watch(_others, (old, now) => [new ObjectKey(null, (now ?? old)!.Spec.Owner ?? "none")]);
        Start(host);
        Fill(_store, "a", "b");
        Fill(_others);
        await CalledAsync("reconcile a");
        await CalledAsync("reconcile b");
        Put(_others, "other", "\"owner\":\"b\"");
        await CalledAsync("reconcile b", 2);
        Assert.Equal(1, _controller.Count("reconcile a"));
    }

    [Fact]
    public async Task When_nobody_can_tell_what_a_change_concerns_everything_is_looked_at()
    {
        var host = Create();
        host.Watch(_others, (_, _) => throw new InvalidOperationException("no idea"));
        Start(host);
        Fill(_store, "a", "b");
        Fill(_others);
        await CalledAsync("reconcile b");
        await IdleAsync();
        Put(_others, "other", "");
        await CalledAsync("reconcile a", 2);
        await CalledAsync("reconcile b", 2);
    }

    [Fact]
    public async Task An_object_that_is_there_at_the_start_may_wait_and_an_edit_ends_the_wait()
    {
        Start(Create(options => options with { StartupDelay = widget => TimeSpan.FromHours(widget.Metadata.Name == "fresh" ? 1 : 0) }));
        Fill(_store, "fresh", "stale");
        await CalledAsync("reconcile stale");
        await IdleAsync("fresh");
        Assert.Equal(0, _controller.Count("reconcile fresh"));
        Put(_store, "fresh", "\"count\":1", generation: 2);
        await CalledAsync("reconcile fresh");
        await IdleAsync("fresh");
        _time.Advance(TimeSpan.FromHours(1));
        await CalledAsync("reconcile fresh", 2);
    }

    [Fact]
    public async Task Each_result_leads_to_its_next_look()
    {
        ReconciliationResult result = new Done();
        _controller.OnReconcile = (_, _) => Task.FromResult(result);
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        foreach (var (next, wait) in new (ReconciliationResult, TimeSpan)[]
        {
            (new Again(TimeSpan.FromSeconds(7)), TimeSpan.FromSeconds(7)),
            (new Waiting("something"), TimeSpan.FromMinutes(5)),
            (new Stalled("InvalidSpec"), TimeSpan.FromMinutes(30)),
            (new Failed(new HttpRequestException("down")), TimeSpan.FromSeconds(0.5)),
            (new Stalled("InvalidSpec") { AtMost = TimeSpan.FromMinutes(1) }, TimeSpan.FromMinutes(1)),
            (new Waiting("something") { AtMost = TimeSpan.FromHours(1) }, TimeSpan.FromMinutes(5)),
            (new Again(TimeSpan.FromSeconds(7)) { AtMost = TimeSpan.FromSeconds(3) }, TimeSpan.FromSeconds(3)),
            (new Failed(new HttpRequestException("down")) { AtMost = TimeSpan.FromSeconds(0.1) }, TimeSpan.FromSeconds(0.1)),
        })
        {
            result = next;
            var calls = _controller.Calls.Count;
            _host!.Enqueue(new ObjectKey(null, "a"));
            await CalledAsync("reconcile a", calls + 1);
            await IdleAsync("a");
            result = new Done();
            _time.Advance(wait - TimeSpan.FromMilliseconds(2));
            Assert.Equal(calls + 1, _controller.Calls.Count);
            _time.Advance(TimeSpan.FromMilliseconds(4));
            await CalledAsync("reconcile a", calls + 2);
            await IdleAsync();
        }
    }

    [Fact]
    public async Task An_escaped_exception_and_a_timeout_are_counted_and_tried_again()
    {
        var calls = 0;
        _controller.OnReconcile = async (_, token) =>
        {
            if (++calls == 1)
                throw new KeyNotFoundException("a mistake");
            if (calls == 2)
                await Task.Delay(Timeout.Infinite, token);
            return new Done();
        };
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        await IdleAsync("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await CalledAsync("reconcile a", 2);
        _time.Advance(TimeSpan.FromMinutes(2));
        await IdleAsync("a");
        _time.Advance(TimeSpan.FromSeconds(2));
        await CalledAsync("reconcile a", 3);
        await IdleAsync();
        var text = _metrics.Scrape();
        Assert.Contains($"controller_runtime_reconcile_panics_total{{controller=\"{_name}\"}} 1\n", text);
        Assert.Contains($"controller_runtime_reconcile_timeouts_total{{controller=\"{_name}\"}} 1\n", text);
        Assert.Contains($"controller_runtime_reconcile_errors_total{{controller=\"{_name}\"}} 2\n", text);
        Assert.Contains($"controller_runtime_reconcile_total{{controller=\"{_name}\",result=\"success\"}} 1\n", text);
        Assert.Contains($"workqueue_retries_total{{name=\"{_name}\",controller=\"{_name}\"}} 2\n", text);
    }

    [Fact]
    public async Task A_worker_that_ignores_its_cancellation_is_reported_as_stuck()
    {
        var release = new TaskCompletionSource<ReconciliationResult>();
        _controller.OnReconcile = (_, _) => release.Task;
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        _time.Advance(TimeSpan.FromMinutes(2.4));
        Assert.True(_host!.IsAlive);
        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.False(_host.IsAlive);
        release.SetResult(new Done());
        await Eventually.TrueAsync(() => _host.IsAlive, "the worker is free again");
    }

    [Fact]
    public async Task An_object_that_was_replaced_by_another_of_its_name_is_told_gone_and_reconciled()
    {
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        Put(_store, "a", "", uid: "another");
        await CalledAsync("deleted a");
        await CalledAsync("reconcile a", 2);
    }

    [Fact]
    public async Task Who_was_not_told_that_an_object_is_gone_is_told_again()
    {
        var isDown = true;
        _controller.OnDeleted = () => isDown ? throw new HttpRequestException("down") : Task.CompletedTask;
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        Fill(_store);
        await CalledAsync("deleted a");
        await IdleAsync("a");
        isDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        await CalledAsync("deleted a", 2);
        await IdleAsync();
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(100_000, 900)]
    public async Task A_server_that_is_busy_for_longer_than_a_call_is_left_alone_as_long_as_it_asks_and_no_longer_than_the_longest_back_off(int asked, int seconds)
    {
        _controller.OnReconcile = (_, _) => throw new KubernetesException(HttpStatusCode.ServiceUnavailable, "", "busy", TimeSpan.FromSeconds(asked));
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        await IdleAsync("a");
        _time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
        await IdleAsync("a");
        Assert.Single(_controller.Calls);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await CalledAsync("reconcile a", 2);
    }

    [Fact]
    public async Task What_still_runs_after_the_grace_is_cancelled()
    {
        var wasCancelled = new TaskCompletionSource();
        _controller.OnReconcile = async (_, token) =>
        {
            await using var registration = token.Register(wasCancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return new Done();
        };
        Start(Create());
        Fill(_store, "a");
        await CalledAsync("reconcile a");
        var drain = _host!.DrainAsync(TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(wasCancelled.Task.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await wasCancelled.Task.WaitAsync(Eventually.DefaultDeadline);
        await drain.WaitAsync(Eventually.DefaultDeadline);
        await _running.WaitAsync(Eventually.DefaultDeadline);
    }

    private ControllerHost<Widget> Create(Func<ControllerOptions<Widget>, ControllerOptions<Widget>>? options = null)
    {
        var defaults = new ControllerOptions<Widget> { Name = _name };
        return _host = new ControllerHost<Widget>(
            _controller, _store, new ScriptedWatches(), options?.Invoke(defaults) ?? defaults, _time, () => 0.5, NullLogger<ControllerHost<Widget>>.Instance);
    }

    private void Start(ControllerHost<Widget> host) => _running = host.RunAsync(Task.CompletedTask, _stop.Token);

    private Task CalledAsync(string call, int times = 1) =>
        Eventually.TrueAsync(() => _controller.Count(call) >= times, $"\"{call}\" was called {times} times; calls: {string.Join(", ", _controller.Calls)}");

    /// <summary>Waits until nothing runs, and nothing waits but the delayed keys given.</summary>
    private Task IdleAsync(params string[] delayed) => Eventually.TrueAsync(
        () => _host!.Snapshot() is var keys && keys.All(key => key.State == "delayed") && keys.Select(key => key.Key).Order().SequenceEqual(delayed.Order()),
        "the controller is idle");

    private static void Fill(ObjectStore<Widget> store, params string[] names) => store.Replace([.. names.Select(name => Stored(name, "", 1, name, 1))], "1");

    private static void Put(ObjectStore<Widget> store, string name, string spec, long generation = 1, string? uid = null) =>
        store.Apply(WatchEventType.Modified, Stored(name, spec, generation, uid ?? name, 2));

    private static StoredObject<Widget> Stored(string name, string spec, long generation, string uid, int version) => StoredObject<Widget>.Read(
        Encoding.UTF8.GetBytes(
            $$$"""{"metadata":{"name":"{{{name}}}","uid":"{{{uid}}}","resourceVersion":"{{{version}}}","generation":{{{generation}}}},"spec":{ {{{spec}}} }}"""),
        Widget.Resource);
}
