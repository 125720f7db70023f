using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;
using Microsoft.Extensions.Logging;
using Testing;

namespace Kubernetes.Tests.Client.Configuration;

/// <summary>Who we are, and whom we trust, on the real API server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CredentialTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("credentials-").FullName;
    private readonly ManualTimeProvider clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task An_exec_plugin_is_told_the_cluster_and_asked_again_when_its_credential_expires_or_is_refused()
    {
        var plane = await GizmoKind.InstallAsync();
        var (certificate, key) = plane.Authority.Client("plugin-user", ["system:masters"]);
        var answer = Answer(new { clientCertificateData = certificate, clientKeyData = key, expirationTimestamp = clock.GetUtcNow().AddMinutes(10) });
        // The first credential is one that the API server refuses.
        var script = Script($$"""
            echo run >> "{{folder}}/runs"
            echo "$KUBERNETES_EXEC_INFO" > "{{folder}}/info"
            echo "$EXTRA $1" > "{{folder}}/extra"
            if [ $(wc -l < "{{folder}}/runs") = 1 ]; then echo '{{Answer(new { token = "nonsense" })}}'; else echo '{{answer}}'; fi
            """);
        using var client = new KubernetesClient(Load(plane, $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, provideClusterInfo: true, command: ./{script}, args: [one], env: [{{name: EXTRA, value: two}}]}}}}"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.ListAsync(GizmoKind.Resource, new ListOptions())));
        Assert.Equal(2, Runs());
        clock.Advance(TimeSpan.FromMinutes(11));
        await client.ListAsync(GizmoKind.Resource, new ListOptions());

        // This plugin's credential has expired for good now, so it is asked for each call.
        Assert.Equal(3, Runs());
        Assert.Equal("two one", File.ReadAllText(Path.Combine(folder, "extra")).Trim());
        using var info = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "info")));
        Assert.Equal($"https://127.0.0.1:{plane.Port}", info.RootElement.GetProperty("spec").GetProperty("cluster").GetProperty("server").GetString());
        Assert.False(info.RootElement.GetProperty("spec").GetProperty("interactive").GetBoolean());
    }

    [Theory]
    [InlineData("echo no; exit 3", "failed with exit code 3")]
    [InlineData("echo session expired, run aws sso login >&2; exit 1", "session expired, run aws sso login")]
    [InlineData("echo hello", "yielded something else than the JSON of an ExecCredential")]
    [InlineData("echo '{}'", "yielded something else than an ExecCredential")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{\"token\":\"t\"}}'", "answered in client.authentication.k8s.io/v1beta1")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "yielded neither a token nor a client certificate")]
    public async Task A_plugin_that_fails_is_told(string commands, string expected)
    {
        var plane = await ControlPlane.Shared;
        using var client = new KubernetesClient(Load(plane, $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./{Script(commands)}}}}}"));

        var error = await Assert.ThrowsAsync<KubernetesConfigurationException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_installed_is_told_with_its_hint()
    {
        var plane = await ControlPlane.Shared;
        using var client = new KubernetesClient(Load(plane, "{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: no-such-plugin, installHint: Install it from example.com.}}"));

        var error = await Assert.ThrowsAsync<KubernetesConfigurationException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Contains("no-such-plugin cannot be started", error.Message, StringComparison.Ordinal);
        Assert.Contains("Install it from example.com.", error.Message, StringComparison.Ordinal);
        KubeconfigMistakesTests.AssertIsInSentences(error.Message);
    }

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute_and_kept_while_it_is_being_replaced()
    {
        var path = Path.Combine(folder, "token");
        await File.WriteAllTextAsync(path, "one\n");
        var credentials = new TokenFileCredentials(path, clock);
        async Task<string?> TokenAsync() => (await credentials.GetAsync(CancellationToken.None)).Token;

        Assert.Equal("one", await TokenAsync());
        await File.WriteAllTextAsync(path, "two\n");
        Assert.Equal("one", await TokenAsync());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", await TokenAsync());
        File.Delete(path);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", await TokenAsync());
        await File.WriteAllTextAsync(path, "three");
        Assert.True(credentials.Reject(new Credential("two")));
        Assert.Equal("three", await TokenAsync());
        Assert.False(credentials.Reject(new Credential("three")));
    }

    [Fact]
    public async Task A_refused_token_is_a_401_and_no_loop()
    {
        var plane = await ControlPlane.Shared;
        using var client = new KubernetesClient(Load(plane, "{token: expired}"));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Another_authority_and_another_name_are_told_with_the_remedy()
    {
        var plane = await ControlPlane.Shared;
        using var other = new CertificateAuthority("somebody-else");
        var sound = Load(plane, "{token: t}");
        using var strange = new KubernetesClient(Load(plane, "{token: t}", other.Pem));
        using var misnamed = new KubernetesClient(sound with { TlsServerName = "elsewhere.example.com" });
        using var system = new KubernetesClient(sound with { CertificateAuthorities = null });

        Assert.Contains("does not lead to the configured authority", await TrustAsync(strange), StringComparison.Ordinal);
        Assert.Contains("is not for \"elsewhere.example.com\" but for ", await TrustAsync(misnamed), StringComparison.Ordinal);
        Assert.Contains("name its authority in certificate-authority", await TrustAsync(system), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_name_is_accepted_when_the_certificate_has_it()
    {
        var plane = await GizmoKind.InstallAsync();
        using var client = new KubernetesClient(
            ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = plane.AdminKubeconfig }) with { TlsServerName = "kubernetes.default.svc" });

        Assert.Null(await client.GetAsync(GizmoKind.Resource, new("default", "nobody")));
    }

    [Fact]
    public async Task Any_certificate_is_taken_only_when_asked_for_and_with_a_warning()
    {
        var plane = await ControlPlane.Shared;
        var log = new ListLogger();
        using var client = new KubernetesClient(Load(plane, "{token: t}", authority: null), null, log);

        var answered = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Equal(HttpStatusCode.Unauthorized, answered.Code);
        Assert.Contains("insecure-skip-tls-verify", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_s_service_account_is_used_and_a_new_authority_is_noticed()
    {
        var plane = await ControlPlane.Shared;
        using var former = new CertificateAuthority("former");
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), "t");
        await File.WriteAllTextAsync(Path.Combine(folder, "namespace"), "identity-center-system\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.crt"), former.Pem);
        var variables = new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1", ["KUBERNETES_SERVICE_PORT"] = $"{plane.Port}" };
        var configuration = ClientConfiguration.Load(
            new ConfigurationSources { Variable = n => variables.GetValueOrDefault(n), Home = folder, ServiceAccountFolder = folder }, clock);
        using var client = new KubernetesClient(configuration);

        await TrustAsync(client);
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.crt"), plane.Authority.Pem);
        clock.Advance(TimeSpan.FromMinutes(1));
        var answered = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Equal("identity-center-system", configuration.Namespace);
        Assert.Equal(HttpStatusCode.Unauthorized, answered.Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<string> TrustAsync(KubernetesClient client)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));
        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
        return error.Message;
    }

    private static string Answer(object status) =>
        JsonSerializer.Serialize(new { apiVersion = "client.authentication.k8s.io/v1", kind = "ExecCredential", status }).Replace("\\n", "\\\\n", StringComparison.Ordinal);

    private int Runs() => File.ReadAllLines(Path.Combine(folder, "runs")).Length;

    private ClientConfiguration Load(ControlPlane plane, string user) => Load(plane, user, plane.Authority.Pem);

    private ClientConfiguration Load(ControlPlane plane, string user, string? authority)
    {
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority);
        var path = Path.Combine(folder, "config");
        var trust = authority is null ? "insecure-skip-tls-verify: true" : "certificate-authority: ca.pem";
        File.WriteAllText(path, $$$"""
            current-context: x
            contexts: [{name: x, context: {cluster: x, user: x}}]
            clusters: [{name: x, cluster: {server: "https://127.0.0.1:{{{plane.Port}}}", {{{trust}}} }}]
            users:
            - name: x
              user: {{{user}}}
            """);
        return ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = path }, clock);
    }

    private string Script(string commands)
    {
        var path = Path.Combine(folder, "plugin");
        File.WriteAllText(path, "#!/bin/sh\n" + commands + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return "plugin";
    }

    private sealed class ListLogger : ILogger<KubernetesClient>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
