using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>
/// One version of an object, kept as the server's bytes less <c>managedFields</c> and kubectl's last-applied annotation, and decoded each time it is read: that
/// takes a few microseconds, a fraction of the memory of the decoded form, and gives each reader an object of its own.
/// </summary>
/// <typeparam name="T">C# type of the kind.</typeparam>
public sealed class StoredObject<T>
    where T : class, IKubernetesObject
{
    private readonly byte[] _json;
    private readonly JsonTypeInfo<T> _type;

    private StoredObject(byte[] json, ObjectHeader header, JsonTypeInfo<T> type)
    {
        (_json, _type) = (json, type);
        Key = new ObjectKey(header.Namespace, header.Name!);
        (Uid, ResourceVersion, Generation, IsDeleting) = (header.Uid, header.ResourceVersion, header.Generation, header.IsDeleting);
    }

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key { get; }

    /// <summary>Unique in time and space.</summary>
    public string Uid { get; }

    /// <summary>Version of the object.</summary>
    public string ResourceVersion { get; }

    /// <summary>Counts changes of the spec.</summary>
    public long Generation { get; }

    /// <summary>Whether deletion was asked for.</summary>
    public bool IsDeleting { get; }

    /// <summary>The kept bytes, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>The object; null when it does not fit its C# type.</summary>
    public T? Value => TryDecode(out var value, out _) ? value : null;

    /// <summary>The metadata, which can be read also when the object does not fit its C# type.</summary>
    public ObjectMeta Metadata => StoredJson.Metadata(_json);

    /// <summary>Reads the bytes of an object.</summary>
    /// <exception cref="JsonException">The bytes are no object with a name.</exception>
    internal static StoredObject<T> Read(ReadOnlyMemory<byte> json, ResourceDefinition<T> resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var stripped = ObjectHeader.Strip(json.Span, out var header);
        return header.Name is null ? throw new JsonException("the object has no name") : new StoredObject<T>(stripped, header, resource.Json);
    }

    /// <summary>Decodes the object, or says why it does not fit its C# type.</summary>
    public bool TryDecode([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out UndecodableObject? problem)
    {
        (value, problem) = (null, null);
        try
        {
            value = JsonSerializer.Deserialize(_json, _type) ?? throw new JsonException("the object is null");
            return true;
        }
        // Whatever a converter or a setter throws is about this object, and must not reach the others of its kind.
        catch (Exception e)
        {
            problem = new UndecodableObject(Metadata, StoredJson.Conditions(_json), (e as JsonException)?.Path ?? "$", DecodingProblem.Of(_json, e, _type));
            return false;
        }
    }
}
