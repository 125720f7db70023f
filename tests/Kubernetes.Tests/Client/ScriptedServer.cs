using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>A server on loopback, with TLS, that answers as a test says and writes down what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<ScriptedRequest, Reply> _answer;

    private ScriptedServer(WebApplication app, CertificateAuthority authority, Func<ScriptedRequest, Reply> answer) => (_app, Authority, _answer) = (app, authority, answer);

    /// <summary>Who signed the server's certificate.</summary>
    public CertificateAuthority Authority { get; }

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    /// <summary>What was asked for in each TLS handshake (SNI); empty where nothing was.</summary>
    public required ConcurrentQueue<string> ServerNames { get; init; }

    public int Port { get; private set; }

    public string Host => $"127.0.0.1:{Port}";

    public ClientConfiguration Configuration
    {
        get
        {
            var authorities = new X509Certificate2Collection(X509Certificate2.CreateFromPem(Authority.Pem));
            return new() { Server = new Uri($"https://{Host}"), CertificateAuthorities = () => authorities };
        }
    }

    /// <summary>Starts a server with a sound certificate.</summary>
    public static Task<ScriptedServer> StartAsync(Func<ScriptedRequest, Reply> answer, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var authority = new CertificateAuthority();
        var (certificate, key) = authority.Serving("127.0.0.1", "localhost");
        return StartAsync(authority, [X509Certificate2.CreateFromPem(certificate, key)], answer, protocols);
    }

    /// <summary>Starts a server that presents a chain, its own certificate first.</summary>
    public static async Task<ScriptedServer> StartAsync(
        CertificateAuthority authority, X509Certificate2[] chain, Func<ScriptedRequest, Reply> answer, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var names = new ConcurrentQueue<string>();
        var tls = SslStreamCertificateContext.Create(chain[0], [.. chain], offline: true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            // Not by UseHttps(certificate), which refuses to present what is not for servers.
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = hello =>
                {
                    names.Enqueue(hello.ClientHelloInfo.ServerName);
                    return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = tls });
                },
            });
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var server = new ScriptedServer(builder.Build(), authority, answer) { ServerNames = names };
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Port = new Uri(server._app.Urls.Single()).Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Authority.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = context.Request;
        var seen = new ScriptedRequest(
            Requests.Count + 1, request.Method, $"{request.Path}{request.QueryString}", request.Protocol, $"{request.Host}", await reader.ReadToEndAsync(), request.Headers.Authorization);
        Requests.Enqueue(seen);
        var reply = _answer(seen);
        context.Response.StatusCode = reply.Code;
        foreach (var (name, value) in reply.Headers ?? [])
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body), context.RequestAborted);
    }
}

/// <summary>What a server was asked; number 1 is the first request.</summary>
internal sealed record ScriptedRequest(int Number, string Method, string Path, string Protocol, string Host, string Body, string? Authorization);

/// <summary>What a server answers.</summary>
internal sealed record Reply(int Code, string Body = "{}", params (string Name, string Value)[]? Headers)
{
    /// <summary>A refusal as the API server writes it, which asks to come back after so many seconds.</summary>
    public static Reply Busy(int code, string? retryAfter) => new(code, Status(code), retryAfter is null ? [] : [("Retry-After", retryAfter)]);

    /// <summary>A refusal whose Status alone says when to come back.</summary>
    public static Reply BusyInBody(int code, int seconds, params (string Name, string Value)[] headers) => new(code, Status(code, $$""","details":{"retryAfterSeconds":{{seconds}}}"""), headers);

    private static string Status(int code, string more = "") => $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"come back later","reason":"TooManyRequests","code":{{code}}{{more}}}""";
}
