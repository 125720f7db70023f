using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>The part of <c>metav1.ObjectMeta</c> that the runtime reads. It is never written back whole.</summary>
public sealed class ObjectMeta
{
    /// <summary>Name, unique within kind and namespace.</summary>
    public string Name { get; set; } = "";

    /// <summary>Prefix for a name made by the server.</summary>
    public string? GenerateName { get; set; }

    /// <summary>Namespace; null for cluster-scoped kinds.</summary>
    public string? Namespace { get; set; }

    /// <summary>Unique in time and space: a re-created object has another one.</summary>
    public string Uid { get; set; } = "";

    /// <summary>Opaque version for optimistic concurrency and for watches.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the spec.</summary>
    public long Generation { get; set; }

    /// <summary>When the object was created, by the server's clock.</summary>
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>When deletion was asked for; the object goes once its finalizers are gone.</summary>
    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Names that must go before the object does.</summary>
    public IReadOnlyList<string>? Finalizers { get; set; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations, without kubectl's last-applied one.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; set; }

    /// <summary>
    /// Of an object from a store: the field manager that last changed the spec, which the store reads out of <c>managedFields</c> before it drops them. Their times are
    /// whole seconds, and an entry's is also moved by what else its manager changes, such as a label: so it is who of those that hold a part of the spec wrote last.
    /// Null when nobody holds any.
    /// </summary>
    public string? SpecManager { get; set; }

    /// <summary>Namespace and name.</summary>
    [JsonIgnore]
    public ObjectKey Key => new(Namespace, Name);
}

/// <summary>Namespace (null for cluster-scoped kinds) and name of an object.</summary>
/// <param name="Namespace">Namespace, or null.</param>
/// <param name="Name">Name.</param>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    /// <summary><c>namespace/name</c>, or <c>name</c> for cluster-scoped kinds.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
