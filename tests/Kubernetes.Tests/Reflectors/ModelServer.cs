using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Reflectors;

/// <summary>What happens next in the world between an API server and a reflector.</summary>
public enum Happening
{
    Write,
    Delete,
    Spoil,
    Drop,
    Break,
    Compact,
    MissUntilCompacted,
    Repeat,
    Bookmark,
    ErrorInStream,
    RefuseNext,
    Recreate,
}

/// <summary>One step of a script.</summary>
/// <param name="What">What happens.</param>
/// <param name="Which">To which object, event or form of it.</param>
public sealed record Step(Happening What, int Which);

/// <summary>How the model answers a request to stream the first state.</summary>
public enum WatchListSupport
{
    Offered,
    Refused,
    Ignored,
}

/// <summary>
/// An API server as the reflector's protocol describes it: versions that grow, lists that are snapshots, watches that replay history from a version, and history that
/// is compacted. It plays a script: a step whenever the reflector asks for something, so that each run is reproducible.
/// </summary>
public sealed class ModelServer(IReadOnlyList<Step> script, WatchListSupport watchList) : IKubernetesClient
{
    private readonly Dictionary<string, byte[]> _objects = [];
    private readonly List<(long Version, WatchEvent Event)> _history = [];
    private readonly TaskCompletionSource _finished = new();
    private long _version = 10;
    private long _compacted = 10;
    private int _next;
    private int _refusals;
    private IEnumerator<byte[]>? _snapshot;
    private long _snapshotVersion;

    public Task Finished => _finished.Task;

    public int Lists { get; private set; }

    public IReadOnlyDictionary<string, string> Objects => _objects.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value));

    private bool IsOver => _next >= script.Count;

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default)
    {
        Lists++;
        RefuseIfAsked();
        if (options.Continue is null)
            (_snapshot, _snapshotVersion) = (_objects.Values.ToList().GetEnumerator(), _version);
        PlayQuietly();
        if (options.Continue is not null && _snapshotVersion < _compacted)
            throw new KubernetesException(HttpStatusCode.Gone, "Expired", "The provided continue parameter is too old.");
        List<ReadOnlyMemory<byte>> items = [];
        var more = true;
        while (items.Count < options.Limit && (more = _snapshot!.MoveNext()))
            items.Add(_snapshot.Current);
        return Task.FromResult(new ListPage(items, $"{_snapshotVersion}", more ? "next" : null));
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceDefinition resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RefuseIfAsked();
        var sent = _version;
        if (options.SendInitialEvents)
        {
            if (watchList == WatchListSupport.Refused)
                throw new KubernetesException(HttpStatusCode.UnprocessableEntity, "Invalid", "sendInitialEvents: Forbidden");
            foreach (var present in _objects.Values.ToArray())
                yield return new WatchEvent(WatchEventType.Added, present);
            var end = watchList == WatchListSupport.Offered ? ""","annotations":{"k8s.io/initial-events-end":"true"}""" : "";
            yield return new WatchEvent(WatchEventType.Bookmark, Bookmark(sent, end));
        }
        else
        {
            sent = long.Parse(options.ResourceVersion!, null);
            if (sent < _compacted && _next % 2 == 0)
                throw Expired();
            if (sent < _compacted)
            {
                yield return ExpiredEvent();
                yield break;
            }
        }

        while (true)
        {
            foreach (var (version, missed) in _history.Where(entry => entry.Version > sent).ToArray())
            {
                yield return missed;
                sent = version;
            }

            if (IsOver)
            {
                _finished.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var step = script[_next++];
            Play(step);
            switch (step.What)
            {
                case Happening.Drop or Happening.MissUntilCompacted:
                    yield break;
                case Happening.Break:
                    throw new HttpIOException(HttpRequestError.ResponseEnded, "cut");
                case Happening.ErrorInStream:
                    yield return step.Which % 2 == 0 ? ExpiredEvent() : new WatchEvent(WatchEventType.Error, Bytes("""{"kind":"Status","code":500,"message":"etcdserver: leader changed"}"""));
                    yield break;
                case Happening.Bookmark:
                    yield return new WatchEvent(WatchEventType.Bookmark, Bookmark(sent, ""));
                    break;
                case Happening.Repeat when _history.Count(entry => entry.Version <= sent) is > 0 and var count:
                    yield return _history.Where(entry => entry.Version <= sent).ElementAt(step.Which % count).Event;
                    break;
            }
        }
    }

    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private void PlayQuietly()
    {
        if (!IsOver)
            Play(script[_next++]);
    }

    private void Play(Step step)
    {
        var name = $"w{step.Which % 5}";
        switch (step.What)
        {
            case Happening.Write:
                Put(name, "Small");
                break;
            case Happening.Spoil:
                Put(name, "Gigantic");
                break;
            case Happening.Delete:
                Remove(name);
                break;
            case Happening.Recreate:
                Remove(name);
                Put(name, "Large");
                break;
            case Happening.Compact:
                _compacted = _version;
                break;
            case Happening.MissUntilCompacted:
                Remove(name);
                Put($"w{(step.Which + 1) % 5}", "Small");
                _compacted = _version;
                break;
            case Happening.RefuseNext:
                _refusals = 1 + (step.Which % 3);
                break;
        }
    }

    private void Put(string name, string size)
    {
        var isNew = !_objects.ContainsKey(name);
        var uid = isNew ? $"uid-{_version + 1}" : WidgetUid(_objects[name]);
        _objects[name] = Bytes(
            $$$"""{"apiVersion":"tests/v1","kind":"Widget","metadata":{"name":"{{{name}}}","uid":"{{{uid}}}","resourceVersion":"{{{++_version}}}"},"spec":{"size":"{{{size}}}"}}""");
        _history.Add((_version, new WatchEvent(isNew ? WatchEventType.Added : WatchEventType.Modified, _objects[name])));
    }

    private void Remove(string name)
    {
        if (!_objects.Remove(name, out var last))
            return;
        var text = Encoding.UTF8.GetString(last);
        var start = text.IndexOf("resourceVersion", StringComparison.Ordinal);
        var end = text.IndexOf("\"}", start, StringComparison.Ordinal);
        _history.Add((++_version, new WatchEvent(WatchEventType.Deleted, Bytes($"{text[..start]}resourceVersion\":\"{_version}{text[end..]}"))));
    }

    private void RefuseIfAsked()
    {
        if (_refusals-- > 0)
            throw new KubernetesException(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "not now");
        _refusals = 0;
    }

    private static string WidgetUid(byte[] json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("metadata").GetProperty("uid").GetString()!;

    private static KubernetesException Expired() => new(HttpStatusCode.Gone, "Expired", "too old resource version");

    private static WatchEvent ExpiredEvent() => new(WatchEventType.Error, Bytes("""{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}"""));

    private static byte[] Bookmark(long version, string more) => Bytes($$$"""{"metadata":{"resourceVersion":"{{{version}}}"{{{more}}}}}""");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
