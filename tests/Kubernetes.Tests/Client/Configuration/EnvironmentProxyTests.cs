using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;

namespace Kubernetes.Tests.Client.Configuration;

/// <summary>Which proxy the environment names. What is expected of NO_PROXY is what Go's golang.org/x/net/http/httpproxy answers.</summary>
public sealed class EnvironmentProxyTests : IDisposable
{
    private const string Proxy = "http://proxy:3128/";

    private readonly string _folder = Directory.CreateTempSubdirectory("environment-").FullName;

    /// <summary>NO_PROXY, a server on port 6443, and whether it is asked directly.</summary>
    public static TheoryData<string, string, bool> Exemptions => new()
    {
        { "", "a.example.com", false },
        { "", "localhost", true },
        { "", "localhost.localdomain", false },
        { "", "127.0.0.1", true },
        { "", "127.9.9.9", true },
        { "", "[::1]", true },
        { "", "[::ffff:127.0.0.1]", true },
        { "", "0.0.0.0", false },
        { "*", "a.example.com", true },
        { "a, * ,b", "10.0.0.1", true },
        { "**", "a.example.com", false },
        { "example.com", "example.com", true },
        { "example.com", "a.example.com", true },
        { "example.com", "b.a.example.com", true },
        { "example.com", "xexample.com", false },
        { ".example.com", "a.example.com", true },
        { ".example.com", "example.com", false },
        { "*.example.com", "a.example.com", true },
        { "*.example.com", "example.com", false },
        { "*example.com", "a.example.com", false },
        { "EXAMPLE.com", "a.Example.COM", true },
        { " example.com ", "example.com", true },
        { ",,example.com,", "example.com", true },
        { "example.com:6443", "a.example.com", true },
        { "example.com:443", "a.example.com", false },
        { "example.com:", "a.example.com", true },
        { ".example.com:6443", "a.example.com", true },
        { ".example.com:443", "a.example.com", false },
        { ":6443", "a.example.com", false },
        { "com", "a.example.com", true },
        { ".svc,.cluster.local", "kubernetes.default.svc", true },
        { "10.0.0.1", "10.0.0.1", true },
        { "10.0.0.1:6443", "10.0.0.1", true },
        { "10.0.0.1:443", "10.0.0.1", false },
        { "10.0.0.0/8", "10.1.2.3", true },
        { "10.1.2.3/16", "10.1.200.200", true },
        { "10.0.0.0/8", "11.0.0.1", false },
        { "10.0.0.0/33", "10.0.0.1", false },
        { "0.0.0.0/0", "10.0.0.1", true },
        { "0.0.0.0/0", "[2001:db8::1]", false },
        { "::/0", "10.0.0.1", false },
        { "2001:db8::/32", "[2001:db8::1]", true },
        { "2001:db8::1", "[2001:db8::1]", true },
        { "[2001:db8::1]:6443", "[2001:db8::1]", true },
        { "[2001:db8::1]:443", "[2001:db8::1]", false },
        { "[2001:db8::1]", "[2001:db8::1]", false },
        { "::ffff:10.0.0.1", "10.0.0.1", true },
        { "::ffff:10.0.0.0/104", "10.0.0.1", true },
        { "10", "0.0.0.10", false },
        { "010.0.0.1", "10.0.0.1", false },
        { "10.", "10.0.0.1", false },
        { "10.*", "10.0.0.1", false },
        { "bücher.example", "a.xn--bcher-kva.example", true },
        { "xn--bcher-kva.example", "bücher.example", true },
        { "a:b:c", "a", false },
    };

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void NO_PROXY_exempts_whom_it_exempts_for_kubectl(string list, string host, bool isExempt)
    {
        var proxy = For($"https://{host}:6443/base", ("HTTPS_PROXY", Proxy), ("NO_PROXY", list));

        Assert.Equal(isExempt ? null : (new Uri(Proxy), "HTTPS_PROXY"), proxy);
    }

    [Theory]
    [InlineData("443", true)]
    [InlineData("6443", false)]
    public void The_port_of_a_server_that_names_none_is_that_of_its_scheme(string port, bool isExempt) =>
        Assert.Equal(isExempt, For("https://a.example.com", ("HTTPS_PROXY", Proxy), ("NO_PROXY", $"example.com:{port}")) is null);

    [Fact]
    public void Each_scheme_has_its_variable_and_capitals_win()
    {
        (string, string)[] both = [("HTTPS_PROXY", "http://a"), ("https_proxy", "http://b"), ("HTTP_PROXY", "http://c"), ("http_proxy", "http://d"), ("ALL_PROXY", "http://e")];

        Assert.Equal((new Uri("http://a"), "HTTPS_PROXY"), For("https://x", both));
        Assert.Equal((new Uri("http://c"), "HTTP_PROXY"), For("http://x", both));
        Assert.Equal((new Uri("http://b"), "https_proxy"), For("https://x", both[1], ("HTTPS_PROXY", "")));
        Assert.Equal((new Uri("http://d"), "http_proxy"), For("http://x", both[3]));
        Assert.Null(For("https://x", both[2], both[4]));
        Assert.Null(For("http://x", both[0], both[4]));
        Assert.Null(For("https://x", both[0], ("no_proxy", "x")));
        Assert.NotNull(For("https://x", both[0], ("no_proxy", "x"), ("NO_PROXY", "y")));
    }

    [Theory]
    [InlineData("proxy:3128", "http://proxy:3128/")]
    [InlineData("proxy", "http://proxy/")]
    [InlineData("10.0.0.1:3128", "http://10.0.0.1:3128/")]
    [InlineData("me:secret@proxy:3128", "http://me:secret@proxy:3128/")]
    [InlineData("https://proxy", "https://proxy/")]
    [InlineData("socks5://proxy", "socks5://proxy:1080/")]
    [InlineData("socks5h://proxy:99", "socks5://proxy:99/")]
    public void A_proxy_is_an_address_or_a_host_and_port(string text, string expected) =>
        Assert.Equal(new Uri(expected), For("https://x", ("HTTPS_PROXY", text))?.Address);

    [Theory]
    [InlineData("ftp://me:secret@proxy")]
    [InlineData("http://me:secret@")]
    [InlineData("http://me:secret@[proxy")]
    [InlineData("me:secret@pro xy")]
    public void What_is_no_proxy_is_told_without_its_password(string text)
    {
        var error = Assert.Throws<KubernetesConfigurationException>(() => For("https://x", ("https_proxy", text)));

        Assert.StartsWith("https_proxy is \"", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        KubeconfigMistakesTests.AssertIsInSentences(error.Message);
        Assert.Null(For("https://x", ("https_proxy", text), ("NO_PROXY", "x")));
    }

    [Fact]
    public void A_proxy_that_a_web_request_may_have_set_is_refused()
    {
        var error = Assert.Throws<KubernetesConfigurationException>(() => For("http://x", ("HTTP_PROXY", Proxy), ("REQUEST_METHOD", "GET")));

        Assert.Contains("REQUEST_METHOD", error.Message, StringComparison.Ordinal);
        Assert.NotNull(For("https://x", ("HTTPS_PROXY", Proxy), ("REQUEST_METHOD", "GET")));
        Assert.NotNull(For("http://x", ("HTTP_PROXY", Proxy), ("REQUEST_METHOD", "")));
    }

    [Theory]
    [InlineData("", "HTTPS_PROXY", "http://proxy:3128/")]
    [InlineData(", proxy-url: \"\"", "HTTPS_PROXY", "http://proxy:3128/")]
    [InlineData(", proxy-url: \"http://mine:1\"", "clusters[0].cluster.proxy-url of ", "http://mine:1/")]
    [InlineData(", proxy-url: \"socks5://mine\"", "clusters[0].cluster.proxy-url of ", "socks5://mine:1080/")]
    public void The_kubeconfig_s_own_proxy_comes_first(string more, string origin, string expected)
    {
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, $"current-context: x\ncontexts: [{{name: x, context: {{cluster: x}}}}]\nclusters: [{{name: x, cluster: {{server: \"https://a.example.com\"{more}}}}}]\n");

        var configuration = ClientConfiguration.Load(Sources(("HTTPS_PROXY", Proxy)) with { ExplicitPath = path });

        Assert.Equal(new Uri(expected), configuration.Proxy);
        Assert.StartsWith(origin, configuration.ProxyOrigin, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_of_the_kubeconfig_that_is_none_is_told_without_its_password()
    {
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, "current-context: x\ncontexts: [{name: x, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: \"https://a\", proxy-url: \"ftp://me:secret@b\"}}]\n");

        var error = Assert.Throws<KubernetesConfigurationException>(() => ClientConfiguration.Load(Sources() with { ExplicitPath = path }));

        Assert.Contains("proxy-url is \"ftp://…@b\"", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("10.0.0.0/8,.svc", false)]
    public void A_pod_is_no_exception(string exempt, bool isProxied)
    {
        using var authority = new Testing.CertificateAuthority();
        File.WriteAllText(Path.Combine(_folder, "token"), "t");
        File.WriteAllText(Path.Combine(_folder, "ca.crt"), authority.Pem);

        var configuration = ClientConfiguration.Load(
            Sources(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "443"), ("HTTPS_PROXY", Proxy), ("NO_PROXY", exempt)));

        Assert.Equal(isProxied ? new Uri(Proxy) : null, configuration.Proxy);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (Uri Address, string Origin)? For(string server, params (string Name, string Value)[] variables) =>
        EnvironmentProxy.For(new Uri(server), name => variables.FirstOrDefault(v => v.Name == name).Value);

    private ConfigurationSources Sources(params (string Name, string Value)[] variables) => new()
    {
        Variable = name => variables.FirstOrDefault(v => v.Name == name).Value,
        Home = _folder,
        ServiceAccountFolder = _folder,
    };
}
