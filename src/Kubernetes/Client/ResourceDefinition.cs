using System.Text.Json.Serialization.Metadata;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Where a kind lives in the API.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">API version.</param>
/// <param name="Kind">Kind in CamelCase.</param>
/// <param name="Plural">Plural in lower case.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
public record ResourceDefinition(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    /// <summary><c>group/version</c>, or <c>version</c> for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary><c>plural.group</c>, as in RBAC and CRD names.</summary>
    public string Name => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>A kind with its C# type.</summary>
/// <typeparam name="T">C# type of an object.</typeparam>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">API version.</param>
/// <param name="Kind">Kind in CamelCase.</param>
/// <param name="Plural">Plural in lower case.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
/// <param name="Json">How an object is read and written.</param>
public sealed record ResourceDefinition<T>(string Group, string Version, string Kind, string Plural, bool Namespaced, JsonTypeInfo<T> Json)
    : ResourceDefinition(Group, Version, Kind, Plural, Namespaced);
