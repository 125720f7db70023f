using System.Net;
using System.Net.Sockets;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using Kubernetes.Tests.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using OurElector = IdentityCenterOperator.Kubernetes.LeaderElection.LeaderElector;
using TheirElector = k8s.LeaderElection.LeaderElector;

namespace Kubernetes.Tests.Referee;

/// <summary>
/// Why the official client is not what the operator stands on, as measured, beside what ours does. A test that turns red with a later version says that a fault was mended:
/// docs/decisions/0001-own-kubernetes-runtime.md is to be looked at again then.
/// </summary>
public sealed class OfficialClientFaults : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faults-").FullName;

    [Fact]
    public async Task A_list_that_stalls_in_its_body_is_waited_for_beyond_its_time_and_beyond_its_cancellation()
    {
        using var server = StallingServer();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        using var official = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = address, HttpClientTimeout = TimeSpan.FromSeconds(0.3) });
        using var ours = new KubernetesClient(new ClientConfiguration { Server = new Uri(address) }, new KubernetesClientOptions { CallTimeout = TimeSpan.FromSeconds(1) });
        using var cancel = new CancellationTokenSource();

        var theirs = official.CoreV1.ListNamespaceAsync(cancellationToken: cancel.Token);
        await Assert.ThrowsAsync<TimeoutException>(() => ours.ListAsync(GizmoKind.Resource, new ListOptions()));
        Assert.False(theirs.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => ours.ListAsync(GizmoKind.Resource, new ListOptions()));
        Assert.False(theirs.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_says_when_to_come_back_is_not_asked_again()
    {
        await using var server = await ScriptedServer.StartAsync(r => r.Number % 2 == 1 ? Reply.Busy(429, "0") : new Reply(200, """{"items":[]}"""));
        var configuration = new KubernetesClientConfiguration { Host = $"https://{server.Host}", SkipTlsVerify = true };
        using var official = new k8s.Kubernetes(configuration);
        using var ours = new KubernetesClient(server.Configuration);

        var refusal = await Assert.ThrowsAsync<HttpOperationException>(() => official.CoreV1.ListNamespaceAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, refusal.Response.StatusCode);
        Assert.Single(server.Requests);
        server.Requests.Clear();
        await ours.ListAsync(GizmoKind.Resource, new ListOptions());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_proxy_and_somebody_to_act_as_are_passed_over_in_silence()
    {
        var plane = await ControlPlane.Shared;
        var path = Kubeconfig(plane, "proxy-url: \"http://127.0.0.1:1\"", "as: nobody");
        using var official = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));

        // Through the proxy nobody would be reached, and "nobody" may not do this.
        Assert.NotEmpty((await official.CoreV1.ListNamespaceAsync()).Items);
        Assert.Contains("impersonation", Assert.Throws<KubernetesConfigurationException>(() => ClientConfiguration.Load(new() { ExplicitPath = path })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_is_not_known()
    {
        var plane = await ControlPlane.Shared;
        File.WriteAllText(Path.Combine(_folder, "token"), "abc");
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, $"current-context: x\ncontexts: [{{name: x, context: {{cluster: x, user: x}}}}]\nclusters: [{{name: x, cluster: {{server: \"https://127.0.0.1:{plane.Port}\"}}}}]\nusers: [{{name: x, user: {{tokenFile: token}}}}]\n");

        Assert.Throws<KubeConfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(path));
        Assert.Equal("abc", (await ClientConfiguration.Load(new() { ExplicitPath = path }).Credentials.GetAsync(CancellationToken.None)).Token);
    }

    [Fact]
    public async Task One_connection_that_breaks_costs_the_leadership()
    {
        var plane = await ControlPlane.Shared;
        await using var proxy = TcpProxy.Start(plane.Port);
        var path = plane.AdminKubeconfigThrough(proxy);
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));
        var @namespace = await plane.NewNamespaceAsync();
        using var theirs = Theirs(client, @namespace, "theirs", leaseSeconds: 600);
        using var ours = new OurElector(
            plane.Client(path),
            new LeaderElectionOptions { Namespace = @namespace, Name = "ours", LeaseDuration = TimeSpan.FromMinutes(10), RenewDeadline = TimeSpan.FromMinutes(9), RetryPeriod = TimeSpan.FromSeconds(0.3) },
            TimeProvider.System, () => 0.5, NullLogger<OurElector>.Instance);
        using var stop = new CancellationTokenSource();
        var led = new TaskCompletionSource();
        theirs.OnStartedLeading += led.SetResult;
        var theirRun = theirs.RunUntilLeadershipLostAsync(stop.Token);
        var ourRun = ours.RunAsync(stop.Token);
        await Task.WhenAll(led.Task, ours.Elected).WaitAsync(Eventually.DefaultDeadline);

        proxy.Refuse();
        await theirRun.WaitAsync(Eventually.DefaultDeadline);
        proxy.Accept();

        var before = await RenewedAsync(plane, @namespace, "ours");
        await Eventually.TrueAsync(async () => await RenewedAsync(plane, @namespace, "ours") != before, "ours renews again");
        ours.Fence.EnsureHeld();
        Assert.False(ourRun.IsCompleted);
        await stop.CancelAsync();
    }

    [Fact]
    public async Task A_lease_is_never_given_up_and_who_lost_it_says_to_lead_after_another_does()
    {
        var plane = await ControlPlane.Shared;
        using var official = new Official(plane);
        var @namespace = await plane.NewNamespaceAsync();
        using var theirs = Theirs(official.Client, @namespace, "theirs", leaseSeconds: 4);
        using var stop = new CancellationTokenSource();
        var (began, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        theirs.OnStartedLeading += began.SetResult;
        theirs.OnStoppedLeading += ended.SetResult;
        var run = theirs.RunUntilLeadershipLostAsync(stop.Token);
        await began.Task.WaitAsync(Eventually.DefaultDeadline);
        await stop.CancelAsync();
        await ended.Task.WaitAsync(Eventually.DefaultDeadline);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        var left = (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync("theirs", @namespace)).Spec;
        Assert.Equal(("theirs", 4), (left.HolderIdentity, left.LeaseDurationSeconds));
        using var ours = new OurElector(
            plane.Admin, new LeaderElectionOptions { Namespace = @namespace, Name = "theirs", Identity = "ours" }, TimeProvider.System, () => 0.5, NullLogger<OurElector>.Instance);
        using var done = new CancellationTokenSource();
        var following = ours.RunAsync(done.Token);
        await ours.Elected.WaitAsync(Eventually.DefaultDeadline);
        Assert.True(theirs.IsLeader());
        await done.CancelAsync();
        await following;
        await ours.ReleaseAsync();
        Assert.False(ours.Fence.IsHeld);
        Assert.Equal("", (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync("theirs", @namespace)).Spec.HolderIdentity);
    }

    [Fact]
    public void There_is_no_informer_no_reflector_and_no_queue()
    {
        string[] wanted = ["Informer", "Reflector", "WorkQueue", "RateLimit", "Indexer", "Backoff"];

        Assert.DoesNotContain(typeof(k8s.Kubernetes).Assembly.GetExportedTypes(), type => wanted.Any(word => type.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TheirElector Theirs(k8s.Kubernetes client, string @namespace, string name, int leaseSeconds) =>
        new(new LeaderElectionConfig(new LeaseLock(client, @namespace, name, name))
        {
            LeaseDuration = TimeSpan.FromSeconds(leaseSeconds),
            RenewDeadline = TimeSpan.FromSeconds(leaseSeconds * 0.8),
            RetryPeriod = TimeSpan.FromSeconds(0.3),
        });

    private static async Task<DateTime?> RenewedAsync(ControlPlane plane, string @namespace, string name)
    {
        using var official = new Official(plane);
        return (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync(name, @namespace)).Spec.RenewTime;
    }

    /// <summary>Begins to answer, and says no more.</summary>
    private static TcpListener StallingServer()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync();
        return listener;

        async Task AnswerAsync()
        {
            // Or the collector would close what nobody holds.
            var held = new List<Socket>();
            try
            {
                while (true)
                {
                    var socket = await listener.AcceptSocketAsync();
                    held.Add(socket);
                    await socket.ReceiveAsync(new byte[8192]);
                    await socket.SendAsync(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"items\":["));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                held.ForEach(socket => socket.Dispose());
            }
        }
    }

    private string Kubeconfig(ControlPlane plane, string cluster, string user)
    {
        var (certificate, key) = plane.Authority.Client("admin", ["system:masters"]);
        foreach (var (name, text) in new[] { ("ca.pem", plane.Authority.Pem), ("client.pem", certificate), ("client.key", key) })
            File.WriteAllText(Path.Combine(_folder, name), text);
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, $$$"""
            current-context: x
            contexts: [{name: x, context: {cluster: x, user: x}}]
            clusters: [{name: x, cluster: {server: "https://127.0.0.1:{{{plane.Port}}}", certificate-authority: ca.pem, {{{cluster}}} }}]
            users: [{name: x, user: {client-certificate: client.pem, client-key: client.key, {{{user}}} }}]
            """);
        return path;
    }
}
