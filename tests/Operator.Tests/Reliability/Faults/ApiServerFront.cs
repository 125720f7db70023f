using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Operator.Tests.Reliability.Faults;

/// <summary>
/// What stands before the API server of a test and speaks to it as the operator: it passes everything on, answers in the API server's place where a status is asked for, and
/// can let watches fall behind.
/// </summary>
internal sealed class ApiServerFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _server;
    private readonly ControlPlane _plane;
    private readonly Lock _gate = new();
    private readonly HashSet<HttpContext> _watches = [];
    private TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Func<HttpRequest, ApiRefusal?> _refuse = _ => null;
    private volatile int _behind;

    private ApiServerFront(WebApplication app, HttpMessageInvoker server, ControlPlane plane) => (_app, _server, _plane) = (app, server, plane);

    /// <summary>The port to connect to, with TLS as the API server's own.</summary>
    public int Port { get; private set; }

    /// <summary>Requests that were refused here.</summary>
    public int Refused { get; private set; }

    public static async Task<ApiServerFront> StartAsync(ControlPlane plane)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var (certificate, key) = plane.Authority.Serving("127.0.0.1");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPem(certificate, key),
        })));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var front = new ApiServerFront(builder.Build(), new(new SocketsHttpHandler { SslOptions = AsOperator(plane), EnableMultipleHttp2Connections = true }), plane);
        front._app.Run(front.HandleAsync);
        await front._app.StartAsync();
        front.Port = new Uri(front._app.Urls.Single()).Port;
        return front;
    }

    /// <summary>Refuses such requests from now on, watches that are open included; null refuses none.</summary>
    public void Refuse(Func<HttpRequest, ApiRefusal?>? refuse)
    {
        _refuse = refuse ?? (_ => null);
        lock (_gate)
        {
            foreach (var watch in _watches.Where(watch => _refuse(watch.Request) is not null).ToList())
                watch.Abort();
        }
    }

    /// <summary>Every watch holds back its last so many events from now on; 0 delivers what was held back.</summary>
    public void FallBehind(int events)
    {
        _behind = events;
        Interlocked.Exchange(ref _caughtUp, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        FallBehind(0);
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private static System.Net.Security.SslClientAuthenticationOptions AsOperator(ControlPlane plane)
    {
        var (certificate, key) = plane.Authority.Client(
            "system:serviceaccount:identity-center-system:identity-center-operator", ["system:serviceaccounts", "system:serviceaccounts:identity-center-system"]);
        var operatorCertificate = X509Certificate2.CreateFromPem(certificate, key);
        return new()
        {
            ClientCertificates = [operatorCertificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => operatorCertificate,
            CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { X509Certificate2.CreateFromPem(plane.Authority.Pem) } },
        };
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_refuse(context.Request) is { } refusal)
        {
            Refused++;
            await refusal.WriteAsync(context.Response);
            return;
        }

        try
        {
            using var request = await ForwardAsync(context.Request);
            using var answer = await _server.SendAsync(request, context.RequestAborted);
            await PassAsync(answer, context);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The API server is away, or the operator has gone: to whoever is left it looks like a broken connection.
            context.Abort();
        }
    }

    private async Task<HttpRequestMessage> ForwardAsync(HttpRequest request)
    {
        var forwarded = new HttpRequestMessage(new(request.Method), $"https://127.0.0.1:{_plane.Port}{request.Path}{request.QueryString}") { Version = HttpVersion.Version20 };
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        forwarded.Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray());
        if (request.ContentType is { } type && forwarded.Content is { } content)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var name in new[] { "Accept", "User-Agent" })
            forwarded.Headers.TryAddWithoutValidation(name, request.Headers[name].ToString());
        return forwarded;
    }

    private async Task PassAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        if (!IsWatch(context.Request))
        {
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        lock (_gate)
            _watches.Add(context);
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            await PassEventsAsync(body, context);
        }
        finally
        {
            lock (_gate)
                _watches.Remove(context);
        }
    }

    private static bool IsWatch(HttpRequest request) => request.Query.ContainsKey("watch");

    // The first state is passed on as it comes; what follows, as late as it shall be.
    private async Task PassEventsAsync(Stream body, HttpContext context)
    {
        var held = new Queue<string>();
        using var lines = new StreamReader(body);
        var isComplete = !context.Request.Query.ContainsKey("sendInitialEvents");
        var next = lines.ReadLineAsync(context.RequestAborted).AsTask();
        while (true)
        {
            var caughtUp = _caughtUp.Task;
            while (held.Count > (isComplete ? _behind : 0))
                await WriteAsync(held.Dequeue(), context);
            if (await Task.WhenAny(next, caughtUp) != next)
                continue;
            if (await next is not { } line)
                return;
            held.Enqueue(line);
            isComplete |= line.Contains("k8s.io/initial-events-end", StringComparison.Ordinal);
            next = lines.ReadLineAsync(context.RequestAborted).AsTask();
        }
    }

    private static async Task WriteAsync(string line, HttpContext context)
    {
        await context.Response.WriteAsync(line + "\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

/// <summary>What the API server says instead of doing what it was asked.</summary>
/// <param name="Code">HTTP status.</param>
/// <param name="Reason">As the API server spells it.</param>
/// <param name="RetryAfter">Seconds that it asks to wait; null for no word of it.</param>
internal sealed record ApiRefusal(int Code, string Reason, int? RetryAfter = null)
{
    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Code;
        response.ContentType = "application/json";
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        await response.WriteAsync($$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"a test says so","reason":"{{Reason}}","code":{{Code}}}""");
    }
}
