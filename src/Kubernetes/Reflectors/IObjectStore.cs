using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>A store of any kind, for those who look at all kinds alike: inject them together.</summary>
public interface IObjectStore
{
    /// <summary>The kind.</summary>
    ResourceDefinition Resource { get; }

    /// <summary>
    /// Calls back with each object that is there, then with each change, one at a time and in order: its key, and its bytes (UTF-8), which are null when it is
    /// gone. The callback must be quick and must not throw.
    /// </summary>
    void Subscribe(Action<ObjectKey, ReadOnlyMemory<byte>?> subscriber);
}
