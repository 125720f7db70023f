using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>Adds what follows the kind IdentityCenter.</summary>
internal static class InstanceServices
{
    /// <summary>Adds the store of the kind, whose object <c>default</c> sets how the operator works.</summary>
    public static IServiceCollection AddInstances(this IServiceCollection services) => services
        .AddReflector(Entities.IdentityCenter.Definition)
        .AddSingleton(provider => new StatusWriter<Entities.IdentityCenter, IdentityCenterStatus>(
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<WriteFence>(),
            Entities.IdentityCenter.Definition,
            EntitiesJson.Default.IdentityCenterStatus,
            // What the guard keeps there is its own.
            instance => instance.Status is { } status ? status with { Guard = null } : null))
        .AddHostedService<InstanceStatusService>()
        .AddHostedService(provider => new SettingsService(provider.GetRequiredService<ObjectStore<Entities.IdentityCenter>>(), provider.GetRequiredService<OperatorSettings>()));
}
