using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Tenancy;

/// <summary>A namespace, as far as tenancy goes: its name and its labels.</summary>
internal sealed class Namespace : IKubernetesObject
{
    /// <summary>Where the kind lives in the API.</summary>
    public static ResourceDefinition<Namespace> Definition { get; } = new("", "v1", "Namespace", "namespaces", Namespaced: false, NamespaceJson.Default.Namespace);

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc/>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();
}

/// <summary>How a namespace is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(Namespace))]
internal sealed partial class NamespaceJson : JsonSerializerContext;
