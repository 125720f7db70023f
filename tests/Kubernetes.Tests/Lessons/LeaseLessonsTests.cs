using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using Kubernetes.Tests.Controllers;
using Kubernetes.Tests.Kinds;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Kubernetes.Tests.Lessons;

/// <summary>D13 and D14, and elections between processes that reach the real API server each in their own way.</summary>
public sealed class LeaseLessonsTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    [Fact]
    public async Task D13_Connections_that_break_for_a_moment_do_not_cost_the_leadership()
    {
        var plane = await ControlPlane.Shared;
        await using var proxy = TcpProxy.Start(plane.Port);
        var client = plane.Client(plane.AdminKubeconfigThrough(proxy));
        using var a = Start(client, await plane.NewNamespaceAsync(), "a", Long);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        proxy.Refuse();
        await Task.WhenAny(_running[0], Eventually.TrueAsync(() => Age(a) > TimeSpan.FromSeconds(1.5), "renewals have failed for a while"));
        Assert.True(a.Fence.IsHeld);
        proxy.Accept();
        await Eventually.TrueAsync(() => Age(a) < TimeSpan.FromSeconds(1), "the lease is renewed");
        Assert.False(a.Fence.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task D14_A_clean_stop_lets_the_reconcile_finish_and_then_frees_the_lease_for_a_successor()
    {
        await using var operation = await Operation.PrepareAsync();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var wasCancelled = false;
        operation.Controller.OnReconcile = async (_, token) =>
        {
            begun.SetResult();
            await release.Task;
            wasCancelled = token.IsCancellationRequested;
            return new Done();
        };
        await operation.ApplyAsync(Widget.Yaml("a"));
        operation.Start();
        using var stopA = new CancellationTokenSource();
        using var a = Start(operation.Plane.Admin, operation.Namespace, "a", Long, stopA.Token);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        using var b = Start(operation.Plane.Admin, operation.Namespace, "b", Long);
        await begun.Task;
        var drain = operation.Host.DrainAsync(TimeSpan.FromSeconds(30));
        await operation.ApplyAsync(Widget.Yaml("too-late"));
        Assert.False(drain.IsCompleted);
        release.SetResult();
        await drain;
        Assert.False(wasCancelled);
        Assert.Equal(0, operation.Controller.Count("reconcile too-late"));
        await stopA.CancelAsync();
        await _running[0];
        await a.ReleaseAsync();
        Assert.False(a.Fence.IsHeld);
        // Long before the lease of a, which was renewed a moment ago, would have run out.
        await b.Elected.WaitAsync(Eventually.DefaultDeadline);
    }

    [Fact]
    public async Task Who_is_cut_off_from_the_API_server_stops_writing_before_the_other_takes_over()
    {
        var plane = await ControlPlane.Shared;
        await using var proxy = TcpProxy.Start(plane.Port);
        var @namespace = await plane.NewNamespaceAsync();
        using var a = Start(plane.Client(plane.AdminKubeconfigThrough(proxy)), @namespace, "a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        using var b = Start(plane.Admin, @namespace, "b");
        proxy.Stall();
        var both = false;
        await Eventually.TrueAsync(() => (both |= a.Fence.IsHeld && b.Fence.IsHeld) || b.Fence.IsHeld, "the other takes over");
        Assert.False(both);
        await Eventually.TrueAsync(() => a.Fence.Lost.IsCancellationRequested, "the first one knows that it lost");
        proxy.Resume();
    }

    [Fact]
    public async Task An_API_server_that_restarts_costs_nobody_the_leadership_for_good()
    {
        await using var plane = await ControlPlane.StartAsync();
        await plane.CreateNamespaceAsync("election");
        using var a = Start(plane.Admin, "election", "a", Long);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        await plane.StopApiServerAsync();
        await Eventually.TrueAsync(() => Age(a) > TimeSpan.FromSeconds(0.7), "a renewal is due");
        await plane.StartApiServerAsync();
        await Eventually.TrueAsync(() => Age(a) < TimeSpan.FromSeconds(0.5), "the lease is renewed");
        Assert.True(a.Fence.IsHeld);
    }

    private static LeaderElectionOptions Long(LeaderElectionOptions options) =>
        options with { LeaseDuration = TimeSpan.FromSeconds(90), RenewDeadline = TimeSpan.FromSeconds(60) };

    private static TimeSpan Age(LeaderElector elector) => elector.Fence.Age;

    private LeaderElector Start(
        IKubernetesClient client,
        string @namespace,
        string identity,
        Func<LeaderElectionOptions, LeaderElectionOptions>? options = null,
        CancellationToken stop = default)
    {
        var election = new LeaderElectionOptions
        {
            Namespace = @namespace,
            Name = "test",
            Identity = identity,
            LeaseDuration = TimeSpan.FromSeconds(6),
            RenewDeadline = TimeSpan.FromSeconds(4),
            RetryPeriod = TimeSpan.FromSeconds(0.5),
        };
        var elector = new LeaderElector(client, options?.Invoke(election) ?? election, TimeProvider.System, Random.Shared.NextDouble, NullLogger<LeaderElector>.Instance);
        _running.Add(RunAsync(elector, stop));
        return elector;
    }

    private async Task RunAsync(LeaderElector elector, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _stop.Token);
        await elector.RunAsync(either.Token);
    }
}
