using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.SSOAdmin;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Adds the door to AWS and what is known behind it.</summary>
internal static class IdentityCenterServices
{
    /// <summary>Adds all services of this folder.</summary>
    public static IServiceCollection AddIdentityCenter(this IServiceCollection services) => services
        .AddAwsClients()
        .AddDoor()
        .AddSingleton<InstanceRecord>()
        .AddSingleton<SettingsWakes>()
        .AddHostedService<IdentityCenterService>();

    /// <summary>Adds the clients of AWS, as the environment says.</summary>
    public static IServiceCollection AddAwsClients(this IServiceCollection services) => services
        .AddSingleton<IAmazonSSOAdmin>(_ => AwsClients.SsoAdmin())
        .AddSingleton<IAmazonIdentityStore>(_ => AwsClients.IdentityStore())
        .AddSingleton<IAmazonOrganizations>(_ => AwsClients.Organizations())
        .AddSingleton(_ => new HomeRegion(AwsClients.Region().SystemName));

    /// <summary>Adds the door and the facts for clients that are there already, and nothing that runs by itself.</summary>
    public static IServiceCollection AddDoor(this IServiceCollection services) => services
        .AddSingleton<OperatorSettings>()
        .AddSingleton(new Settling(Settling.Default))
        .AddSingleton<SteadyClock>()
        .AddSingleton<RequestBudgets>()
        .AddSingleton<DoorMetrics>()
        .AddAuditing(AuditSinks.Log)
        .AddSingleton<AuditNames>()
        .AddSingleton(provider => Door<IAmazonSSOAdmin>(provider, budgets => budgets.SsoAdmin, provider.GetRequiredService<InstanceGate>()))
        .AddSingleton(provider => Door<IAmazonIdentityStore>(provider, budgets => budgets.IdentityStore))
        .AddSingleton(provider => Door<IAmazonOrganizations>(provider, budgets => budgets.Organizations))
        .AddSingleton(_ => new InstanceGate())
        .AddSingleton<InstanceLocator>()
        .AddSingleton<InstanceWatch>()
        .AddSingleton<AdministrationReader>()
        .AddSingleton<AttributeReader>()
        .AddSingleton<FactStore>()
        .AddSingleton<PermissionSetReader>()
        .AddSingleton<InstanceReader>()
        .AddSingleton<AssignmentReader>()
        .AddSingleton<DirectoryList>()
        .AddSingleton<PrincipalLookup>()
        .AddSingleton<PrincipalDirectory>()
        .AddSingleton<OrganizationReader>()
        .AddSingleton<OrganizationDirectory>()
        .AddSingleton<FactReader>()
        .AddSingleton<OperationReader>()
        .AddSingleton<OperationSlots>()
        .AddSingleton<OperationTracker>()
        .AddSingleton<AssignmentSweep>()
        .AddSingleton<InstanceSwitch>()
        .AddSingleton<Sweep>();

    private static AwsDoor<TClient> Door<TClient>(IServiceProvider services, Func<RequestBudgets, RequestBudget> budget, InstanceGate? gate = null)
        where TClient : notnull => new(
        services.GetRequiredService<TClient>(),
        budget(services.GetRequiredService<RequestBudgets>()),
        services.GetRequiredService<WriteFence>(),
        services.GetRequiredService<DoorMetrics>(),
        services.GetRequiredService<AuditLog>(),
        gate);
}
