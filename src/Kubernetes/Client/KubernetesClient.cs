using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// <see cref="IKubernetesClient"/> over HTTP/2 where the server offers it, else HTTP/1.1. One instance per API server: it keeps the connections.
/// The items of a list carry neither <c>apiVersion</c> nor <c>kind</c> of their own (the API server leaves them out); all other answers do.
/// </summary>
public sealed class KubernetesClient : IKubernetesClient, IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri server;
    private readonly KubernetesClientOptions options;
    private readonly Transport transport;
    private readonly ServerWarnings? warnings;

    /// <summary>Creates a client; connects at the first call.</summary>
    /// <param name="configuration">Which API server, how it is trusted and who we are.</param>
    /// <param name="options">How the client behaves.</param>
    /// <param name="logger">Told once of each warning that the API server sends along, and when the server's certificate is not checked.</param>
    public KubernetesClient(ClientConfiguration configuration, KubernetesClientOptions? options = null, ILogger<KubernetesClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        this.options = options ?? new KubernetesClientOptions();
        server = configuration.Server.AbsoluteUri.EndsWith('/') ? configuration.Server : new Uri(configuration.Server.AbsoluteUri + "/");
        transport = new Transport(configuration, this.options);
        warnings = logger is null ? null : new ServerWarnings(logger);
        if (configuration.InsecureSkipTlsVerify)
        {
            logger?.LogWarning(
                "The certificate of {Server} is not checked ({Origin} sets insecure-skip-tls-verify): whoever answers there can read and use our credential",
                configuration.Server,
                configuration.Origin);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            return await CallAsync(HttpMethod.Get, RequestPath.Of(resource, key), null, null, cancellationToken);
        }
        catch (KubernetesException e) when (IsAbsent(e, resource, key))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = await CallAsync(HttpMethod.Get, RequestPath.Of(resource, options), null, null, cancellationToken);
        try
        {
            return ListPageReader.Read(body);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, $"the API server's list of {resource.Name} is no list: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="HttpIOException">The stream holds something else than watch events, or a line beyond the limit.</exception>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceDefinition resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var response = await StartAsync(RequestPath.Of(resource, options), cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var change in WatchStream.ReadAsync(stream, this.options.MaxWatchLine, cancellationToken))
            yield return change;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Post, RequestPath.Of(resource, @namespace), body, Json, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default)
    {
        var (type, body, query) = patch switch
        {
            Patch.Apply apply => ("application/apply-patch+yaml", ApplyBody.Of(apply.Body), ApplyQuery(apply)),
            Patch.Merge merge => ("application/merge-patch+json", merge.Body, ""),
            Patch.Json json => ("application/json-patch+json", json.Body, ""),
            _ => throw new ArgumentNullException(nameof(patch)),
        };
        return CallAsync(HttpMethod.Patch, RequestPath.Of(resource, key, subresource) + query, body, new(type), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Put, RequestPath.Of(resource, key), body, Json, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(
        ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await CallAsync(HttpMethod.Delete, RequestPath.Of(resource, key), DeleteOptions(preconditions), Json, cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (IsAbsent(e, resource, key))
        {
            return false;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => transport.Dispose();

    private static string ApplyQuery(Patch.Apply apply) => RequestPath.Query(("fieldManager", apply.FieldManager), ("force", apply.Force ? "true" : "false"));

    /// <summary>
    /// Only the object itself being unknown is absence. A 404 for the kind (its CRD is missing), for the namespace or from a proxy says nothing of the object.
    /// </summary>
    private static bool IsAbsent(KubernetesException e, ResourceDefinition resource, ObjectKey key) =>
        e.Code == HttpStatusCode.NotFound && e.Details is { } details && details.Name == key.Name && details.Kind == resource.Plural;

    private static ReadOnlyMemory<byte>? DeleteOptions(Preconditions? preconditions)
    {
        if (preconditions is null)
            return null;
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("preconditions"u8);
            if (preconditions.Uid is { } uid)
                json.WriteString("uid"u8, uid);
            if (preconditions.ResourceVersion is { } version)
                json.WriteString("resourceVersion"u8, version);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private Task<ReadOnlyMemory<byte>> CallAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, MediaTypeHeaderValue? type, CancellationToken cancellationToken) =>
        WithinTimeoutAsync(
            method,
            path,
            async token =>
            {
                using var response = await SendAsync(method, path, body, type, token);
                return new ReadOnlyMemory<byte>(await response.Content.ReadAsByteArrayAsync(token));
            },
            cancellationToken);

    private Task<HttpResponseMessage> StartAsync(string path, CancellationToken cancellationToken) =>
        WithinTimeoutAsync(HttpMethod.Get, path, token => SendAsync(HttpMethod.Get, path, null, null, token), cancellationToken);

    private async Task<T> WithinTimeoutAsync<T>(HttpMethod method, string path, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.CallTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{method} {server}{path}: the API server did not answer within {options.CallTimeout.TotalSeconds:0.#} s", e);
        }
    }

    /// <summary>Sends, and throws what is not a success.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, MediaTypeHeaderValue? type, CancellationToken cancellationToken)
    {
        using var permit = options.RateLimiter is { } limiter ? await limiter.AcquireAsync(1, cancellationToken) : null;
        if (permit is { IsAcquired: false })
            throw new HttpRequestException($"{method} {path}: not sent, because the client's own rate limit has no place left in its queue");
        var response = await transport.SendAsync(() => Request(method, path, body, type), cancellationToken);
        warnings?.Report(response);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(response, $"{method} {path}", cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, ReadOnlyMemory<byte>? body, MediaTypeHeaderValue? type)
    {
        var request = new HttpRequestMessage(method, new Uri(server, path));
        if (body is { } bytes)
            request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = type } };
        return request;
    }

    private async Task<KubernetesException> RefusalAsync(HttpResponseMessage response, string call, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var after = response.Headers.RetryAfter;
        return Status.ToException(response.StatusCode, body, after?.Delta ?? after?.Date - options.Time.GetUtcNow(), call);
    }
}
