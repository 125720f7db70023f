using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Lessons;

/// <summary>Passes calls on; what it adds is trouble with watches.</summary>
internal abstract class InterferingClient(IKubernetesClient inner) : IKubernetesClient
{
    protected IKubernetesClient Inner => inner;

    public Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default) =>
        inner.GetAsync(resource, key, cancellationToken);

    public Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default) =>
        inner.ListAsync(resource, options, cancellationToken);

    public abstract IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default);

    public Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        inner.CreateAsync(resource, @namespace, body, cancellationToken);

    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        inner.PatchAsync(resource, key, patch, subresource, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        inner.ReplaceAsync(resource, key, body, cancellationToken);

    public Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(resource, key, preconditions, cancellationToken);
}

/// <summary>Ends the present watch on command.</summary>
internal sealed class CuttingClient(IKubernetesClient inner) : InterferingClient(inner), IDisposable
{
    private CancellationTokenSource _cut = new();

    public void Cut()
    {
        using var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        cut.Cancel();
    }

    public void Dispose() => _cut.Dispose();

    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceDefinition resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token, cancellationToken);
        await using var events = Inner.WatchAsync(resource, options, either.Token).GetAsyncEnumerator(either.Token);
        while (await MoveAsync(events, cancellationToken))
            yield return events.Current;
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<WatchEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>Answers the first watches with 410, as HTTP status or in the stream.</summary>
internal sealed class ExpiringClient(IKubernetesClient inner, bool inStream, int times) : InterferingClient(inner)
{
    public int Left { get; private set; } = times;

    public override IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default)
    {
        if (options.SendInitialEvents)
            throw new KubernetesException(HttpStatusCode.UnprocessableEntity, "Invalid", "not offered");
        if (Left == 0)
            return Inner.WatchAsync(resource, options, cancellationToken);
        Left--;
        return inStream ? ExpiredAsync() : throw new KubernetesException(HttpStatusCode.Gone, "Expired", "too old resource version");
    }

    private static async IAsyncEnumerable<WatchEvent> ExpiredAsync()
    {
        await Task.Yield();
        yield return new WatchEvent(WatchEventType.Error, Encoding.UTF8.GetBytes("""{"kind":"Status","code":410,"reason":"Expired","message":"too old"}"""));
    }
}
