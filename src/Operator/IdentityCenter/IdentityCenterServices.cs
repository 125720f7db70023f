using Amazon.SSOAdmin;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Adds the door to AWS and what is known behind it.</summary>
internal static class IdentityCenterServices
{
    /// <summary>Adds all services of this folder.</summary>
    public static IServiceCollection AddIdentityCenter(this IServiceCollection services) => services
        .AddSingleton<IAmazonSSOAdmin>(_ => AwsClients.SsoAdmin())
        .AddSingleton<OperatorSettings>()
        .AddSingleton(Budget)
        .AddSingleton<DoorMetrics>()
        .AddSingleton<AwsDoor>()
        .AddSingleton<InstanceLocator>()
        .AddSingleton<FactStore>()
        .AddSingleton<PermissionSetReader>()
        .AddSingleton<FactReader>()
        .AddSingleton<OperationReader>()
        .AddSingleton<OperationTracker>()
        .AddSingleton<Sweep>()
        .AddHostedService<IdentityCenterService>();

    private static RequestBudget Budget(IServiceProvider services)
    {
        var settings = services.GetRequiredService<OperatorSettings>();
        var budget = new RequestBudget(settings.RequestsPerSecond, services.GetRequiredService<TimeProvider>());
        settings.Changed += () => budget.SetLimit(settings.RequestsPerSecond);
        return budget;
    }
}
