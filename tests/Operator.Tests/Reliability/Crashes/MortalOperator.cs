using System.Net;
using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>The whole operator, in this process, with a <see cref="Crashes.Fate"/> on both of its lines.</summary>
internal sealed class MortalOperator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AwsLine _line;

    private MortalOperator(WebApplication app, AwsLine line, Fate fate, LogLines log)
    {
        (_app, _line) = (app, line);
        (Fate, Log) = (fate, log);
    }

    public Fate Fate { get; }

    public LogLines Log { get; }

    /// <summary>Whether no reconcile runs or is due. Those that are planned for later do not count.</summary>
    public bool IsIdle => _app.Services.GetServices<IControllerHost>().All(host => host.Snapshot().All(item => item.State is "idle" or "delayed"));

    /// <summary>Whether it has looked at the whole instance once.</summary>
    public bool HasLooked => _app.Services.GetRequiredService<Sweep>().Last is not null;

    public static async Task<MortalOperator> StartAsync(Cluster cluster, Aws aws, TimeProvider time)
    {
        // Asked for at the start, although the clients of the tests name an endpoint.
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");
        var (fate, log) = (new Fate(), new LogLines());
        var line = new AwsLine { InnerHandler = new FatefulLine(fate) };
        var options = new RunOptions
        {
            Kubeconfig = cluster.Plane.OperatorKubeconfig,
            Bind = new(IPAddress.Loopback, 0),
            LeaderElection = false,
            LeaseNamespace = "identity-center-system",
            TrustedNamespaces = [Cluster.TrustedNamespace],
        };
        var app = OperatorHost.Build(options, services => Override(services, aws, line, fate, time).AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        Hurry(app.Services.GetRequiredService<OperatorSettings>());
        await app.StartAsync();
        return new(app, line, fate, log);
    }

    /// <summary>What it leaves behind ends, and reaches nobody.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _line.Dispose();
    }

    private static IServiceCollection Override(IServiceCollection services, Aws aws, AwsLine line, Fate fate, TimeProvider time)
    {
        var (directory, organization) = aws.OthersForOperator(line);
        var client = services.Last(service => service.ServiceType == typeof(IKubernetesClient)).ImplementationFactory!;
        return services
            .AddSingleton(time)
            .AddSingleton<IKubernetesClient>(provider => new FatefulCluster((KubernetesClient)client(provider), fate))
            .AddSingleton(aws.ForOperator(line))
            .AddSingleton(directory)
            .AddSingleton(organization)
            .AddSingleton(aws.KeysForOperator(line));
    }

    // Whatever IdentityCenter/default says, nobody waits for the budget here, and no sweep but the first helps anybody to see.
    private static void Hurry(OperatorSettings settings)
    {
        void Hurry() => settings.Apply(settings.InForce with { RequestsPerSecond = 1000, SweepInterval = TimeSpan.FromHours(24) });
        settings.Changed += Hurry;
        Hurry();
    }
}
