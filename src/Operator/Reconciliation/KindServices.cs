using System.Text.Json.Serialization.Metadata;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>What all kinds add alike.</summary>
internal static class KindServices
{
    /// <summary>The finalizer of all kinds whose objects leave something in AWS.</summary>
    public const string Finalizer = "identitycenter.dev/finalizer";

    /// <summary>For so long at most an object sleeps that is being deleted, or has access that is to end, whatever stands against it.</summary>
    public static readonly TimeSpan LongestWhileEnding = TimeSpan.FromMinutes(1);

    /// <summary>Adds the writer of a kind's status.</summary>
    public static IServiceCollection AddStatusWriter<TEntity, TStatus>(
        this IServiceCollection services, ResourceDefinition<TEntity> resource, JsonTypeInfo<TStatus> json, Func<TEntity, TStatus?> statusOf)
        where TEntity : class, IKubernetesObject
        where TStatus : class =>
        services.AddSingleton(provider => new StatusWriter<TEntity, TStatus>(
            provider.GetRequiredService<IKubernetesClient>(), provider.GetRequiredService<WriteFence>(), resource, json, statusOf));
}
