using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;

namespace Testing;

/// <summary>
/// A real Kubernetes API (etcd and kube-apiserver, RBAC on, no controllers and no nodes) on loopback, up in about four seconds. It dies with the process.
/// </summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private const string FolderPrefix = "control-plane-";
    private const string OwnerFile = "owner";
    private const string OperatorNamespace = "identity-center-system";
    private const string OperatorAccount = "identity-center-operator";

    // Some of these servers run beside each other: memory is there, and processors are not.
    private static readonly Dictionary<string, string?> LessCollection = new() { ["GOGC"] = "300" };

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<ControlPlane>> Lazily = new(() => Task.Run(StartForProcessAsync));

    private readonly string binaries;
    private readonly CertificateAuthority authority = new("testing-control-plane");
    private readonly Dictionary<string, KubernetesClient> clients = [];
    private LongLivedProcess? etcd;
    private LongLivedProcess? server;
    private string etcdAddress = "";
    private bool audited;

    private ControlPlane(string binaries)
    {
        this.binaries = binaries;
        SweepLeftovers();
        Folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        File.WriteAllText(Path.Combine(Folder, OwnerFile), $"{Environment.ProcessId}");
    }

    /// <summary>One instance for all tests of the process, started at the first use. Nobody stops it; tests keep apart by namespaces and names.</summary>
    public static Task<ControlPlane> Shared => Lazily.Value;

    /// <summary>Path of kubectl.</summary>
    public string Kubectl => Path.Combine(binaries, "kubectl");

    /// <summary>Working folder: data, certificates, kubeconfigs, logs (<c>kube-apiserver.log</c>, <c>etcd.log</c>).</summary>
    public string Folder { get; }

    /// <summary>Port of the API server on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>What it does that not every API server does.</summary>
    public ServerAbilities Server { get; private set; } = new(new(new(), ""), StreamsLists: false);

    /// <summary>Its version, for example <c>1.34</c>.</summary>
    public Version ServerVersion => Server.Version.Release;

    /// <summary>The authority that signs its certificates and its users'.</summary>
    public CertificateAuthority Authority => authority;

    /// <summary>Path of a kubeconfig of a member of system:masters.</summary>
    public string AdminKubeconfig { get; private set; } = "";

    /// <summary>Path of a kubeconfig of the operator's own service account; what it may do is what config/rbac grants (<see cref="InstallAsync"/>).</summary>
    public string OperatorKubeconfig { get; private set; } = "";

    /// <summary>A client of a member of system:masters.</summary>
    public KubernetesClient Admin => Client(AdminKubeconfig);

    /// <summary>A client of the operator's own service account.</summary>
    public KubernetesClient Operator => Client(OperatorKubeconfig);

    /// <summary>Who asked for what: a line of JSON for each request, where <see cref="StartAsync"/> was told to keep them.</summary>
    public string AuditLog => Path.Combine(Folder, "audit.log");

    /// <summary>Starts an instance of one's own, for tests that stop or break it.</summary>
    /// <param name="audited">Whether to keep <see cref="AuditLog"/>.</param>
    public static async Task<ControlPlane> StartAsync(bool audited = false)
    {
        var plane = new ControlPlane(await ControlPlaneBinaries.FolderAsync()) { audited = audited };
        try
        {
            await plane.PrepareAsync();
            await plane.StartEtcdAsync();
            await plane.StartApiServerAsync();
            plane.Server = await plane.AskAsync();
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts an instance that ends with the process.</summary>
    public static async Task<ControlPlane> StartForProcessAsync()
    {
        var plane = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => plane.DisposeAsync().AsTask().Wait();
        return plane;
    }

    /// <summary>Writes a kubeconfig for a user with groups (by client certificate) and returns its path; through a proxy when one is given.</summary>
    public string KubeconfigFor(string user, IEnumerable<string>? groups = null, TcpProxy? through = null)
    {
        var (certificate, key) = authority.Client(user, groups ?? []);
        var path = Path.Combine(Folder, $"{Guid.NewGuid():n}.kubeconfig");
        File.WriteAllText(path, Kubeconfig.Text(through?.Port ?? Port, authority.Pem, user, certificate, key));
        return path;
    }

    /// <summary>A kubeconfig of a member of system:masters that goes through a proxy.</summary>
    public string AdminKubeconfigThrough(TcpProxy proxy) => KubeconfigFor("admin", ["system:masters"], proxy);

    /// <summary>A kubeconfig of the operator's own service account that goes through a proxy.</summary>
    public string OperatorKubeconfigThrough(TcpProxy proxy) => KubeconfigFor(
        $"system:serviceaccount:{OperatorNamespace}:{OperatorAccount}", ["system:serviceaccounts", $"system:serviceaccounts:{OperatorNamespace}"], proxy);

    /// <summary>A client for a kubeconfig; one each, disposed of with the control plane.</summary>
    public KubernetesClient Client(string kubeconfig)
    {
        lock (clients)
        {
            return clients.TryGetValue(kubeconfig, out var client) ? client
                : clients[kubeconfig] = new KubernetesClient(ClientConfiguration.Load(new ConfigurationSources { ExplicitPath = kubeconfig }), new KubernetesClientOptions { CallTimeout = Eventually.DefaultDeadline });
        }
    }

    /// <summary>A client that says what it does as somebody else.</summary>
    public KubernetesClient ClientFor(string user, params string[] groups) => Client(KubeconfigFor(user, groups));

    /// <summary>Applies all documents of a YAML text as the admin, by server-side apply; waits until new kinds are served.</summary>
    public Task ApplyAsync(string yaml, string? @namespace = null) => new Manifests(Admin).ApplyAsync(yaml, @namespace);

    /// <summary>Applies all YAML files of a folder and of those in it, in the order of their names.</summary>
    public async Task ApplyFolderAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file) != "kustomization.yaml")
                await ApplyAsync(await File.ReadAllTextAsync(file));
        }
    }

    /// <summary>Installs what users install: config/crds and config/rbac, the latter in the operator's namespace.</summary>
    public async Task InstallAsync()
    {
        await CreateNamespaceAsync(OperatorNamespace);
        foreach (var folder in new[] { "crds", "rbac" }.Select(f => Repository.At("config", f)).Where(Directory.Exists))
            await ApplyFolderAsync(folder);
    }

    /// <summary>Creates a namespace, or leaves the one of that name.</summary>
    public Task CreateNamespaceAsync(string name) => ApplyAsync($"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n");

    /// <summary>Creates a namespace of its own for a test and returns its name.</summary>
    public async Task<string> NewNamespaceAsync()
    {
        var name = $"test-{Guid.NewGuid():n}"[..20];
        await CreateNamespaceAsync(name);
        return name;
    }

    /// <summary>Runs kubectl as the admin and returns what it prints.</summary>
    /// <exception cref="ExpectationException">It failed; the message is what it wrote.</exception>
    public Task<string> KubectlAsync(params string[] arguments) => RunKubectlAsync(null, arguments);

    /// <summary>Runs kubectl as the admin with a text on its standard input and returns what it prints.</summary>
    /// <exception cref="ExpectationException">It failed; the message is what it wrote.</exception>
    public Task<string> KubectlWithInputAsync(string input, params string[] arguments) => RunKubectlAsync(input, arguments);

    /// <summary>Starts the API server, again on the same port, and waits until it is ready.</summary>
    public async Task StartApiServerAsync()
    {
        var log = Path.Combine(Folder, "kube-apiserver.log");
        server = await LongLivedProcess.StartAsync(Path.Combine(binaries, "kube-apiserver"), ApiServerArguments(), log, LessCollection);
        await WaitAsync(server, "kube-apiserver", async http => (await http.GetAsync(new Uri($"https://127.0.0.1:{Port}/readyz"))).IsSuccessStatusCode);
    }

    /// <summary>Kills the API server; etcd keeps its data.</summary>
    public async Task StopApiServerAsync()
    {
        if (Interlocked.Exchange(ref server, null) is { } running)
            await running.StopAsync();
    }

    /// <summary>
    /// Compacts etcd up to now, so that older resource versions and continue tokens are gone. The API server's watch cache may still know them: restart it.
    /// </summary>
    public async Task CompactAsync()
    {
        using var http = new HttpClient();
        var revision = (string)(await PostAsync(http, "kv/range", """{"key":"AA=="}"""))["header"]!["revision"]!;
        await PostAsync(http, "kv/compaction", $$"""{"revision":"{{revision}}","physical":true}""");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
            client.Dispose();
        await StopApiServerAsync();
        if (etcd is not null)
            await etcd.StopAsync();
        authority.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task PrepareAsync()
    {
        Port = FreePort();
        var (certificate, key) = authority.Serving("127.0.0.1", "::1", "localhost", "kubernetes", "kubernetes.default.svc", "10.0.0.1");
        await File.WriteAllTextAsync(Path.Combine(Folder, "ca.crt"), authority.Pem);
        await File.WriteAllTextAsync(Path.Combine(Folder, "server.crt"), certificate);
        await File.WriteAllTextAsync(Path.Combine(Folder, "server.key"), key);
        using var serviceAccounts = RSA.Create(2048);
        await File.WriteAllTextAsync(Path.Combine(Folder, "service-accounts.key"), serviceAccounts.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(Folder, "audit-policy.yaml"), "apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n- level: Metadata\n");
        AdminKubeconfig = KubeconfigFor("admin", ["system:masters"]);
        OperatorKubeconfig = KubeconfigFor(
            $"system:serviceaccount:{OperatorNamespace}:{OperatorAccount}", ["system:serviceaccounts", $"system:serviceaccounts:{OperatorNamespace}"]);
    }

    private async Task StartEtcdAsync()
    {
        etcdAddress = $"http://127.0.0.1:{FreePort()}";
        var peer = $"http://127.0.0.1:{FreePort()}";
        etcd = await LongLivedProcess.StartAsync(
            Path.Combine(binaries, "etcd"),
            [
                $"--data-dir={Path.Combine(Folder, "etcd")}", "--unsafe-no-fsync", "--log-level=error",
                $"--listen-client-urls={etcdAddress}", $"--advertise-client-urls={etcdAddress}",
                $"--listen-peer-urls={peer}", $"--initial-advertise-peer-urls={peer}", $"--initial-cluster=default={peer}",
            ],
            Path.Combine(Folder, "etcd.log"));
        await WaitAsync(etcd, "etcd", async http => (await http.GetAsync(new Uri($"{etcdAddress}/health"))).IsSuccessStatusCode);
    }

    /// <summary>Flags that mean the same from 1.20 on.</summary>
    private string[] ApiServerArguments() =>
    [
        $"--etcd-servers={etcdAddress}",
        "--bind-address=127.0.0.1",
        $"--secure-port={Port}",
        $"--cert-dir={Folder}",
        $"--tls-cert-file={Path.Combine(Folder, "server.crt")}",
        $"--tls-private-key-file={Path.Combine(Folder, "server.key")}",
        $"--client-ca-file={Path.Combine(Folder, "ca.crt")}",
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        $"--service-account-key-file={Path.Combine(Folder, "service-accounts.key")}",
        $"--service-account-signing-key-file={Path.Combine(Folder, "service-accounts.key")}",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--endpoint-reconciler-type=none",
        "--disable-admission-plugins=ServiceAccount",
        "--allow-privileged=true",
        "--profiling=false",
        // It measures every request and every idle tenth of a second: a third of what an idle server costs. One user needs no fairness.
        "--enable-priority-and-fairness=false",
        .. audited ? new[] { $"--audit-policy-file={Path.Combine(Folder, "audit-policy.yaml")}", $"--audit-log-path={AuditLog}", "--audit-log-mode=blocking-strict" } : [],
    ];

    private async Task<ServerAbilities> AskAsync() =>
        new(await Admin.VersionAsync(), (await KubectlAsync("get", "--raw", "/metrics")).Split('\n').Any(line => line.StartsWith("kubernetes_feature_enabled{name=\"WatchList\"", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal)));

    private async Task<JsonNode> PostAsync(HttpClient http, string call, string body)
    {
        using var content = new StringContent(body);
        using var response = await http.PostAsync(new Uri($"{etcdAddress}/v3/{call}"), content);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task WaitAsync(LongLivedProcess process, string name, Func<HttpClient, Task<bool>> ready)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            await Eventually.TrueAsync(
                async () => process.HasExited ? throw new ExpectationException($"{name} has ended") : await AnswersAsync(() => ready(http)),
                $"{name} is ready",
                StartDeadline);
        }
        catch (ExpectationException e)
        {
            throw new InvalidOperationException($"{name} does not start. {process.Tail()}", e);
        }
    }

    private static async Task<bool> AnswersAsync(Func<Task<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<string> RunKubectlAsync(string? input, string[] arguments)
    {
        var start = new ProcessStartInfo(Kubectl, ["--kubeconfig", AdminKubeconfig, "--cache-dir", Path.Combine(Folder, "kubectl"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output
            : throw new ExpectationException($"kubectl {string.Join(' ', arguments)} failed with {process.ExitCode}: {await errors}");
    }

    /// <summary>Removes the folders of processes that were killed before they could.</summary>
    private static void SweepLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            try
            {
                if (!IsAlive(int.Parse(File.ReadAllText(Path.Combine(folder, OwnerFile)), null)))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                // Not ours, being made, or swept by somebody else at this moment.
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Below the range that outgoing connections take their ports from: a server that is down for a while must find its own free when it comes back.
    private static int FreePort()
    {
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException) when (tries < 100)
            {
                // Taken: try another.
            }
        }
    }
}
