using System.Reflection;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Crds;

/// <summary>The files of config/crds.</summary>
public static class CrdFiles
{
    private const string Header = "# Generated from the entity classes in src/Entities by `make crds`; do not edit.\n";

    /// <summary>Name and text of the file of each entity class in an assembly, in the order of their names.</summary>
    public static IEnumerable<(string Name, string Yaml)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        let entity = type.GetCustomAttribute<KubernetesEntityAttribute>()
        where entity is not null
        let name = $"{entity.Group}_{entity.PluralName}.yaml"
        orderby name
        select (name, Header + YamlWriter.Write(CrdBuilder.Build(type)));
}
