using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>
/// A local copy of all objects of one kind, kept by a <see cref="Reflector{T}"/>. Reads take no call and may lag behind the API server by the time that an event
/// takes to arrive. Safe for any number of readers.
/// </summary>
/// <typeparam name="T">C# type of the kind.</typeparam>
public sealed class ObjectStore<T> : IObjectStore
    where T : class, IKubernetesObject
{
    // Changes happen one at a time and reach the subscribers in their order; readers only wait for the assignment itself.
    private readonly Lock _writing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoreIndex<T>> _indexes = [];
    private readonly List<Action<Change<T>>> _subscribers = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<ObjectKey, string> _buried = [];
    private readonly ILogger _log;
    private Dictionary<ObjectKey, StoredObject<T>> _objects = [];
    private string? _floor;

    /// <summary>Creates an empty store.</summary>
    /// <param name="resource">The kind.</param>
    /// <param name="log">Tells of index functions and subscribers that throw.</param>
    public ObjectStore(ResourceDefinition<T> resource, ILogger<ObjectStore<T>>? log = null)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resource = resource;
        _log = log ?? NullLogger<ObjectStore<T>>.Instance;
    }

    /// <summary>The kind.</summary>
    public ResourceDefinition<T> Resource { get; }

    /// <summary>Whether the store has been filled once. Before that it says nothing about what exists.</summary>
    public bool HasSynced => _synced.Task.IsCompleted;

    /// <summary>How many objects there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _objects.Count;
        }
    }

    /// <summary>Waits until the store has been filled once.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>The object as stored; null when there is none.</summary>
    public StoredObject<T>? Find(ObjectKey key)
    {
        lock (_gate)
            return _objects.GetValueOrDefault(key);
    }

    /// <summary>A copy of the object; null when there is none, or it does not fit its C# type.</summary>
    public T? Get(ObjectKey key) => Find(key)?.Value;

    /// <summary>All objects as stored, also those that do not fit their C# type, in no order.</summary>
    public IReadOnlyList<StoredObject<T>> All()
    {
        lock (_gate)
            return [.. _objects.Values];
    }

    /// <summary>
    /// Adds an index. The function sees each object that fits its C# type and yields the values to find it by; it must be pure.
    /// An object for which it throws is not found by this index, and that is logged.
    /// </summary>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        var index = new StoreIndex<T>(values);
        lock (_writing)
        {
            var computed = All().Select(stored => (stored.Key, Values: Compute(index, name, stored))).ToArray();
            lock (_gate)
            {
                _indexes.Add(name, index);
                Array.ForEach(computed, entry => index.Set(entry.Key, entry.Values));
            }
        }
    }

    /// <summary>The objects that the index finds by the value.</summary>
    public IReadOnlyList<StoredObject<T>> ByIndex(string name, string value)
    {
        lock (_gate)
            return [.. _indexes[name].Keys(value).Select(key => _objects[key])];
    }

    /// <summary>
    /// Calls back with each object that is there (as <see cref="Change{T}.Initial"/>), then with each change, one at a time and in order. The callback must be
    /// quick and must not throw; it runs between a change and the next.
    /// </summary>
    public void Subscribe(Action<Change<T>> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_writing)
        {
            foreach (var stored in All())
                Tell(subscriber, new Change<T>(null, stored, Initial: true));
            _subscribers.Add(subscriber);
        }
    }

    /// <summary>Fills the store with objects that no <see cref="Reflector{T}"/> read, of a list or of files: they are all there is. One whose uid and resource version it has already, it keeps.</summary>
    /// <param name="objects">JSON (UTF-8) of each, no two of one namespace and name.</param>
    /// <exception cref="System.Text.Json.JsonException">One of them is no object with a name.</exception>
    public void Fill(IEnumerable<ReadOnlyMemory<byte>> objects) => Replace([.. objects.Select(json => StoredObject<T>.Read(json, Resource))], "0");

    ResourceDefinition IObjectStore.Resource => Resource;

    void IObjectStore.Subscribe(Action<ObjectKey, ReadOnlyMemory<byte>?> subscriber) => Subscribe(change => subscriber(change.Key, change.New?.Json));

    /// <summary>Takes a whole list as the truth: what it lacks is gone, whatever versions say.</summary>
    internal void Replace(IReadOnlyCollection<StoredObject<T>> objects, string version)
    {
        lock (_writing)
        {
            var before = _objects;
            var next = objects.ToDictionary(stored => stored.Key, stored => Known(before, stored));
            var changes = Differences(before, next).ToArray();
            var indexed = Compute(changes.Select(change => change.New));
            lock (_gate)
            {
                _objects = next;
                _floor = version;
                _buried.Clear();
                foreach (var change in changes.Where(change => change.New is null))
                    Unindex(change.Key);
                indexed.ForEach(set => set());
            }

            var initial = !HasSynced;
            foreach (var change in changes)
                Tell(change with { Initial = initial });
            _synced.TrySetResult();
        }
    }

    /// <summary>Takes one event. False when it is late or a repetition, and changes nothing.</summary>
    internal bool Apply(WatchEventType type, StoredObject<T> stored)
    {
        lock (_writing)
        {
            var old = Find(stored.Key);
            return type == WatchEventType.Deleted ? Bury(old, stored) : IsNews(old, stored) && Set(old, stored);
        }
    }

    /// <summary>All changes up to this version have arrived: older events are repetitions.</summary>
    internal void Advance(string version)
    {
        lock (_writing)
        {
            if (!ResourceVersions.IsLater(version, _floor))
                return;
            _floor = version;
            foreach (var key in _buried.Where(entry => !ResourceVersions.IsLater(entry.Value, version)).Select(entry => entry.Key).ToArray())
                _buried.Remove(key);
        }
    }

    // An object that is not in the store may be new, or the late echo of one that was deleted.
    private bool IsNews(StoredObject<T>? old, StoredObject<T> stored) => old is null
        ? ResourceVersions.IsLater(stored.ResourceVersion, _floor) && ResourceVersions.IsLater(stored.ResourceVersion, _buried.GetValueOrDefault(stored.Key))
        : ResourceVersions.IsLater(stored.ResourceVersion, old.ResourceVersion);

    private bool Set(StoredObject<T>? old, StoredObject<T> stored)
    {
        var indexed = Compute([stored]);
        lock (_gate)
        {
            _objects[stored.Key] = stored;
            indexed.ForEach(set => set());
        }

        foreach (var change in Split(old, stored))
            Tell(change);
        return true;
    }

    private bool Bury(StoredObject<T>? old, StoredObject<T> last)
    {
        if (ResourceVersions.IsEarlier(last.ResourceVersion, old?.ResourceVersion))
            return false;
        if (ResourceVersions.IsLater(last.ResourceVersion, _buried.GetValueOrDefault(last.Key)))
            _buried[last.Key] = last.ResourceVersion;
        if (old is null)
            return false;
        lock (_gate)
        {
            _objects.Remove(last.Key);
            Unindex(last.Key);
        }

        Tell(new Change<T>(old, null));
        return true;
    }

    private static IEnumerable<Change<T>> Differences(Dictionary<ObjectKey, StoredObject<T>> before, Dictionary<ObjectKey, StoredObject<T>> next)
    {
        foreach (var old in before.Values.Where(old => !next.ContainsKey(old.Key)))
            yield return new Change<T>(old, null);
        foreach (var stored in next.Values)
        {
            var old = before.GetValueOrDefault(stored.Key);
            if (old == stored)
                continue;
            foreach (var change in Split(old, stored))
                yield return change;
        }
    }

    private static StoredObject<T> Known(Dictionary<ObjectKey, StoredObject<T>> before, StoredObject<T> stored) =>
        before.GetValueOrDefault(stored.Key) is { } old && (old.Uid, old.ResourceVersion) == (stored.Uid, stored.ResourceVersion) ? old : stored;

    private static Change<T>[] Split(StoredObject<T>? old, StoredObject<T> stored) => old is null || old.Uid == stored.Uid
        ? [new(old, stored)]
        : [new(old, null), new(null, stored)];

    // Decoding is the slow part, hence done before the lock that readers wait for.
    private List<Action> Compute(IEnumerable<StoredObject<T>?> objects) =>
        [.. from stored in objects where stored is not null
            from index in _indexes
            let values = Compute(index.Value, index.Key, stored)
            select (Action)(() => index.Value.Set(stored.Key, values))];

    private string[] Compute(StoreIndex<T> index, string name, StoredObject<T> stored)
    {
        try
        {
            return index.Compute(stored);
        }
        catch (Exception e)
        {
            _log.LogError(e, "The index {Index} cannot take {Kind} {Key}, which it will not find.", name, Resource.Kind, stored.Key);
            return [];
        }
    }

    private void Unindex(ObjectKey key)
    {
        foreach (var index in _indexes.Values)
            index.Remove(key);
    }

    private void Tell(Change<T> change) => _subscribers.ForEach(subscriber => Tell(subscriber, change));

    // One subscriber's fault must neither stop the kind nor keep the change from the others.
    private void Tell(Action<Change<T>> subscriber, Change<T> change)
    {
        try
        {
            subscriber(change);
        }
        catch (Exception e)
        {
            _log.LogError(e, "A subscriber failed on a change of {Kind} {Key}.", Resource.Kind, change.Key);
        }
    }
}
