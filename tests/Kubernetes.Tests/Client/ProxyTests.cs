using System.Security.Cryptography.X509Certificates;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>The API server through a proxy that a kubeconfig or the environment names. It is asked for by a name that leads nowhere without the proxy.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Name = "kubernetes.default.svc";

    private readonly string _folder = Directory.CreateTempSubdirectory("proxies-").FullName;

    [Theory]
    [InlineData("HTTPS_PROXY", "http://", null)]
    [InlineData("https_proxy", "http://", null)]
    [InlineData("HTTPS_PROXY", "", null)]
    [InlineData("HTTPS_PROXY", "http://", "me:p%40ss")]
    [InlineData("HTTPS_PROXY", "", "me:p%40ss")]
    [InlineData("HTTPS_PROXY", "socks5://", null)]
    [InlineData("HTTPS_PROXY", "socks5h://", null)]
    [InlineData("HTTPS_PROXY", "socks5://", "me:p%40ss")]
    [InlineData("proxy-url", "http://", "me:p%40ss")]
    [InlineData("proxy-url", "socks5://", null)]
    public async Task Calls_and_watches_go_through_it(string named, string scheme, string? user)
    {
        var plane = await GizmoKind.InstallAsync();
        var wanted = user is null ? null : Uri.UnescapeDataString(user);
        using var proxy = scheme.StartsWith("socks5", StringComparison.Ordinal) ? ForwardProxy.Socks(plane.Port, wanted) : ForwardProxy.Http(plane.Port, wanted);
        var address = $"{scheme}{(user is null ? "" : $"{user}@")}127.0.0.1:{proxy.Port}";
        foreach (var tlsName in new[] { null, "kubernetes" })
        {
            using var client = new KubernetesClient(Load(plane, named, address, tlsName));

            Assert.Null(await client.GetAsync(GizmoKind.Resource, new("default", "nobody")));
            await client.WatchAsync(GizmoKind.Resource, new WatchOptions { Timeout = TimeSpan.FromSeconds(1) }).ToListAsync();
        }

        Assert.True(proxy.Targets.Count >= 2);
        Assert.All(proxy.Targets, target => Assert.Equal($"{Name}:{plane.Port}", target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_that_speaks_TLS_is_trusted_by_name_and_authority_as_client_go_does(bool isSound)
    {
        var plane = await GizmoKind.InstallAsync();
        var (certificate, key) = plane.Authority.Serving(isSound ? "localhost" : "elsewhere");
        using var proxy = ForwardProxy.Http(plane.Port, null, X509Certificate2.CreateFromPem(certificate, key));
        using var client = new KubernetesClient(Load(plane, "HTTPS_PROXY", $"https://localhost:{proxy.Port}", null));

        if (isSound)
        {
            Assert.Null(await client.GetAsync(GizmoKind.Resource, new("default", "nobody")));
            return;
        }

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new("default", "nobody")));
        Assert.Contains("the proxy is not trusted: its certificate is not for \"localhost\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(proxy.Targets);
    }

    [Fact]
    public async Task Whoever_is_at_the_end_of_the_tunnel_must_be_the_API_server()
    {
        var plane = await GizmoKind.InstallAsync();
        await using var stranger = await ScriptedServer.StartAsync(_ => new Reply(200));
        using var proxy = ForwardProxy.Http(stranger.Port);
        foreach (var tlsName in new[] { null, "localhost" })
        {
            using var client = new KubernetesClient(Load(plane, "HTTPS_PROXY", $"127.0.0.1:{proxy.Port}", tlsName));

            var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new("default", "nobody")));

            Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
        }

        Assert.Empty(stranger.Requests);
    }

    [Fact]
    public async Task An_API_server_on_this_machine_is_asked_directly_whatever_the_environment_says()
    {
        var plane = await GizmoKind.InstallAsync();
        var variables = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://127.0.0.1:1" };
        using var client = new KubernetesClient(ClientConfiguration.Load(
            new ConfigurationSources { ExplicitPath = plane.AdminKubeconfig, Variable = variables.GetValueOrDefault }));

        Assert.Null(await client.GetAsync(GizmoKind.Resource, new("default", "nobody")));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://me:s3cret@127.0.0.1:1")]
    [InlineData("proxy-url", "http://me:s3cret@127.0.0.1:1")]
    [InlineData("HTTPS_PROXY", "socks5://me:s3cret@127.0.0.1:1")]
    public async Task A_proxy_that_is_down_is_told_by_name_and_without_its_password(string named, string address)
    {
        var plane = await ControlPlane.Shared;
        var configuration = Load(plane, named, address, null);
        using var client = new KubernetesClient(configuration);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new("default", "nobody")));

        Assert.Contains($" through the proxy {address.Replace("me:s3cret@", "", StringComparison.Ordinal)}", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", $"{error}{configuration}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_refuses_the_password_is_told_without_it(string scheme)
    {
        var plane = await ControlPlane.Shared;
        using var proxy = scheme == "http" ? ForwardProxy.Http(plane.Port, "me:right") : ForwardProxy.Socks(plane.Port, "me:right");
        foreach (var tlsName in new[] { null, "kubernetes" })
        {
            using var client = new KubernetesClient(Load(plane, "HTTPS_PROXY", $"{scheme}://me:s3cret@127.0.0.1:{proxy.Port}", tlsName));

            var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new("default", "nobody")));

            Assert.Contains($"through the proxy {scheme}://127.0.0.1:{proxy.Port}", error.Message, StringComparison.Ordinal);
            Assert.Contains("HTTPS_PROXY", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", $"{error}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_without_TLS_is_asked_through_HTTP_PROXY_by_its_whole_address()
    {
        using var proxy = RawServer.Answering("200 OK", "{}");
        var path = Kubeconfig("http://api.example.com:8080", "", "{}");
        using var client = new KubernetesClient(ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = path, Variable = n => n == "HTTP_PROXY" ? $"{proxy.Address}" : null }));

        await client.GetAsync(GizmoKind.Resource, new("a", "b"));

        Assert.StartsWith("GET http://api.example.com:8080/apis/", proxy.Received, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ClientConfiguration Load(ControlPlane plane, string named, string address, string? tlsName)
    {
        var (certificate, key) = plane.Authority.Client("admin", ["system:masters"]);
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), plane.Authority.Pem);
        File.WriteAllText(Path.Combine(_folder, "client.pem"), certificate);
        File.WriteAllText(Path.Combine(_folder, "client.key"), key);
        var path = Kubeconfig(
            $"https://{Name}:{plane.Port}",
            $", certificate-authority: ca.pem{(named == "proxy-url" ? $", proxy-url: \"{address}\"" : "")}{(tlsName is null ? "" : $", tls-server-name: {tlsName}")}",
            "{client-certificate: client.pem, client-key: client.key}");
        return ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = path, Variable = n => n == named ? address : null });
    }

    private string Kubeconfig(string server, string more, string user)
    {
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, $$$"""
            current-context: x
            contexts: [{name: x, context: {cluster: x, user: x}}]
            clusters: [{name: x, cluster: {server: "{{{server}}}"{{{more}}} }}]
            users: [{name: x, user: {{{user}}} }]
            """);
        return path;
    }
}
