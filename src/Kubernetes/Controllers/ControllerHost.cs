using System.Diagnostics;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Microsoft.Extensions.Logging;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>Runs a controller: from changes in the stores to its methods, and from its results to the next look.</summary>
public interface IControllerHost
{
    /// <summary>Name in metrics and logs.</summary>
    string Name { get; }

    /// <summary>Whether all workers make progress: none died, none is far beyond the reconcile timeout.</summary>
    bool IsAlive { get; }

    /// <summary>
    /// Waits until the stores are filled and <paramref name="turn"/> has come, then works until drained, beginning with all that is in the store. What came and
    /// went before its turn is of no concern to it.
    /// </summary>
    /// <param name="turn">Completes when this process may write, for example when it leads.</param>
    /// <param name="cancellationToken">Stops at once: running reconciles are cancelled.</param>
    Task RunAsync(Task turn, CancellationToken cancellationToken);

    /// <summary>Starts nothing new and waits for what runs; what still runs after <paramref name="grace"/> is cancelled.</summary>
    Task DrainAsync(TimeSpan grace);

    /// <summary>What each key is up to.</summary>
    IReadOnlyList<WorkItemState> Snapshot();
}

/// <inheritdoc cref="IControllerHost"/>
/// <typeparam name="T">C# type of the kind.</typeparam>
public sealed class ControllerHost<T> : IControllerHost, IDisposable
    where T : class, IKubernetesObject
{
    // A cancelled reconcile gets so long to come back before the worker counts as stuck.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly ObjectStore<T> _store;
    private readonly ControllerOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger _log;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Departures _departures = new();
    private readonly EnqueueRules<T> _rules;
    private readonly Lifecycle<T> _lifecycle;
    private readonly ControllerMetrics _metrics;
    private readonly List<Func<CancellationToken, Task>> _syncs = [];
    private readonly List<Action> _subscriptions = [];
    private readonly CancellationTokenSource _reconciles = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Worker[] _workers;
    private bool _disposed;

    /// <summary>Creates the host; <see cref="RunAsync"/> begins.</summary>
    /// <param name="controller">What to run.</param>
    /// <param name="store">The controller's kind.</param>
    /// <param name="client">Adds and removes the finalizer.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="random">Yields numbers from 0 up to but not including 1.</param>
    /// <param name="log">Tells of failures.</param>
    public ControllerHost(
        IEntityController<T> controller,
        ObjectStore<T> store,
        IKubernetesClient client,
        ControllerOptions<T> options,
        TimeProvider time,
        Func<double> random,
        ILogger<ControllerHost<T>> log)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        (_store, _options, _time, _random, _log) = (store, options, time, random, log);
        Name = options.Name ?? store.Resource.Kind.ToLowerInvariant();
        _queue = new WorkQueue<ObjectKey>(Name, time, options.Backoff, random);
        _rules = new EnqueueRules<T>(options.Finalizer, options.Annotations);
        _lifecycle = new Lifecycle<T>(controller, store, _departures, client, options.Finalizer, time);
        _workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Worker())];
        _metrics = new ControllerMetrics(Name, options.Workers, () => _workers.Count(worker => worker.Since is not null));
        _syncs.Add(store.WaitForSyncAsync);
        _subscriptions.Add(() => store.Subscribe(OnChange));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsAlive => _workers.All(worker => !worker.IsDead && Age(worker) < _options.ReconcileTimeout + Margin);

    /// <summary>Asks for a reconcile from outside, now or after a delay. Of several delayed requests the earliest counts. Does nothing if there is no such object.</summary>
    public void Enqueue(ObjectKey key, Priority priority = Priority.Change, TimeSpan after = default) => _queue.Add(key, priority, after);

    /// <summary>
    /// Reconciles objects when others change. The work begins when the other store is filled, too; what is in it then is no change.
    /// </summary>
    /// <param name="store">The others.</param>
    /// <param name="map">
    /// From the other object before (null when new) and after (null when gone) to the keys of the objects that it concerns. An object that does not fit its type
    /// counts as null. When the function throws, all objects are looked at.
    /// </param>
    public void Watch<TOther>(ObjectStore<TOther> store, Func<TOther?, TOther?, IEnumerable<ObjectKey>> map)
        where TOther : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(map);
        _syncs.Add(store.WaitForSyncAsync);
        _subscriptions.Add(() => store.Subscribe(change => OnOtherChange(change, map)));
    }

    /// <inheritdoc/>
    public async Task RunAsync(Task turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        await using var stop = cancellationToken.Register(Abort);
        if (!await IsReadyAsync(turn))
            return;
        _subscriptions.ForEach(subscribe => subscribe());
        await Task.WhenAll(_workers.Select(WorkAsync));
    }

    /// <inheritdoc/>
    public async Task DrainAsync(TimeSpan grace)
    {
        _drained.TrySetResult();
        _queue.Close();
        var finished = Task.WhenAll(_workers.Select(worker => worker.Finished));
        if (await Task.WhenAny(finished, Task.Delay(grace, _time)) != finished)
        {
            _log.LogWarning("Controller {Controller}: reconciles still run after {Grace} s and are cancelled.", Name, grace.TotalSeconds);
            await _reconciles.CancelAsync();
            await Task.WhenAny(finished, Task.Delay(Margin, _time));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkItemState> Snapshot() => _queue.Snapshot();

    /// <summary>Stops at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        Abort();
        _queue.Dispose();
        _metrics.Dispose();
        _reconciles.Dispose();
    }

    private void OnChange(Change<T> change)
    {
        if (change is { Old: { } old, New: null })
            _departures.Add(old.Key, old.Uid);
        try
        {
            if (_rules.Judge(change) is { } priority)
                _queue.Add(change.Key, priority, change.Initial && priority == Priority.Resync ? StartupDelay(change.New!) : TimeSpan.Zero);
        }
        catch (Exception e)
        {
            _log.LogError(e, "Controller {Controller} cannot judge a change of {Key}, and looks at it.", Name, change.Key);
            _queue.Add(change.Key, Priority.Change);
        }
    }

    private TimeSpan StartupDelay(StoredObject<T> stored) =>
        _options.StartupDelay is { } delay && stored.Value is { } entity ? delay(entity) : TimeSpan.Zero;

    private void OnOtherChange<TOther>(Change<TOther> change, Func<TOther?, TOther?, IEnumerable<ObjectKey>> map)
        where TOther : class, IKubernetesObject
    {
        if (change.Initial)
            return;
        foreach (var key in Concerned(change, map))
            _queue.Add(key, Priority.Change);
    }

    private IReadOnlyList<ObjectKey> Concerned<TOther>(Change<TOther> change, Func<TOther?, TOther?, IEnumerable<ObjectKey>> map)
        where TOther : class, IKubernetesObject
    {
        try
        {
            return [.. map(change.Old?.Value, change.New?.Value)];
        }
        catch (Exception e)
        {
            _log.LogError(e, "Controller {Controller} cannot tell what a change of {Key} concerns, and looks at everything.", Name, change.Key);
            return [.. _store.All().Select(stored => stored.Key)];
        }
    }

    private async Task<bool> IsReadyAsync(Task turn)
    {
        var ready = Task.WhenAll([turn, .. _syncs.Select(sync => sync(_reconciles.Token))]);
        if (await Task.WhenAny(ready, _drained.Task) == ready)
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ready.IsCompletedSuccessfully && !_drained.Task.IsCompleted;
    }

    private void Abort()
    {
        _drained.TrySetResult();
        _queue.Close();
        _reconciles.Cancel();
    }

    private Task WorkAsync(Worker worker) => worker.Run(async () =>
    {
        while (await _queue.TakeAsync() is { } item)
        {
            worker.Since = _time.GetTimestamp();
            await WorkAsync(item);
            worker.Since = null;
        }
    });

    private async Task WorkAsync(WorkItem<ObjectKey> item)
    {
        using var scope = _log.BeginScope(Scope(item.Key));
        var start = _time.GetTimestamp();
        try
        {
            var result = await ReconcileAsync(item);
            _metrics.Record(result, _time.GetElapsedTime(start));
            Schedule(item, result);
        }
        catch (Exception e) when (_reconciles.IsCancellationRequested)
        {
            _log.LogInformation("Controller {Controller}: the reconcile of {Key} was cut short by the stop ({Problem}).", Name, item.Key, e.Message);
        }
        finally
        {
            _queue.Complete(item.Key);
        }
    }

    // Whatever escapes the controller becomes a result: nothing is dropped.
    private async Task<ReconciliationResult> ReconcileAsync(WorkItem<ObjectKey> item)
    {
        using var span = StartSpan(item);
        using var timeout = new CancellationTokenSource(_options.ReconcileTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _reconciles.Token);
        try
        {
            return Note(span, await _lifecycle.RunAsync(item.Key, either.Token));
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !_reconciles.IsCancellationRequested)
        {
            _metrics.TimedOut();
            return Note(span, new Failed(new TimeoutException($"The reconcile took longer than {_options.ReconcileTimeout.TotalSeconds} s.", e)));
        }
        catch (Exception e) when (!_reconciles.IsCancellationRequested)
        {
            _metrics.Threw(e);
            return Note(span, new Failed(e));
        }
    }

    private void Schedule(WorkItem<ObjectKey> item, ReconciliationResult result)
    {
        var atMost = AtMost(item.Key, result);
        if (result is Failed failed)
        {
            var delay = _queue.Retry(item.Key, (failed.Error as KubernetesException)?.RetryAfter ?? TimeSpan.Zero, atMost);
            _log.LogWarning(failed.Error, "Controller {Controller}: {Key} failed and is tried again in {Delay:0.#} s.", Name, item.Key, delay.TotalSeconds);
            return;
        }

        _queue.Forget(item.Key);
        var next = result switch
        {
            Again again => again.Delay,
            Waiting => Jitter(_options.WaitingDelay),
            Stalled => Jitter(_options.StalledDelay),
            _ => (TimeSpan?)null,
        };
        if (Sooner(next, atMost) is { } soon)
            _queue.Revisit(item.Key, result is Again ? item.Priority : Priority.Resync, soon);
    }

    // One that is done with goes, or waits for others' finalizers.
    private TimeSpan? AtMost(ObjectKey key, ReconciliationResult result) =>
        result is not Done && _options.LongestWhileDeleting is { } longest && _store.Find(key)?.IsDeleting == true ? Sooner(result.AtMost, longest) : result.AtMost;

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;

    private TimeSpan Jitter(TimeSpan delay) => delay * (0.9 + (0.2 * _random()));

    private TimeSpan Age(Worker worker) => worker.Since is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    private Dictionary<string, object?> Scope(ObjectKey key) => new()
    {
        ["controller"] = Name,
        ["kind"] = _store.Resource.Kind,
        ["namespace"] = key.Namespace,
        ["name"] = key.Name,
        ["reconcileID"] = Guid.NewGuid(),
    };

    private Activity? StartSpan(WorkItem<ObjectKey> item) => Runtime.Traces.StartActivity(
        $"Reconcile {_store.Resource.Kind}",
        ActivityKind.Internal,
        parentContext: default,
        tags: [new("controller", Name), new("k8s.namespace.name", item.Key.Namespace), new("k8s.object.name", item.Key.Name), new("priority", item.Priority.ToString())]);

    private static ReconciliationResult Note(Activity? span, ReconciliationResult result)
    {
        span?.SetTag("result", result.GetType().Name);
        if (result is Failed failed)
            span?.SetStatus(ActivityStatusCode.Error, failed.Error.Message);
        return result;
    }

    /// <summary>A worker's pulse.</summary>
    private sealed class Worker
    {
        private long _since;
        private Task? _task;

        /// <summary>Timestamp at which the present reconcile began; null while there is none.</summary>
        public long? Since
        {
            get => Interlocked.Read(ref _since) is var since and not 0 ? since : null;
            set => Interlocked.Exchange(ref _since, value is 0 ? 1 : value ?? 0);
        }

        public bool IsDead => _task is { IsFaulted: true };

        public Task Finished => _task ?? Task.CompletedTask;

        // On a thread of its own to begin with: a controller that blocks must not keep the other workers from starting.
        public Task Run(Func<Task> work) => _task = Task.Run(work);
    }
}
