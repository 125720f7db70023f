using System.Net;
using System.Reflection;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Monitoring;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.ReplicaRegions;
using IdentityCenterOperator.Tenancy;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace IdentityCenterOperator.Hosting;

/// <summary>Puts the operator together: the runtime, the door to AWS, and each kind.</summary>
internal static class OperatorHost
{
    private const string LeaseName = "identity-center-operator";

    /// <summary>The operator, ready to run.</summary>
    /// <param name="options">How to run it.</param>
    /// <param name="overrides">Replaces services, for tests: the last registration counts.</param>
    /// <exception cref="KubernetesConfigurationException">The kubeconfig has a mistake, or there is none.</exception>
    /// <exception cref="RunOptionsException">The times of the lease do not fit together, or the audit log cannot be written.</exception>
    public static WebApplication Build(RunOptions options, Action<IServiceCollection>? overrides = null)
    {
        var cluster = ClientConfiguration.Load(new() { ExplicitPath = options.Kubeconfig, Context = options.Context });
        // No file configures it: none is watched for changes.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.ConfigureKestrel(server => Listen(server, options.Bind));
        Log(builder.Logging, options);
        AddKubernetes(builder.Services, options, cluster);
        if (options.ReturnLedgers)
            builder.Services.AddLedgerReturn();
        else
            AddOperator(builder.Services, options);
        overrides?.Invoke(builder.Services);
        var app = builder.Build();
        // Opened now: what cannot be written down must not begin.
        app.Services.GetService<AuditSink>();
        app.MapKubernetesRuntime();
        if (app.Services.GetService<DoorMetrics>() is { } metrics)
            DriftSeries.Begin(metrics);
        return app;
    }

    private static void AddOperator(IServiceCollection services, RunOptions options)
    {
        services.AddIdentityCenter().AddAuditing(options.AuditLog);
        services.AddTenancy(options.TrustedNamespaces);
        services.AddGuarding();
        services.AddPermissionSets(options.Workers);
        services.AddReplicaRegions();
        services.AddAccountAssignments(options.Workers);
        services.AddInstances();
        services.AddTracing(Version);
        services.AddHostedService<ResourceGauges>();
    }

    // Here and nowhere else: the environment and files of the web framework could name more addresses (Kestrel__Endpoints__…).
    private static void Listen(KestrelServerOptions server, IPEndPoint address)
    {
        server.Configure();
        server.AddServerHeader = false;
        server.Listen(address);
    }

    private static void Log(ILoggingBuilder logging, RunOptions options)
    {
        logging.ClearProviders().SetMinimumLevel(options.LogLevel).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // A probe that says "not yet" is an answer, not news for the log.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            // Who asks for fewer log lines has not asked for fewer audit lines.
            .AddFilter(AuditSinks.Category, LogLevel.Information);
        if (options.JsonLogs)
            logging.AddJsonConsole(json => json.IncludeScopes = true);
        else
            logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName).Services.AddSingleton<ConsoleFormatter, LineFormatter>();
    }

    private static void AddKubernetes(IServiceCollection services, RunOptions options, ClientConfiguration cluster)
    {
        services.AddSingleton(_ => new KubernetesClient(cluster, new() { UserAgent = $"identity-center-operator/{Version}" }));
        services.AddSingleton<IKubernetesClient>(provider => provider.GetRequiredService<KubernetesClient>());
        services.AddSingleton<IKubernetesServer>(provider => provider.GetRequiredService<KubernetesClient>());
        // Services stop in the reverse order: Events are written until the last reconcile has ended and the lease is released.
        services.AddHostedService<EventService>();
        services.AddKubernetesRuntime(runtime =>
        {
            runtime.Meters.Add(DoorMetrics.MeterName);
            runtime.Meters.Add(ResourceGauges.MeterName);
            runtime.DebugEndpoints = options.DebugEndpoints;
            runtime.LeaderElection = options.LeaderElection ? Election(options, cluster) : null;
        });
        services.AddSingleton<ClusterIdentity>();
        services.AddSingleton(new OperatorNamespace(options.LeaseNamespace ?? cluster.Namespace));
        services.AddSingleton<ResourceEvents>().AddSingleton<AnnotationEvents>();
        services.AddSingleton<EventRecorder>().AddSingleton<IEventRecorder>(provider => provider.GetRequiredService<EventRecorder>());
        services.AddHostedService<ServerVersionService>();
    }

    private static LeaderElectionOptions Election(RunOptions options, ClientConfiguration cluster)
    {
        var election = new LeaderElectionOptions
        {
            Namespace = options.LeaseNamespace ?? cluster.Namespace,
            Name = LeaseName,
            LeaseDuration = options.LeaseDuration,
            RenewDeadline = options.RenewDeadline,
            RetryPeriod = options.RetryPeriod,
        };
        try
        {
            election.Validate();
            return election;
        }
        catch (ArgumentException e)
        {
            throw new RunOptionsException(e.Message);
        }
    }

    private static string Version => typeof(OperatorHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
