using System.Text;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;

namespace Kubernetes.Tests.Client.Configuration;

/// <summary>Every mistake in a kubeconfig is a sentence that names the file and the field.</summary>
public sealed class KubeconfigMistakesTests : IDisposable
{
    private const string Sound = """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts:
        - {name: dev, context: {cluster: c, user: u}}
        clusters:
        - {name: c, cluster: {server: "https://127.0.0.1:6443"}}
        users:
        - {name: u, user: {token: t}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kubeconfig-").FullName;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "current-context: dev", "", "current-context is not set; choose one with --context or kubectl config use-context. There are: dev." },
        { "current-context: dev", "current-context: prod", "there is no context \"prod\"; there are: dev." },
        { "current-context: dev", "current-context: 7", "current-context must be text; put it in quotes." },
        { "cluster: c,", "cluster: d,", "contexts[0].context.cluster names the cluster \"d\", which does not exist; there are: c." },
        { "cluster: c,", "", "contexts[0].context.cluster is missing; name an entry of clusters." },
        { "user: u}", "user: v}", "contexts[0].context.user names the user \"v\", who does not exist; there are: u." },
        { "{server: \"https://127.0.0.1:6443\"}", "{}", "clusters[0].cluster.server is missing; set it to the API server's address" },
        { "https://127.0.0.1:6443", "ftp://x", "clusters[0].cluster.server is \"ftp://x\", which is no address" },
        { "https://127.0.0.1:6443", "https://", "clusters[0].cluster.server is \"https://\", which is no address" },
        { "6443\"}", "6443\", proxy-url: \"nowhere://x\"}", "clusters[0].cluster.proxy-url is \"nowhere://x\", which is no address (http, https, socks5)" },
        { "6443\"}", "6443\", insecure-skip-tls-verify: \"yes\"}", "clusters[0].cluster.insecure-skip-tls-verify must be true or false, without quotes." },
        { "6443\"}", "6443\", insecure-skip-tls-verify: true, certificate-authority-data: \"\", certificate-authority: none.crt}", "certificate-authority names a file that cannot be read" },
        { "6443\"}", "6443\", certificate-authority-data: \"!\"}", "clusters[0].cluster.certificate-authority-data must be base64; paste the value again, or name a file instead." },
        { "6443\"}", "6443\", certificate-authority-data: aGVsbG8=}", "clusters[0].cluster.certificate-authority holds no certificate in PEM" },
        { "{token: t}", "{username: a, password: b}", "users[0].user uses a password, which Kubernetes has not accepted since 1.19" },
        { "{token: t}", "{auth-provider: {name: gcp}}", "users[0].user.auth-provider was removed from Kubernetes in 1.26" },
        { "{token: t}", "{as: somebody}", "users[0].user.as asks for impersonation" },
        { "{token: t}", "{client-certificate-data: aGVsbG8=}", "users[0].user.client-key is missing although there is a client-certificate" },
        { "{token: t}", "{client-key-data: aGVsbG8=}", "users[0].user.client-certificate is missing although there is a client-key" },
        { "{token: t}", "{client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=}", "users[0].user.client-certificate with client-key cannot be used as client certificate" },
        { "{token: t}", "[t]", "users[0].user must be a map of fields." },
        { "{token: t}", "{token: {}}", "users[0].user.token must be text" },
        { "{token: t}", "{exec: {command: aws}}", "users[0].user.exec.apiVersion is missing; set it to client.authentication.k8s.io/v1." },
        { "{token: t}", "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1alpha1}}", "users[0].user.exec.apiVersion is client.authentication.k8s.io/v1alpha1; supported are" },
        { "{token: t}", "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1}}", "users[0].user.exec.interactiveMode is missing; set it to Never or IfAvailable." },
        { "{token: t}", "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}}", "users[0].user.exec.interactiveMode is Always, but there is nobody to ask" },
        { "{token: t}", "{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}}", "users[0].user.exec.command is missing" },
        { "users:", "users: {}\nothers:", "users must be a list." },
        { "kind: Config", "kind: [", "is not a kubeconfig that can be read: line" },
        { "kind: Config", "kind: Config\nkind: Config", "the key \"kind\" is given twice" },
        { "kind: Config", "kind: *nothing", "is not a kubeconfig that can be read: line" },
        { "kind: Config", "kind: !!python/object x", "is not supported" },
        { "kind: Config", "---\nkind: Config", "the file holds several YAML documents" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(string sound, string broken, string expected)
    {
        var path = Write("config", Sound.Replace(sound, broken, StringComparison.Ordinal));

        var error = Assert.Throws<KubernetesConfigurationException>(() => Load(path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        AssertIsInSentences(error.Message);
    }

    [Fact]
    public void A_hostile_file_is_refused_and_costs_little()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefgh".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));

        Assert.Contains("more than 100000 values", Refusal(Write("bomb", bomb)), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Refusal(Write("deep", new string('[', 200_000))), StringComparison.Ordinal);
        Assert.Contains("is it the right file?", Refusal(Write("big", new string('#', 2_000_000))), StringComparison.OrdinalIgnoreCase);
        File.WriteAllBytes(Path.Combine(folder, "binary"), [0xff, 0xfe, 0x00, 0x80]);
        Assert.Contains("it is not UTF-8 text", Refusal(Path.Combine(folder, "binary")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_never_worse_than_a_refusal()
    {
        const string Pieces = "[]{}:,-#&*!|>'\"%@`\n\t ax0\u0000ä";
        var random = new Random(20261201);
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder(Sound);
            for (var edits = random.Next(1, 4); edits > 0; edits--)
                text[random.Next(text.Length)] = Pieces[random.Next(Pieces.Length)];
            var path = Write("damaged", text.ToString());
            var error = Record.Exception(() => Load(path));
            Assert.True(error is null or KubernetesConfigurationException, $"{error}\n{text}");
            if (error is not null)
                AssertIsInSentences(error.Message);
        }
    }

    [Fact]
    public void Files_that_are_not_there_are_told()
    {
        var absent = Path.Combine(folder, "absent");

        Assert.Contains(absent, Refusal(absent), StringComparison.Ordinal);
        AssertIsInSentences(Refusal(folder));
        var variable = Assert.Throws<KubernetesConfigurationException>(() => ClientConfiguration.Load(Sources(("KUBECONFIG", absent))));
        Assert.Contains($"KUBECONFIG names {absent}, which does not exist", variable.Message, StringComparison.Ordinal);
        var nothing = Assert.Throws<KubernetesConfigurationException>(() => ClientConfiguration.Load(Sources()));
        Assert.Contains("There is no kubeconfig", nothing.Message, StringComparison.Ordinal);
        var noToken = Assert.Throws<KubernetesConfigurationException>(
            () => ClientConfiguration.Load(Sources(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "443"))));
        Assert.Contains("automountServiceAccountToken", noToken.Message, StringComparison.Ordinal);
        Assert.All([variable, nothing, noToken], error => AssertIsInSentences(error.Message));
    }

    [Fact]
    public void Several_files_are_merged_as_kubectl_does()
    {
        var first = Write("first", """
            current-context: two
            contexts: [{name: one, context: {cluster: c, user: u, namespace: from-first}}]
            users: [{name: u, user: {token: first}}]
            """);
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        File.WriteAllText(Path.Combine(folder, "sub", "token"), "from-file\n");
        var second = Write(Path.Combine("sub", "second"), """
            current-context: one
            contexts: [{name: one, context: {cluster: nowhere, user: nobody}}, {name: two, context: {cluster: c, user: v}}]
            clusters: [{name: c, cluster: {server: "https://second:6443/base", tls-server-name: other}}]
            users: [{name: u, user: {token: second}}, {name: v, user: {tokenFile: token}}]
            """);
        var sources = Sources(("KUBECONFIG", string.Join(Path.PathSeparator, Path.Combine(folder, "absent"), first, "", second)));

        var current = ClientConfiguration.Load(sources);
        var one = ClientConfiguration.Load(sources with { Context = "one" });

        Assert.Equal(("https://second:6443/base", "other", "default"), (current.Server.AbsoluteUri, current.TlsServerName, current.Namespace));
        Assert.Equal("from-file", Token(current));
        Assert.Equal(("from-first", "first"), (one.Namespace, Token(one)));
    }

    [Fact]
    public void The_home_file_comes_before_the_pod_and_an_explicit_path_before_all()
    {
        Directory.CreateDirectory(Path.Combine(folder, ".kube"));
        Write(Path.Combine(".kube", "config"), Sound.Replace("token: t", "token: home", StringComparison.Ordinal));
        var explicitly = Write("explicit", Sound.Replace("token: t", "token: explicit", StringComparison.Ordinal));

        Assert.Equal("home", Token(ClientConfiguration.Load(Sources(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "443")))));
        Assert.Equal("explicit", Token(ClientConfiguration.Load(Sources(("KUBECONFIG", "/nowhere")) with { ExplicitPath = explicitly })));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string? Token(ClientConfiguration configuration) => configuration.Credentials.GetAsync(CancellationToken.None).AsTask().Result.Token;

    private static ClientConfiguration Load(string path) => ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = path });

    private static string Refusal(string path)
    {
        var refusal = Assert.Throws<KubernetesConfigurationException>(() => Load(path)).Message;
        AssertIsInSentences(refusal);
        return refusal;
    }

    /// <summary>A sentence may quote what is wrong, and what is wrong may be anything.</summary>
    internal static void AssertIsInSentences(string message)
    {
        Assert.DoesNotContain("..", Regex.Replace(message, "\"[^\"]*\"", "\"\""), StringComparison.Ordinal);
        Assert.Matches(@"[.?]$", message);
    }

    private ConfigurationSources Sources(params (string Name, string Value)[] variables) => new()
    {
        Variable = name => variables.FirstOrDefault(v => v.Name == name).Value,
        Home = folder,
        ServiceAccountFolder = Path.Combine(folder, "serviceaccount"),
    };

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
