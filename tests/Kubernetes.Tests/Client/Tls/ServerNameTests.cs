using IdentityCenterOperator.Kubernetes.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Testing;

namespace Kubernetes.Tests.Client.Tls;

/// <summary>tls-server-name is for TLS: it is asked for in the handshake and looked for in the certificate. A request names the server's address, by which proxies route.</summary>
public sealed class ServerNameTests
{
    public static TheoryData<HttpProtocols, string> Ways()
    {
        var ways = new TheoryData<HttpProtocols, string>();
        foreach (var protocol in new[] { HttpProtocols.Http1, HttpProtocols.Http2, HttpProtocols.Http1AndHttp2 })
            ways.Add(protocol, "directly");
        foreach (var way in new[] { "through a proxy", "through SOCKS" })
        {
            ways.Add(HttpProtocols.Http1, way);
            ways.Add(HttpProtocols.Http1AndHttp2, way);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_is_asked_for_in_the_handshake_and_never_in_a_request(HttpProtocols protocol, string way)
    {
        await using var server = await ScriptedServer.StartAsync(_ => new Reply(200, """{"items":[]}"""), protocol);
        using var proxy = way == "through SOCKS" ? ForwardProxy.Socks(server.Port) : ForwardProxy.Http(server.Port);
        using var client = new KubernetesClient(server.Configuration with
        {
            TlsServerName = "localhost",
            Proxy = way switch { "directly" => null, "through SOCKS" => new Uri($"socks5://127.0.0.1:{proxy.Port}"), _ => new Uri($"http://127.0.0.1:{proxy.Port}") },
        });

        await Parallel.ForAsync(0, 20, async (_, token) => await client.ListAsync(GizmoKind.Resource, new ListOptions { LabelSelector = "a in (b, c)" }, token));

        Assert.Equal(20, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(server.Host, request.Host));
        Assert.Equal(["/apis/client.example.com/v1/gizmos?labelSelector=a%20in%20%28b%2C%20c%29"], server.Requests.Select(request => request.Path).Distinct());
        Assert.Equal(["localhost"], server.ServerNames.Distinct());
        Assert.Equal([protocol == HttpProtocols.Http1 || way != "directly" ? "HTTP/1.1" : "HTTP/2"], server.Requests.Select(request => request.Protocol).Distinct());
        Assert.Equal(way == "directly", proxy.Targets.IsEmpty);
    }

    [Fact]
    public async Task Without_it_the_address_is_asked_for()
    {
        await using var server = await ScriptedServer.StartAsync(_ => new Reply(200));
        using var client = new KubernetesClient(server.Configuration with { Server = new Uri($"https://localhost:{server.Port}/base") });

        await client.GetAsync(GizmoKind.Resource, new("a", "b"));

        var request = Assert.Single(server.Requests);
        Assert.Equal(($"localhost:{server.Port}", "/base/apis/client.example.com/v1/namespaces/a/gizmos/b"), (request.Host, request.Path));
        Assert.Equal("localhost", Assert.Single(server.ServerNames));
    }

    [Fact]
    public async Task A_server_without_TLS_needs_none()
    {
        using var server = RawServer.Answering("200 OK", "{}");
        using var client = new KubernetesClient(server.Configuration with { TlsServerName = "elsewhere" });

        await client.GetAsync(GizmoKind.Resource, new("a", "b"));

        Assert.Contains($"Host: {server.Address.Authority}\r\n", server.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_calls_at_once_share_one_connection_with_it_too()
    {
        var plane = await GizmoKind.InstallAsync();
        await using var proxy = TcpProxy.Start(plane.Port);
        using var client = new KubernetesClient(
            ClientConfiguration.Load(new() { ExplicitPath = plane.AdminKubeconfigThrough(proxy) }) with { TlsServerName = "kubernetes.default.svc" });

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ListAsync(GizmoKind.Resource, new ListOptions())));

        Assert.Equal(1, proxy.Accepted);
    }
}
