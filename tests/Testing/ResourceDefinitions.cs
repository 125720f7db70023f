using System.Reflection;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Testing;

/// <summary>
/// What ships names each kind twice: in attributes, for the CRD, and in a <see cref="ResourceDefinition"/>, which needs no reflection. Tests compare the two.
/// </summary>
public static class ResourceDefinitions
{
    /// <summary>The definition that a class's attributes say.</summary>
    public static ResourceDefinition FromAttributes(Type entity)
    {
        var about = entity.GetCustomAttribute<KubernetesEntityAttribute>() ?? throw new ExpectationException($"{entity} has no [KubernetesEntity]");
        var scope = entity.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced;
        return new ResourceDefinition(about.Group, about.ApiVersion, about.Kind, about.PluralName, scope == EntityScope.Namespaced);
    }

    /// <summary>Throws when a definition written by hand differs from what its class's attributes say.</summary>
    public static void Check<T>(ResourceDefinition<T> written)
    {
        var said = FromAttributes(typeof(T));
        var plain = new ResourceDefinition(written.Group, written.Version, written.Kind, written.Plural, written.Namespaced);
        if (plain != said)
            throw new ExpectationException($"{typeof(T).Name}: the definition is {plain}, the attributes say {said}");
    }
}
