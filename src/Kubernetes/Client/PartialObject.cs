using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Any object, as far as its metadata.</summary>
internal sealed class PartialObject
{
    public ObjectMeta Metadata { get; set; } = new();
}
