using System.Reflection;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Entities.Tests;

/// <summary>The definitions are written out, since what ships reads no attributes; here they are compared with them.</summary>
public sealed class DefinitionTests
{
    public static TheoryData<Type> Kinds => [.. typeof(PermissionSet).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IKubernetesObject)))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_definition_says_what_the_attributes_say(Type kind)
    {
        var definition = (ResourceDefinition)kind.GetProperty("Definition")!.GetValue(null)!;
        var attribute = kind.GetCustomAttribute<KubernetesEntityAttribute>()!;
        Assert.Equal(
            (attribute.Group, attribute.ApiVersion, attribute.Kind, attribute.PluralName),
            (definition.Group, definition.Version, definition.Kind, definition.Plural));
        Assert.Equal(kind.GetCustomAttribute<EntityScopeAttribute>()!.Scope is EntityScope.Namespaced, definition.Namespaced);
        // What people write comes with `kubectl get access`; what the operator keeps for itself does not.
        Assert.Equal([kind == typeof(AccessRecord) ? "access-internal" : "access"], kind.GetCustomAttribute<KubernetesEntityCategoriesAttribute>()!.Categories);
    }
}
