using System.Diagnostics.Metrics;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Metrics;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>The <c>controller_runtime_*</c> metrics of controller-runtime, under the same names and labels.</summary>
internal sealed class ControllerMetrics : IDisposable
{
    private static readonly double[] Buckets =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60];

    private static readonly Counter<long> Reconciles = Counter("reconcile_total", "Total number of reconciliations per controller");
    private static readonly Counter<long> Errors = Counter("reconcile_errors_total", "Total number of reconciliation errors per controller");
    private static readonly Counter<long> Terminal = Counter(
        "terminal_reconcile_errors_total", "Total number of reconciliations per controller that cannot go on until somebody changes something");
    private static readonly Counter<long> Panics = Counter("reconcile_panics_total", "Total number of reconciliations per controller that ended in an unexpected exception");
    private static readonly Counter<long> Timeouts = Counter("reconcile_timeouts_total", "Total number of reconciliations per controller that took too long");
    private static readonly Histogram<double> Time = Runtime.Histogram(
        "controller_runtime_reconcile_time_seconds", "Length of time per reconciliation per controller", Buckets);
    private static readonly GaugeSet Workers = new("controller_runtime_max_concurrent_reconciles", "Maximum number of concurrent reconciles per controller");
    private static readonly GaugeSet Active = new("controller_runtime_active_workers", "Number of currently used workers per controller");

    private readonly KeyValuePair<string, object?> _controller;
    private readonly IDisposable[] _gauges;

    public ControllerMetrics(string controller, int workers, Func<int> active)
    {
        _controller = new("controller", controller);
        _gauges = [Workers.Add(() => workers, _controller), Active.Add(() => active(), _controller)];
        // Counters exist from the start, so that an alert on their rate sees the first error too.
        foreach (var counter in new[] { Errors, Terminal, Panics, Timeouts })
            counter.Add(0, _controller);
        foreach (var result in new[] { "success", "requeue", "requeue_after", "error" })
            Count(result, 0);
    }

    public void Record(ReconciliationResult result, TimeSpan duration)
    {
        Time.Record(duration.TotalSeconds, _controller);
        Count(Name(result), 1);
        if (result is ReconciliationResult.Stalled)
            Terminal.Add(1, _controller);
        if (result is ReconciliationResult.Failed)
            Errors.Add(1, _controller);
    }

    public void TimedOut() => Timeouts.Add(1, _controller);

    /// <summary>Counts what only a mistake in the program throws; a call that fails is an ordinary error.</summary>
    public void Threw(Exception exception)
    {
        if (exception is not (KubernetesException or HttpRequestException or IOException or TimeoutException or OperationCanceledException))
            Panics.Add(1, _controller);
    }

    public void Dispose() => Array.ForEach(_gauges, gauge => gauge.Dispose());

    private void Count(string result, int number) => Reconciles.Add(number, _controller, new("result", result));

    private static string Name(ReconciliationResult result) => result switch
    {
        ReconciliationResult.Failed => "error",
        ReconciliationResult.Again { Delay.Ticks: <= 0 } => "requeue",
        ReconciliationResult.Done => "success",
        _ => "requeue_after",
    };

    private static Counter<long> Counter(string name, string description) => Runtime.Meter.CreateCounter<long>($"controller_runtime_{name}", null, description);
}
