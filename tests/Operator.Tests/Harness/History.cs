using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>Every version of every object that the API server announced while a test ran.</summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IKubernetesClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Seen>> _versions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _alive = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Uid, string Version), bool> _afterGaps = [];
    private readonly Task _watching;

    private History(IKubernetesClient client, IEnumerable<(ResourceDefinition Kind, string ResourceVersion)> from)
    {
        _client = client;
        _watching = Task.WhenAll(from.Select(kind => WatchAsync(kind.Kind, kind.ResourceVersion)));
    }

    /// <summary>All versions, object by object, in their order.</summary>
    public IEnumerable<IReadOnlyList<Seen>> Objects => _versions.Values.Select(versions => versions.ToList());

    /// <summary>Versions of an object so far.</summary>
    public IReadOnlyList<Seen> Of(Seen seen) => _versions.TryGetValue(seen.Uid, out var versions) ? [.. versions] : [];

    /// <summary>Whether there may be versions before this one that nobody told of: it was listed after a watch had ended.</summary>
    public bool IsAfterAGap(Seen seen) => _afterGaps.ContainsKey((seen.Uid, seen.ResourceVersion));

    public static async Task<History> BeginAsync(IKubernetesClient client) => new(
        client,
        [
            (PermissionSet.Definition, (await client.ListAsync(PermissionSet.Definition, new())).ResourceVersion),
            (AccountAssignment.Definition, (await client.ListAsync(AccountAssignment.Definition, new())).ResourceVersion),
            (ReplicaRegion.Definition, (await client.ListAsync(ReplicaRegion.Definition, new())).ResourceVersion),
        ]);

    /// <summary>Waits until the deletion of every object was announced.</summary>
    public Task CompleteAsync() => Eventually.TrueAsync(
        () => _watching.IsFaulted ? throw new ExpectationException($"the watch failed: {_watching.Exception}") : !_alive.Values.Any(alive => alive), "all deletions were announced");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(ResourceDefinition kind, string resourceVersion)
    {
        while (!_stop.IsCancellationRequested)
            resourceVersion = await FollowAsync(kind, resourceVersion) ?? await ListAgainAsync(kind);
    }

    // The version to go on from; null where the API server ended the watch for good, or is away.
    private async Task<string?> FollowAsync(ResourceDefinition kind, string resourceVersion)
    {
        try
        {
            string? next = resourceVersion;
            await foreach (var change in _client.WatchAsync(kind, new() { ResourceVersion = resourceVersion }, _stop.Token))
            {
                if ((next = Note(change)) is null)
                    return null;
                resourceVersion = next;
            }

            return next;
        }
        catch (Exception e) when (IsAway(e))
        {
            return null;
        }
    }

    private async Task<string> ListAgainAsync(ResourceDefinition kind)
    {
        while (true)
        {
            try
            {
                return await ListAsync(kind);
            }
            catch (Exception e) when (IsAway(e))
            {
                await Task.Delay(Pause, _stop.Token);
            }
        }
    }

    // A story may restart the API server.
    private bool IsAway(Exception error) => !_stop.IsCancellationRequested && error is HttpRequestException or IOException or KubernetesException;

    // Null where the API server gave up the watch, as it does when a story changes the schema.
    private string? Note(WatchEvent change)
    {
        if (change.Type is WatchEventType.Error)
            return null;
        var seen = Seen.From(change.Object);
        if (change.Type is not WatchEventType.Bookmark)
        {
            _alive[seen.Uid] = change.Type is not WatchEventType.Deleted;
            _versions.GetOrAdd(seen.Uid, _ => new()).Enqueue(seen);
        }

        return seen.ResourceVersion;
    }

    private async Task<string> ListAsync(ResourceDefinition kind)
    {
        var list = await _client.ListAsync(kind, new(), _stop.Token);
        var present = list.Items.Select(Seen.From).ToList();
        foreach (var gone in _versions.Where(versions => versions.Value.Last().Json["kind"]?.ToString() == kind.Kind && present.All(seen => seen.Uid != versions.Key)))
            _alive[gone.Key] = false;
        foreach (var seen in present.Where(seen => _versions.GetValueOrDefault(seen.Uid)?.Last().ResourceVersion != seen.ResourceVersion))
        {
            _afterGaps[(seen.Uid, seen.ResourceVersion)] = true;
            _versions.GetOrAdd(seen.Uid, _ => new()).Enqueue(seen);
        }

        foreach (var seen in present)
            _alive[seen.Uid] = true;
        return list.ResourceVersion;
    }
}
