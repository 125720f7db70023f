using System.Collections.Concurrent;
using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Microsoft.Extensions.Logging.Abstractions;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace RuntimeBench;

/// <summary>The measured process: a controller of PermissionSets whose reconcile takes 10 to 30 ms, as one call to AWS would.</summary>
internal sealed class Subject : IEntityController<PermissionSet>
{
    // As many as the operator has.
    private const int Workers = 8;

    // The leg up to the arrival of the event is the API server's, the one after it ours.
    private readonly ConcurrentBag<(double Arrived, double Begun)> _legs = [];
    private readonly ConcurrentDictionary<long, long> _arrivals = [];

    public static async Task<int> RunAsync(string kubeconfig, int objects)
    {
        using var metrics = new PrometheusText([Runtime.Name]);
        using var client = new KubernetesClient(ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = kubeconfig }));
        using var stop = new CancellationTokenSource();
        var (subject, store) = (new Subject(), new ObjectStore<PermissionSet>(PermissionSet.Definition));
        using var host = new ControllerHost<PermissionSet>(
            subject, store, client, new ControllerOptions<PermissionSet> { Workers = Workers }, TimeProvider.System, Random.Shared.NextDouble, NullLogger<ControllerHost<PermissionSet>>.Instance);
        var reflector = new Reflector<PermissionSet>(
            client, store, new ReflectorOptions(), TimeProvider.System, Random.Shared.NextDouble, NullLogger<Reflector<PermissionSet>>.Instance);
        store.Subscribe(subject.Arrived);
        var start = Stopwatch.GetTimestamp();
        var running = Task.WhenAll(reflector.RunAsync(stop.Token), host.RunAsync(Task.CompletedTask, stop.Token));
        await store.WaitForSyncAsync();
        Console.WriteLine($"synced {store.Count} of {objects} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, {Environment.CpuUsage.TotalTime.TotalSeconds:0.00} s of CPU since the process began, resident {Environment.WorkingSet / 1e6:0} MB");
        await WaitUntilIdleAsync(host, objects);
        Console.WriteLine($"all reconciled after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        subject.ReportEdits();
        Console.WriteLine($"collections: {GC.CollectionCount(2)} full ones of {GC.CollectionCount(0)}, {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms in all");
        Report(metrics);
        await ReportIdleAsync();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine($"after an aggressive collection: resident {Environment.WorkingSet / 1e6:0} MB");
        await stop.CancelAsync();
        await running;
        return 0;
    }

    public async Task<ReconciliationResult> ReconcileAsync(PermissionSet entity, CancellationToken cancellationToken)
    {
        if (_arrivals.TryRemove(Sent(entity), out var arrived))
            _legs.Add((Stopwatch.GetElapsedTime(Sent(entity), arrived).TotalMilliseconds, Stopwatch.GetElapsedTime(arrived).TotalMilliseconds));
        // Of uneven lengths, or all workers would come free at the same tick.
        await Task.Delay(Random.Shared.Next(10, 31), cancellationToken);
        return new Again(TimeSpan.FromMinutes(30));
    }

    public Task<ReconciliationResult> FinalizeAsync(PermissionSet entity, CancellationToken cancellationToken) => Task.FromResult<ReconciliationResult>(new Done());

    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken) => throw new InvalidOperationException(entity.Problem);

    private static async Task WaitUntilIdleAsync(ControllerHost<PermissionSet> host, int objects)
    {
        // Each object is looked at once, and then waits for its half hour.
        while (host.Snapshot().Count(key => key.State == "delayed") < objects)
            await Task.Delay(TimeSpan.FromSeconds(1));
    }

    private void Arrived(Change<PermissionSet> change)
    {
        if (change is { Initial: false, New.Value: { } set })
            _arrivals.TryAdd(Sent(set), Stopwatch.GetTimestamp());
    }

    // When the edit was sent, as the editing process wrote it down; zero for an object that was not edited.
    private static long Sent(PermissionSet set) => long.TryParse(set.Spec.Description, out var stamp) ? stamp : 0;

    private void ReportEdits()
    {
        Percentiles.Tell("edit sent to event received", [.. _legs.Select(leg => leg.Arrived)]);
        Percentiles.Tell("event received to reconcile begun", [.. _legs.Select(leg => leg.Begun)]);
        Percentiles.Tell("edit sent to reconcile begun", [.. _legs.Select(leg => leg.Arrived + leg.Begun)]);
    }

    private static void Report(PrometheusText metrics)
    {
        foreach (var line in metrics.Scrape().Split('\n').Where(line => line.StartsWith("rest_client_requests_total{", StringComparison.Ordinal)))
            Console.WriteLine(line);
    }

    private static async Task ReportIdleAsync()
    {
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromMinutes(1));
        var used = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine($"idle: {used.TotalSeconds / 60 * 100:0.00} % of a core over a minute; resident {Environment.WorkingSet / 1e6:0} MB, of that managed {GC.GetTotalMemory(false) / 1e6:0} MB");
    }
}
