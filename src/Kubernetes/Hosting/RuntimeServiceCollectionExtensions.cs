using System.Diagnostics.CodeAnalysis;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.Health;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Hosting;

/// <summary>Adds the runtime, its reflectors and its controllers to a host.</summary>
public static class RuntimeServiceCollectionExtensions
{
    /// <summary>
    /// Adds what all controllers share. The caller registers an <see cref="IKubernetesClient"/>, and a <see cref="TimeProvider"/> if not the system's.
    /// Inject <see cref="WriteFence"/> wherever the outside world is written to. Where there is an <see cref="IEventRecorder"/>, elections are told as Events.
    /// </summary>
    public static IServiceCollection AddKubernetesRuntime(this IServiceCollection services, Action<RuntimeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new RuntimeOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddElection(options.LeaderElection);
        services.AddHostedService<RuntimeService>();
        ProcessMetrics.Register();
        services.AddSingleton(_ => new PrometheusText([Runtime.Name, .. options.Meters]));
        // The host waits for the drain, the release of the lease and the end of the watches, or it would cut them short.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeSpan.FromSeconds(8));
        services.AddHealthChecks().AddCheck<WorkersAlive>("workers", tags: ["healthz"]).AddCheck<StoresSynced>("stores", tags: ["readyz"]);
        return services;
    }

    /// <summary>
    /// Keeps a store of the kind: inject <see cref="ObjectStore{T}"/>. A second call for the same type does nothing.
    /// </summary>
    public static IServiceCollection AddReflector<T>(this IServiceCollection services, ResourceDefinition<T> resource, ReflectorOptions? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(Reflector<T>)))
            return services;
        services.AddSingleton(provider => new ObjectStore<T>(resource, provider.GetRequiredService<ILogger<ObjectStore<T>>>()));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<ObjectStore<T>>());
        services.AddSingleton(provider => new Reflector<T>(
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<ObjectStore<T>>(),
            options ?? new ReflectorOptions(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RuntimeOptions>().Random,
            provider.GetRequiredService<ILogger<Reflector<T>>>()));
        return services.AddSingleton<IReflector>(provider => provider.GetRequiredService<Reflector<T>>());
    }

    /// <summary>
    /// Runs a controller on the kind, with a reflector if there is none yet: inject <see cref="ControllerHost{T}"/> to enqueue from outside.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="resource">The kind.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="wire">Adds watches of other stores, once all services exist.</param>
    public static IServiceCollection AddController<T, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TController>(
        this IServiceCollection services,
        ResourceDefinition<T> resource,
        ControllerOptions<T>? options = null,
        Action<ControllerHost<T>, IServiceProvider>? wire = null)
        where T : class, IKubernetesObject
        where TController : class, IEntityController<T>
    {
        services.AddReflector(resource);
        services.AddSingleton<IEntityController<T>, TController>();
        services.AddSingleton(provider => CreateHost(provider, options ?? new ControllerOptions<T>(), wire));
        return services.AddSingleton<IControllerHost>(provider => provider.GetRequiredService<ControllerHost<T>>());
    }

    private static ControllerHost<T> CreateHost<T>(IServiceProvider provider, ControllerOptions<T> options, Action<ControllerHost<T>, IServiceProvider>? wire)
        where T : class, IKubernetesObject
    {
        var host = new ControllerHost<T>(
            provider.GetRequiredService<IEntityController<T>>(),
            provider.GetRequiredService<ObjectStore<T>>(),
            provider.GetRequiredService<IKubernetesClient>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RuntimeOptions>().Random,
            provider.GetRequiredService<ILogger<ControllerHost<T>>>());
        wire?.Invoke(host, provider);
        return host;
    }

    private static void AddElection(this IServiceCollection services, LeaderElectionOptions? election)
    {
        if (election is null)
        {
            services.AddSingleton(WriteFence.Open);
            return;
        }

        services.AddSingleton(provider => new LeaderElector(
            provider.GetRequiredService<IKubernetesClient>(),
            election,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RuntimeOptions>().Random,
            provider.GetRequiredService<ILogger<LeaderElector>>(),
            provider.GetService<IEventRecorder>()));
        services.AddSingleton(provider => provider.GetRequiredService<LeaderElector>().Fence);
    }
}
