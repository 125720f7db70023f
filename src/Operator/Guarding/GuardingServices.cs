using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Hosting;

namespace IdentityCenterOperator.Guarding;

/// <summary>Adds the deletion guard.</summary>
internal static class GuardingServices
{
    /// <summary>Adds the guard, and what keeps it.</summary>
    public static IServiceCollection AddGuarding(this IServiceCollection services) => services
        .AddReflector(AccountAssignment.Definition)
        .AddReflector(PermissionSet.Definition)
        .AddSingleton<LedgerCensus>()
        .AddSingleton<GuardedObjects>()
        .AddSingleton<GuardRecord>()
        .AddSingleton<GuardReport>()
        .AddSingleton<GuardMetrics>()
        .AddSingleton<DeletionGuard>()
        .AddHostedService<GuardService>();
}
