using IdentityCenterOperator.Kubernetes.Hosting;

namespace IdentityCenterOperator.Tenancy;

/// <summary>Adds what decides which namespace may use which permission set.</summary>
internal static class TenancyServices
{
    /// <summary>Adds the store of namespaces, and those that are trusted.</summary>
    public static IServiceCollection AddTenancy(this IServiceCollection services, IEnumerable<string> trusted) => services
        .AddReflector(Namespace.Definition)
        .AddSingleton(new TrustedNamespaces(trusted.ToHashSet(StringComparer.Ordinal)))
        .AddSingleton(new UnseenNamespaces())
        .AddSingleton<NamespaceAccess>();
}
