using System.Net;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Keeps a store equal to the API server, through drops, expired versions, refusals and outages, until it is stopped.</summary>
public interface IReflector
{
    /// <summary>The kind, as <c>plural.group</c>.</summary>
    string Name { get; }

    /// <summary>Whether the store has been filled once.</summary>
    bool HasSynced { get; }

    /// <summary>Waits until the store has been filled once.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken = default);

    /// <summary>Runs until cancelled; never fails. To be called once.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

/// <inheritdoc cref="IReflector"/>
/// <typeparam name="T">C# type of the kind.</typeparam>
/// <param name="client">Calls the API server.</param>
/// <param name="store">What to keep.</param>
/// <param name="options">What to watch.</param>
/// <param name="time">Clock and timers.</param>
/// <param name="random">Yields numbers from 0 up to but not including 1.</param>
/// <param name="log">Tells what goes wrong, in sentences with the remedy.</param>
public sealed class Reflector<T>(
    IKubernetesClient client, ObjectStore<T> store, ReflectorOptions options, TimeProvider time, Func<double> random, ILogger<Reflector<T>> log) : IReflector
    where T : class, IKubernetesObject
{
    private readonly ResourceDefinition<T> _resource = store.Resource;
    private bool _offersWatchList = options.WatchList;
    private string _verb = "list";
    private string? _version;
    private int _attempt;
    private long _lastHeard = time.GetTimestamp();

    /// <inheritdoc/>
    public string Name => _resource.Name;

    /// <inheritdoc/>
    public bool HasSynced => store.HasSynced;

    /// <summary>What is kept.</summary>
    public ObjectStore<T> Store => store;

    /// <inheritdoc/>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default) => store.WaitForSyncAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var problem = await TrySessionAsync(cancellationToken);
                await PauseAsync(problem, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped; how the call in flight took it is of no interest.
        }
    }

    // A reflector outlives everything: whatever goes wrong is told and tried again.
    private async Task<Exception?> TrySessionAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SessionAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (WatchErrors.RefuseVersion(e))
                _version = null;
            return e;
        }
    }

    private async Task SessionAsync(CancellationToken cancellationToken)
    {
        if (_version is null && _offersWatchList)
        {
            await WatchAsync(new InitialState<T>(), cancellationToken);
            if (_offersWatchList)
                return;
        }

        if (_version is null)
            await ListAsync(cancellationToken);
        await WatchAsync(null, cancellationToken);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        _verb = "list";
        var state = new InitialState<T>();
        ListPage? page = null;
        string? version = null;
        do
        {
            page = await client.ListAsync(_resource, ListOptions(page?.Continue), cancellationToken);
            version ??= page.ResourceVersion;
            foreach (var item in page.Items)
            {
                if (Read(item) is { } stored)
                    state.Add(stored);
            }
        }
        while (!string.IsNullOrEmpty(page.Continue));
        Adopt(state, version);
    }

    private void Adopt(InitialState<T> state, string version)
    {
        store.Replace(state.Objects, version);
        _version = version;
        _lastHeard = time.GetTimestamp();
        log.LogDebug("Listed {Count} {Resource} at version {Version}.", state.Objects.Count, Name, version);
    }

    private async Task WatchAsync(InitialState<T>? initial, CancellationToken cancellationToken)
    {
        _verb = "watch";
        var start = time.GetTimestamp();
        using var idle = new CancellationTokenSource(initial is null ? options.IdleTimeout : options.WatchListPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            await foreach (var change in client.WatchAsync(_resource, WatchOptions(initial), either.Token))
            {
                initial = Handle(change, initial);
                idle.CancelAfter(initial is null ? options.IdleTimeout : options.WatchListPatience);
                _lastHeard = time.GetTimestamp();
                cancellationToken.ThrowIfCancellationRequested();
                if (initial is not null && !_offersWatchList)
                    return;
            }

            if (initial is not null)
                NoWatchList("it ended before the state was complete");
        }
        catch (OperationCanceledException e) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A server that asked to wait was not silent.
            if (e.InnerException is KubernetesException refusal)
                throw refusal;
            HandleSilence(initial);
        }
        catch (KubernetesException e) when (initial is not null && WatchErrors.RefuseWatchList(e))
        {
            NoWatchList($"the server refuses it ({e.Message})");
        }
        finally
        {
            if (time.GetElapsedTime(start) >= options.StableAfter)
                _attempt = 0;
        }
    }

    /// <summary>Takes one event; returns the initial state while it is incomplete.</summary>
    private InitialState<T>? Handle(WatchEvent change, InitialState<T>? initial)
    {
        if (change.Type == WatchEventType.Error)
            throw WatchErrors.Read(change.Object.Span);
        if (change.Type == WatchEventType.Bookmark)
            return HandleBookmark(StoredJson.Metadata(change.Object.Span), initial);
        if (Read(change.Object) is not { } stored)
            return initial;
        if (initial is not null)
        {
            initial.Apply(change.Type, stored);
            return initial;
        }

        store.Apply(change.Type, stored);
        Advance(stored.ResourceVersion);
        return null;
    }

    private InitialState<T>? HandleBookmark(ObjectMeta bookmark, InitialState<T>? initial)
    {
        var version = bookmark.ResourceVersion ?? "";
        if (initial is not null)
        {
            if (bookmark.Annotations?.GetValueOrDefault("k8s.io/initial-events-end") != "true")
            {
                NoWatchList("the server does not know it");
                return initial;
            }

            Adopt(initial, version);
            return null;
        }

        if (ResourceVersions.IsEarlier(version, _version))
            throw new KubernetesException(HttpStatusCode.Gone, "Expired", $"the server went back from version {_version} to {version}");
        store.Advance(version);
        Advance(version);
        return null;
    }

    private void Advance(string version)
    {
        if (!ResourceVersions.IsLater(version, _version))
            return;
        _version = version;
        _attempt = 0;
    }

    private void HandleSilence(InitialState<T>? initial)
    {
        if (initial is not null)
            NoWatchList($"it was silent for {options.WatchListPatience.TotalSeconds} s");
        else if (time.GetElapsedTime(_lastHeard) >= options.RelistAfterSilence)
            _version = null;
        log.LogDebug("The watch of {Resource} was silent for too long and is opened anew.", Name);
    }

    private void NoWatchList(string why)
    {
        _offersWatchList = false;
        log.LogDebug("The first state of {Resource} is listed in pages, not streamed: {Why}.", Name, why);
    }

    private async Task PauseAsync(Exception? problem, CancellationToken cancellationToken)
    {
        var delay = options.Backoff.Delay(++_attempt, () => 0.5 + (random() / 2));
        if (problem is KubernetesException { RetryAfter: { } asked } && asked > delay)
            delay = asked < options.LongestRetryAfter ? asked : options.LongestRetryAfter;
        if (problem is not null)
            Report(problem, delay);
        await Task.Delay(delay, time, cancellationToken);
    }

    private void Report(Exception problem, TimeSpan delay)
    {
        if (WatchErrors.IsExpired(problem))
            log.LogDebug("The watch of {Resource} is too old to be resumed; listing anew in {Delay} s: {Problem}", Name, delay.TotalSeconds, problem.Message);
        else
            log.LogWarning("{Problem} Trying again in {Delay:0.#} s.", WatchErrors.Describe(problem, _verb, _resource), delay.TotalSeconds);
    }

    private StoredObject<T>? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return StoredObject<T>.Read(json, _resource);
        }
        catch (JsonException e)
        {
            log.LogError("The API server sent something among {Resource} that is no object with a name; it is passed over: {Problem}", Name, e.Message);
            return null;
        }
    }

    private ListOptions ListOptions(string? next) => new()
    {
        Namespace = options.Namespace,
        LabelSelector = options.LabelSelector,
        FieldSelector = options.FieldSelector,
        Limit = options.PageSize,
        Continue = next,
    };

    private WatchOptions WatchOptions(InitialState<T>? initial) => new()
    {
        Namespace = options.Namespace,
        LabelSelector = options.LabelSelector,
        FieldSelector = options.FieldSelector,
        ResourceVersion = _version,
        Timeout = options.WatchTimeout * (1 + random()),
        SendInitialEvents = initial is not null,
    };
}
