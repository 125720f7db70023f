using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>How one object changed. An object that was replaced by another of its name is two changes: the old one gone, the new one there.</summary>
/// <typeparam name="T">C# type of the kind.</typeparam>
/// <param name="Old">What was known before; null for a new object.</param>
/// <param name="New">What is known now; null for an object that is gone.</param>
/// <param name="Initial">Not news, but what was there when the store was first filled or the subscriber came.</param>
public sealed record Change<T>(StoredObject<T>? Old, StoredObject<T>? New, bool Initial = false)
    where T : class, IKubernetesObject
{
    /// <summary>Whose change it is.</summary>
    public ObjectKey Key => (New ?? Old)!.Key;
}
