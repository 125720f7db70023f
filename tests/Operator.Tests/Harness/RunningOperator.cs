using System.Net;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.PermissionSets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>The whole operator, in this process, under its own identity, between the real API server and the local Identity Center.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TcpProxy _toCluster;
    private bool _stopped;

    // Asked for at the start, although the clients of the tests name an endpoint.
    static RunningOperator() => Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");

    private RunningOperator(WebApplication app, TcpProxy toCluster, AwsLine toAws, LogLines log)
    {
        (_app, _toCluster) = (app, toCluster);
        (ToAws, Log) = (toAws, log);
    }

    /// <summary>What the operator sends to AWS goes through here.</summary>
    public AwsLine ToAws { get; }

    /// <summary>What it sends to the API server goes through here.</summary>
    public TcpProxy ToCluster => _toCluster;

    public LogLines Log { get; }

    /// <summary>Starts it, and waits until it has looked at the whole instance once.</summary>
    public static async Task<RunningOperator> StartAsync(Cluster cluster, Aws aws, TimeProvider time, TimeSpan? sweepInterval = null, bool elected = false, int? apiPort = null)
    {
        var started = await LaunchAsync(cluster, aws, time, sweepInterval, elected, apiPort);
        try
        {
            await started.LooksAroundAsync();
            return started;
        }
        catch
        {
            // It must not live on into the next story.
            await started.DisposeAsync();
            throw;
        }
    }

    private async Task LooksAroundAsync()
    {
        var sweep = _app.Services.GetRequiredService<Sweep>();
        await Eventually.TrueAsync(() => sweep.Last is not null, "the operator has looked at the whole instance");
        // It looks once at the instance for its own object, and asks what an earlier process may have left in flight; not a part of any story.
        var instances = _app.Services.GetRequiredService<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>();
        await Eventually.TrueAsync(() => instances.All().Any(stored => stored.Value?.Status?.Conditions is { Count: > 0 }), "the operator has looked at the instance");
        await _app.Services.GetRequiredService<OperationTracker>().RecognizedAsync(CancellationToken.None);
    }

    /// <summary>Starts it, and waits for nothing.</summary>
    /// <param name="cluster">Where its objects are.</param>
    /// <param name="aws">Where its permission sets are.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="sweepInterval">Time from one look at the whole instance to the next; by default none comes within a test.</param>
    /// <param name="elected">Whether it writes only while it holds the Lease.</param>
    /// <param name="apiPort">Port of what stands before the API server; null for nothing.</param>
    public static async Task<RunningOperator> LaunchAsync(
        Cluster cluster, Aws aws, TimeProvider time, TimeSpan? sweepInterval = null, bool elected = false, int? apiPort = null)
    {
        var toCluster = TcpProxy.Start(apiPort ?? cluster.Plane.Port);
        var (toAws, log) = (new AwsLine(), new LogLines());
        var options = new RunOptions
        {
            Kubeconfig = cluster.Plane.OperatorKubeconfigThrough(toCluster),
            Bind = new(IPAddress.Loopback, 0),
            LeaderElection = elected,
            LeaseNamespace = "identity-center-system",
            TrustedNamespaces = [Cluster.TrustedNamespace],
        };
        var (directory, organization) = aws.OthersForOperator(toAws);
        var app = OperatorHost.Build(options, services => services
            .AddSingleton(time)
            .AddSingleton(aws.ForOperator(toAws))
            .AddSingleton(directory)
            .AddSingleton(organization)
            .AddSingleton(aws.KeysForOperator(toAws))
            .AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        Hurry(app.Services.GetRequiredService<OperatorSettings>(), sweepInterval ?? TimeSpan.FromHours(24));
        await app.StartAsync();
        return new(app, toCluster, toAws, log);
    }

    // Whatever IdentityCenter/default says, a story does not wait for the budget, and has its looks when it wants them.
    private static void Hurry(OperatorSettings settings, TimeSpan sweepInterval)
    {
        void Hurry() => settings.Apply(settings.InForce with { RequestsPerSecond = 1000, SweepInterval = sweepInterval });
        settings.Changed += Hurry;
        Hurry();
    }

    /// <summary>Whether no reconcile runs or is due. Those that are planned for later do not count.</summary>
    public bool IsIdle => _app.Services.GetServices<IControllerHost>().All(host => host.Snapshot().All(item => item.State is "idle" or "delayed"));

    /// <summary>Whether it is going to look again at the accounts of a permission set, since assignments were made.</summary>
    public bool IsToLookAtAccounts => _app.Services.GetRequiredService<AccountsWatch>().IsAwaited;

    /// <summary>Whether its own store holds this version of an object, or a later one.</summary>
    public bool HasSeen(Seen seen) =>
        VersionOf(new(seen.Namespace, seen.Name)) is { } version && ulong.Parse(version, null) >= ulong.Parse(seen.ResourceVersion, null);

    private string? VersionOf(ObjectKey key) => key.Namespace is null
        ? _app.Services.GetRequiredService<ObjectStore<PermissionSet>>().Find(key)?.ResourceVersion ?? _app.Services.GetRequiredService<ObjectStore<ReplicaRegion>>().Find(key)?.ResourceVersion
        : _app.Services.GetRequiredService<ObjectStore<AccountAssignment>>().Find(key)?.ResourceVersion;

    /// <summary>Ends it as SIGTERM does: what runs is finished.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
            await _app.StopAsync();
        _stopped = true;
    }

    /// <summary>Ends it as a power cut does: from now on nothing it does reaches anybody.</summary>
    public void Kill()
    {
        ToAws.Cut();
        _toCluster.Refuse();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        ToAws.Dispose();
        if (Environment.GetEnvironmentVariable("OPERATOR_TEST_LOG") is { Length: > 0 } file)
            await File.AppendAllLinesAsync(file, Log.All);
        await _toCluster.DisposeAsync();
    }
}
