using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityCenterOperator.Kubernetes.Health;

/// <summary>For <c>/healthz</c>: every worker makes progress. A restart can heal a stuck one; it cannot heal an API server or AWS being down, which is why those do not count.</summary>
public sealed class WorkersAlive(IEnumerable<IControllerHost> controllers) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stuck = controllers.Where(controller => !controller.IsAlive).Select(controller => controller.Name).ToArray();
        return Task.FromResult(stuck.Length == 0
            ? HealthCheckResult.Healthy("All workers make progress.")
            : HealthCheckResult.Unhealthy($"Workers died or are stuck beyond the reconcile timeout: {string.Join(", ", stuck)}."));
    }
}

/// <summary>For <c>/readyz</c>: every store is filled. A standby is ready, so that a rollout does not wait for it to lead.</summary>
public sealed class StoresSynced(IEnumerable<IReflector> reflectors) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var empty = reflectors.Where(reflector => !reflector.HasSynced).Select(reflector => reflector.Name).ToArray();
        return Task.FromResult(empty.Length == 0
            ? HealthCheckResult.Healthy("All stores are filled.")
            : HealthCheckResult.Unhealthy($"Not listed yet: {string.Join(", ", empty)}."));
    }
}
