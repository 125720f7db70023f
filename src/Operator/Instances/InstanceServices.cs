using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Kubernetes.Hosting;

namespace IdentityCenterOperator.Instances;

/// <summary>Adds what follows the kind IdentityCenter.</summary>
internal static class InstanceServices
{
    /// <summary>Adds the store of the kind, whose object <c>default</c> sets how the operator works.</summary>
    public static IServiceCollection AddInstances(this IServiceCollection services) => services
        .AddReflector(Entities.IdentityCenter.Definition)
        .AddHostedService(provider => new SettingsService(provider.GetRequiredService<ObjectStore<Entities.IdentityCenter>>(), provider.GetRequiredService<OperatorSettings>()));
}
