using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.AccountAssignments.Model;

namespace Operator.Tests.Interleavings.Support;

/// <summary>The operator's services as its host adds them, as far as they bear on assignments, and what a start would have read.</summary>
internal static class AccessServices
{
    /// <summary>Settings under which nothing is held back, and AWS is asked as often as it takes; three slots.</summary>
    public static OperatorSettings.Values Unguarded { get; } = new()
    {
        RequestsPerSecond = 100_000,
        IdentityStoreRequestsPerSecond = 100_000,
        OrganizationsRequestsPerSecond = 100_000,
        OutstandingOperations = 3,
        Guard = new() { MaxRevocations = 1_000_000, MaxPercent = 1_000_000, PerNamespace = new(1_000_000, 1_000_000) },
    };

    /// <summary>Adds them.</summary>
    public static ServiceProvider Provide(TimeProvider time, ScheduledApi api, ScheduledAws aws) => new ServiceCollection()
        .AddLogging()
        .AddMetrics()
        .AddSingleton(time)
        .AddSingleton(WriteFence.Open)
        .AddSingleton<IKubernetesClient>(api)
        .AddSingleton(aws.Sso)
        .AddSingleton(aws.IdentityStore)
        .AddSingleton(aws.Organizations)
        .AddSingleton(new OperatorNamespace("operator"))
        .AddSingleton<ClusterIdentity>()
        .AddSingleton<ResourceEvents>()
        .AddSingleton<AnnotationEvents>()
        .AddSingleton<IEventRecorder, SilentRecorder>()
        .AddDoor()
        .AddSingleton(new Settling(TimeSpan.FromSeconds(3)))
        .AddSingleton<SettingsWakes>()
        .AddTenancy([])
        .AddGuarding()
        .AddReflector(IdentityCenterOperator.Entities.IdentityCenter.Definition)
        .AddAccountAssignments(workers: 1)
        .AddSingleton(provider => new RecordsReadiness(() => null, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<Declarations>()
        .AddSingleton<UnmanagedWorks>()
        .AddSingleton<UnmanagedWatch>()
        .BuildServiceProvider();

    /// <summary>Does what a start does, before anything is scheduled.</summary>
    public static void Start(IServiceProvider services, ScheduledApi api, OperatorSettings.Values settings)
    {
        Fill(services, api);
        services.GetRequiredService<OperatorSettings>().Apply(settings);
        services.GetRequiredService<InstanceGate>().SetRecords(null);
        services.GetRequiredService<RecordsReadiness>().Complete();
        services.GetRequiredService<LeftToSweep<AccountAssignment>>().TakeAll();
        services.GetRequiredService<AssignmentRegister>();
        services.GetRequiredService<AssignmentWorks>();
        services.GetRequiredService<Declarations>();
        // The organization is read beside all else, which no lane can take part in.
        Task.Run(() => ReadAsync(services)).Wait();
        Know(services);
    }

    private static void Fill(IServiceProvider services, ScheduledApi api)
    {
        api.Create(new(null, "default"), Small.Body("IdentityCenter", new(null, "default"), []));
        api.Create(new(null, "reader"), Small.Set());
        foreach (var name in new[] { "a", "b", "kube-system" })
            api.Create(new(null, name), Small.Body("Namespace", new(null, name), []));
        services.GetRequiredService<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>().Fill(api.All("IdentityCenter"));
        services.GetRequiredService<ObjectStore<PermissionSet>>().Fill(api.All("PermissionSet"));
        services.GetRequiredService<ObjectStore<Namespace>>().Fill(api.All("Namespace"));
        services.GetRequiredService<ObjectStore<AccountAssignment>>().Fill([]);
        services.GetRequiredService<ObjectStore<AccessRecord>>().Fill([]);
    }

    private static async Task ReadAsync(IServiceProvider services)
    {
        await services.GetRequiredService<DeletionGuard>().ReadAsync(CancellationToken.None);
        await services.GetRequiredService<ClusterIdentity>().UidAsync(CancellationToken.None);
        await services.GetRequiredService<InstanceLocator>().FindAsync(CancellationToken.None);
        await services.GetRequiredService<OrganizationDirectory>().GetAsync(OrganizationParts.Accounts, CancellationToken.None);
        await services.GetRequiredService<OperationTracker>().RecognizedAsync(CancellationToken.None);
    }

    // As after a look at everything, which found nothing assigned.
    private static void Know(IServiceProvider services)
    {
        var (facts, now) = (services.GetRequiredService<FactStore>(), services.GetRequiredService<SteadyClock>().GetUtcNow());
        services.GetRequiredService<Settling>().Begin(now - TimeSpan.FromHours(1));
        facts.Instances.Put(ModelAws.Instance, new Fact<InstanceFacts>.Present(new("ACTIVE", true, new(null, null, "ENABLED", null), []), now));
        facts.PutName(Small.Arn, "reader", now);
        foreach (var group in Small.Groups)
            facts.PrincipalNames.Put(group, new Fact<string>.Present(group.Id[..1], now));
        foreach (var account in Small.Accounts)
            facts.PutAssignments(new AssignmentScope.Pair(account, Small.Arn), new Fact<IReadOnlySet<Assignment>>.Present(new HashSet<Assignment>(), now));
    }

    private sealed class SilentRecorder : IEventRecorder
    {
        public void Record(EventNote note)
        {
        }
    }
}
