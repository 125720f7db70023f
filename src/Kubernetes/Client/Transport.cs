using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using IdentityCenterOperator.Kubernetes.Client.Configuration;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Sends one request with today's credential, over connections that carry it.</summary>
internal sealed class Transport(ClientConfiguration configuration, KubernetesClientOptions options) : IDisposable
{
    private readonly ServerTrust trust = new(configuration);
    private readonly Lock connecting = new();
    private Connections? current;

    /// <summary>TLS by a name of its own cannot be left to the handler (<see cref="ServerConnector"/>).</summary>
    private bool HasOwnName => configuration.TlsServerName is not null && configuration.Server.Scheme == Uri.UriSchemeHttps;

    /// <summary>Sends and yields the answer's head. One 401 is answered by asking for a new credential.</summary>
    /// <param name="make">Makes the request, once for each time it is sent.</param>
    /// <param name="isRetry">Whether the API server asked for this try, for the metrics.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, bool isRetry, CancellationToken cancellationToken)
    {
        var credential = await configuration.Credentials.GetAsync(cancellationToken);
        var response = await SendAsync(make(), credential, isRetry, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !configuration.Credentials.Reject(credential))
            return response;
        response.Dispose();
        return await SendAsync(make(), await configuration.Credentials.GetAsync(cancellationToken), isRetry, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Credential credential, bool isRetry, CancellationToken cancellationToken)
    {
        using var _ = request;
        Complete(request, credential);
        try
        {
            var response = await For(credential.Certificate).Invoker.SendAsync(request, cancellationToken);
            ClientMetrics.Count(response.StatusCode, request.Method, configuration.Server.Authority, isRetry);
            return response;
        }
        catch (Exception e)
        {
            ClientMetrics.Count(null, request.Method, configuration.Server.Authority, isRetry);
            if (FailureOf(e) is { } failure)
                throw Explain(failure);
            throw;
        }
    }

    private void Complete(HttpRequestMessage request, Credential credential)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (credential.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (HasOwnName && configuration.Proxy is not null)
            Tunnel(request);
    }

    /// <summary>The handler opens a tunnel through any proxy for a WebSocket without TLS, and puts nothing of its own into it: TLS is spoken by the filter.</summary>
    private void Tunnel(HttpRequestMessage request)
    {
        request.Headers.Host = configuration.Server.Authority;
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = "ws", Port = configuration.Server.Port }.Uri;
        request.Version = HttpVersion.Version11;
    }

    /// <summary>All that an answer says.</summary>
    /// <exception cref="HttpRequestException">It broke off.</exception>
    public async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            var error = (e as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ResponseEnded;
            throw new HttpRequestException(error, $"the answer of the API server {configuration.Server} ({configuration.Origin}) broke off: {e.GetBaseException().Message}", e);
        }
    }

    // .NET's client lets a SocketException out as it is when a server that restarts resets a connection between its making and the first byte (10.0, seen).
    private HttpRequestException? FailureOf(Exception e) => e switch
    {
        OperationCanceledException { InnerException: TimeoutException } => new(HttpRequestError.ConnectionError, $"no connection within {options.ConnectTimeout.TotalSeconds:0.#} s", e),
        HttpRequestException { InnerException: AuthenticationException } failure => new(HttpRequestError.SecureConnectionError, failure.Message, failure),
        HttpRequestException failure => failure,
        SocketException broken => new(HttpRequestError.ConnectionError, broken.Message, broken),
        _ => null,
    };

    private HttpRequestException Explain(HttpRequestException e)
    {
        var why = e.HttpRequestError == HttpRequestError.SecureConnectionError && trust.Refusal is { } refusal ? refusal
            : e.InnerException is OperationCanceledException ? e.Message
            : e.GetBaseException() is AuthenticationException broken && broken.Message.Contains("frame", StringComparison.Ordinal) ? $"what answers there speaks no TLS, perhaps http ({broken.Message.TrimEnd('.')})"
            : e.GetBaseException().Message;
        return new HttpRequestException(e.HttpRequestError, $"cannot reach the API server {configuration.Server} ({configuration.Origin}){Through(e)}: {why}", e, e.StatusCode);
    }

    private string Through(HttpRequestException e) => (configuration.Proxy, e.StatusCode) switch
    {
        (null, _) => "",
        ({ } proxy, HttpStatusCode.ProxyAuthenticationRequired) =>
            $" through the proxy {ProxyAddress.WithoutCredentials(proxy)}, which does not accept the user and password of {configuration.ProxyOrigin}",
        ({ } proxy, _) => $" through the proxy {ProxyAddress.WithoutCredentials(proxy)} ({configuration.ProxyOrigin})",
    };

    /// <summary>A client certificate belongs to its connections: a new one gets new connections, the old ones finish what they carry.</summary>
    private Connections For(X509Certificate2? certificate)
    {
        lock (connecting)
        {
            if (current is { } same && same.Thumbprint == certificate?.Thumbprint)
                return same;
            current?.Invoker.Dispose();
            return current = new Connections(new HttpMessageInvoker(Handler(certificate)), certificate?.Thumbprint);
        }
    }

    private SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = configuration.Proxy is { } proxy ? new WebProxy(ProxyAddress.WithoutCredentials(proxy)) { Credentials = ProxyCredentials(proxy) } : null,
            UseProxy = configuration.Proxy is not null,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = trust.Options(certificate),
        };
        if (HasOwnName)
            Connect(handler, new ServerConnector(trust, certificate));
        return handler;
    }

    private static void Connect(SocketsHttpHandler handler, ServerConnector connector)
    {
        if (handler.UseProxy)
            handler.PlaintextStreamFilter = connector.SecureAsync;
        else
            handler.ConnectCallback = connector.ConnectAsync;
    }

    private static NetworkCredential? ProxyCredentials(Uri proxy)
    {
        var parts = proxy.UserInfo.Split(':', 2);
        return proxy.UserInfo.Length == 0 ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    public void Dispose()
    {
        lock (connecting)
            current?.Invoker.Dispose();
    }

    private sealed record Connections(HttpMessageInvoker Invoker, string? Thumbprint);
}
