using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Reads an object that the API server answered with as the stores do, for who cannot wait until they have it.</summary>
public static class StoredObjectReader
{
    /// <summary>Reads the bytes of an object; whether it fits its C# type, <see cref="StoredObject{T}.TryDecode"/> tells.</summary>
    /// <exception cref="JsonException">The bytes are no object with a name.</exception>
    public static StoredObject<T> Read<T>(ReadOnlyMemory<byte> json, ResourceDefinition<T> resource)
        where T : class, IKubernetesObject => StoredObject<T>.Read(json, resource);
}
