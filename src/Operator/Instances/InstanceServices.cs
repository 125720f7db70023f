using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.Instances;

/// <summary>Adds the kind IdentityCenter.</summary>
internal static class InstanceServices
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    /// <summary>Adds the controller and its collaborators.</summary>
    public static IServiceCollection AddInstances(this IServiceCollection services) => services
        .AddReflector(AccountAssignment.Definition)
        .AddReflector(PermissionSet.Definition)
        .AddRecordReading()
        .AddStatusWriter(
            Entities.IdentityCenter.Definition,
            EntitiesJson.Default.IdentityCenterStatus,
            // What the guard tells there is its own.
            instance => instance.Status is { } status ? status with { Guard = null } : null)
        .AddSingleton<InstanceExecutor>()
        .AddSingleton<InstanceJournal>()
        .AddSingleton<InstanceMetrics>()
        .AddSingleton<Declarations>()
        .AddSingleton<UnmanagedWatch>()
        .AddSingleton<UnmanagedWorks>()
        .AddHostedService(provider => provider.GetRequiredService<UnmanagedWorks>())
        .AddHostedService<DiscoveredInstanceService>()
        .AddHostedService(provider => new SettingsService(provider.GetRequiredService<ObjectStore<Entities.IdentityCenter>>(), provider.GetRequiredService<OperatorSettings>()))
        .AddController<Entities.IdentityCenter, InstanceController>(Entities.IdentityCenter.Definition, new() { Annotations = Wishes.Annotations, Workers = 1 }, Wire);

    // Who has to look again when something changes outside the resource itself.
    private static void Wire(ControllerHost<Entities.IdentityCenter> host, IServiceProvider services)
    {
        var store = services.GetRequiredService<ObjectStore<Entities.IdentityCenter>>();
        var sweep = services.GetRequiredService<Sweep>();
        sweep.Finished += _ => Look(Priority.Resync);
        sweep.Failed += () => Look();
        services.GetRequiredService<InstanceGate>().Changed += () => Look();
        var facts = services.GetRequiredService<FactStore>();
        facts.Instances.Changed += (_, _, _) => Look();
        facts.Administration.Changed += (_, _, _) => Look();
        facts.Attributes.Changed += (_, _, _) => Look();
        // What nobody declared can be told, and taken away, once it is known what each object asks for. Many become ready together.
        services.GetRequiredService<ObjectStore<AccountAssignment>>().Subscribe(change =>
        {
            if (!change.Initial && StandingOf(change.Old?.Value) != StandingOf(change.New?.Value))
                Look(Priority.Resync, Together);
        });
        services.GetRequiredService<UnmanagedWorks>().Progressed += () => Look();
        services.GetRequiredService<DeletionGuard>().Released += (kind, key) =>
        {
            if (kind == Entities.IdentityCenter.Definition.Kind)
                host.Enqueue(key);
        };
        // What is left of objects that are gone; many at a time are told together.
        services.GetRequiredService<AccessRecords>().Changed += change =>
        {
            if (change.Before?.State is not (null or AccessRecordState.Live) || change.After?.State is not (null or AccessRecordState.Live))
                Look(after: Together);
        };
        services.GetRequiredService<InstanceMetrics>().Observe(services.GetRequiredService<UnmanagedWatch>());
        store.Subscribe(change =>
        {
            // Where the declared one has gone, the operator's own tells from now on, if it is there still.
            if (change is { New: null } && change.Key == ReportingInstance.Declared)
                Look();
        });

        void Look(Priority priority = Priority.Change, TimeSpan after = default)
        {
            if (ReportingInstance.In(store) is { } reporting)
                host.Enqueue(reporting.Key, priority, after);
        }
    }

    private static (string Uid, string? Ready)? StandingOf(AccountAssignment? assignment) => assignment is null
        ? null
        : (assignment.Metadata.Uid, assignment.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Ready)?.Status);
}
