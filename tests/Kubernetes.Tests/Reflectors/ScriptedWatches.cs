using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Reflectors;

/// <summary>Answers lists and watches as a test says, and writes down what was asked.</summary>
internal sealed class ScriptedWatches : IKubernetesClient
{
    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentQueue<WatchOptions> Watches { get; } = [];

    public Func<ListPage> OnList { get; set; } = () => new ListPage([], "100", null);

    public Func<WatchOptions, CancellationToken, IAsyncEnumerable<WatchEvent>> OnWatch { get; set; } = (_, token) => Silence(token);

    public static WatchEvent Event(WatchEventType type, string json) => new(type, Encoding.UTF8.GetBytes(json));

    public static WatchEvent Bookmark(string version) => Event(WatchEventType.Bookmark, $$$"""{"metadata":{"resourceVersion":"{{{version}}}"}}""");

    public static async IAsyncEnumerable<WatchEvent> Silence([EnumeratorCancellation] CancellationToken cancellationToken, params WatchEvent[] first)
    {
        foreach (var change in first)
            yield return change;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public static async IAsyncEnumerable<WatchEvent> End(params WatchEvent[] first)
    {
        await Task.CompletedTask;
        foreach (var change in first)
            yield return change;
    }

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue("list");
        return Task.FromResult(OnList());
    }

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(options.SendInitialEvents ? "watchlist" : $"watch from {options.ResourceVersion}");
        Watches.Enqueue(options);
        return OnWatch(options, cancellationToken);
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
}
