namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>What the runtime needs to know of any Kubernetes object.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, for example <c>identitycenter.dev/v1alpha1</c>.</summary>
    string ApiVersion { get; }

    /// <summary>Kind in CamelCase.</summary>
    string Kind { get; }

    /// <summary>Standard object metadata.</summary>
    ObjectMeta Metadata { get; }
}

/// <summary>A custom resource: what the user wants, and what the operator says of it.</summary>
/// <typeparam name="TSpec">What the user writes.</typeparam>
/// <typeparam name="TStatus">What the operator reports.</typeparam>
public abstract class CustomKubernetesEntity<TSpec, TStatus> : IKubernetesObject
    where TSpec : new()
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc/>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted; an object stored without a spec has an empty one.</summary>
    public TSpec Spec { get; set => field = value ?? new(); } = new();

    /// <summary>What is; absent until the operator has looked.</summary>
    public TStatus? Status { get; set; }
}
