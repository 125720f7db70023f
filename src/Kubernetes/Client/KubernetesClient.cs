using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// <see cref="IKubernetesClient"/> over HTTP/2 where the server offers it, else HTTP/1.1. One instance per API server: it keeps the connections.
/// The items of a list carry neither <c>apiVersion</c> nor <c>kind</c> of their own (the API server leaves them out); all other answers do.
/// </summary>
public sealed class KubernetesClient : IKubernetesClient, IKubernetesServer, IDisposable
{
    private readonly Uri server;
    private readonly KubernetesClientOptions options;
    private readonly Transport transport;
    private readonly CallRetries retries;
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
        retries = new CallRetries(this.options, server, logger);
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
            return await CallAsync(new(HttpMethod.Get, RequestPath.Of(resource, key)), cancellationToken);
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
        var body = await CallAsync(new(HttpMethod.Get, RequestPath.Of(resource, options)), cancellationToken);
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
        using var response = await StartAsync(new(HttpMethod.Get, RequestPath.Of(resource, options)), cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var change in WatchStream.ReadAsync(stream, this.options.MaxWatchLine, cancellationToken))
            yield return change;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> CreateAsync(
        ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(new(HttpMethod.Post, RequestPath.Of(resource, @namespace), body), cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default)
    {
        var (type, body, query) = patch switch
        {
            Patch.Apply apply => (ApiCall.Apply, ApplyBody.Of(apply.Body), ApplyQuery(apply)),
            Patch.Merge merge => (ApiCall.MergePatch, merge.Body, ""),
            Patch.Json json => (ApiCall.JsonPatch, json.Body, ""),
            _ => throw new ArgumentNullException(nameof(patch)),
        };
        return CallAsync(new(HttpMethod.Patch, RequestPath.Of(resource, key, subresource) + query, body, type), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(new(HttpMethod.Put, RequestPath.Of(resource, key), body), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(
        ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await CallAsync(new(HttpMethod.Delete, RequestPath.Of(resource, key), DeleteOptions(preconditions)), cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (IsAbsent(e, resource, key))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">What answers is no API server.</exception>
    public async Task<ServerVersion> VersionAsync(CancellationToken cancellationToken = default) =>
        ServerVersion.Read((await CallAsync(new(HttpMethod.Get, "version"), cancellationToken)).Span);

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

    private Task<ReadOnlyMemory<byte>> CallAsync(ApiCall call, CancellationToken cancellationToken) => retries.RunAsync(
        call,
        async (isRetry, token) =>
        {
            using var response = await SendAsync(call, isRetry, token);
            return new ReadOnlyMemory<byte>(await transport.BodyAsync(response, token));
        },
        cancellationToken);

    private Task<HttpResponseMessage> StartAsync(ApiCall call, CancellationToken cancellationToken) =>
        retries.RunAsync(call, (isRetry, token) => SendAsync(call, isRetry, token), cancellationToken);

    /// <summary>Sends, and throws what is not a success.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiCall call, bool isRetry, CancellationToken cancellationToken)
    {
        using var permit = options.RateLimiter is { } limiter ? await limiter.AcquireAsync(1, cancellationToken) : null;
        if (permit is { IsAcquired: false })
            throw new HttpRequestException($"{call}: not sent, because the client's own rate limit has no place left in its queue");
        var response = await transport.SendAsync(() => Request(call), isRetry, cancellationToken);
        warnings?.Report(response);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(response, $"{call}", cancellationToken);
    }

    private HttpRequestMessage Request(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(server, call.Path));
        if (call.Body is { } bytes)
            request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new(call.Type) } };
        return request;
    }

    private async Task<KubernetesException> RefusalAsync(HttpResponseMessage response, string call, CancellationToken cancellationToken)
    {
        var body = await transport.BodyAsync(response, cancellationToken);
        return Status.ToException(response.StatusCode, body, RetryAfter(response), call);
    }

    /// <summary>A moment in the past means now.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? after?.Date - options.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
