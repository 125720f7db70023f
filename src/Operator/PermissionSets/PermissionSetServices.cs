using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Adds the kind PermissionSet.</summary>
internal static class PermissionSetServices
{
    /// <summary>Adds the controller and its collaborators.</summary>
    public static IServiceCollection AddPermissionSets(this IServiceCollection services, int workers) => services
        .AddPermissionSetPlanning()
        .AddSingleton<PermissionSetExecutor>()
        .AddSingleton<PermissionSetJournal>()
        .AddSingleton<ProvisioningWatch>()
        .AddSingleton<AccountsWatch>()
        .AddSingleton<PermissionSetGuard>()
        .AddSingleton<LeftToSweep<PermissionSet>>()
        .AddStatusWriter(PermissionSet.Definition, EntitiesJson.Default.PermissionSetStatus, set => set.Status)
        .AddController<PermissionSet, PermissionSetController>(
            PermissionSet.Definition, new() { Finalizer = KindServices.Finalizer, Annotations = Wishes.Annotations, Workers = workers, LongestWhileDeleting = KindServices.LongestWhileEnding }, Wire);

    /// <summary>Adds what it takes to plan, and nothing that runs by itself.</summary>
    public static IServiceCollection AddPermissionSetPlanning(this IServiceCollection services) => services
        .AddReflector(PermissionSet.Definition)
        .AddRecordReading()
        .AddSingleton<PermissionSetRegister>()
        .AddSingleton<PermissionSetHolders>()
        .AddSingleton<AcceptedSteps>()
        .AddSingleton<RefusedSteps>()
        .AddSingleton<SkippedAccountsFinder>()
        .AddSingleton<Leftovers>()
        .AddSingleton<PermissionSetSight>()
        .AddSingleton<PermissionSetRuling>();

    // Who has to look again when something changes outside the resource itself.
    private static void Wire(ControllerHost<PermissionSet> host, IServiceProvider services)
    {
        var (register, store) = (services.GetRequiredService<PermissionSetRegister>(), services.GetRequiredService<ObjectStore<PermissionSet>>());
        var facts = services.GetRequiredService<FactStore>();
        facts.PermissionSetChanged += (_, name) => Enqueue(host, register.Named(name));
        services.GetRequiredService<AccountsWatch>().Due += arn =>
        {
            // Nobody waits for it: people's edits go first.
            if (facts.NameOf(arn) is { } name)
                Enqueue(host, register.Named(name), Priority.Resync);
        };
        services.GetRequiredService<ProvisioningWatch>().Ended += key => host.Enqueue(key);
        // What waited for the instance goes on, and what goes on has to know that it must wait.
        services.GetRequiredService<InstanceGate>().Changed += () => Enqueue(host, [.. store.All().Select(stored => stored.Key)], Priority.Resync);
        services.GetRequiredService<Sweep>().Finished += _ => Enqueue(host, services.GetRequiredService<LeftToSweep<PermissionSet>>().TakeAll(), Priority.Resync);
        // Another administrator may do what this one could not.
        facts.Administration.Changed += (_, _, _) => Enqueue(host, [.. store.All().Where(stored => ConditionMapping.IsFor(stored.Value?.Status?.Conditions, Reason.ManagementAccountUnreachable)).Select(stored => stored.Key)], Priority.Resync);
        // An account that was suspended may be back, and one that failed may be closed.
        services.GetRequiredService<OrganizationDirectory>().Changed += (_, _) => Enqueue(host, [.. store.All().Where(stored => stored.Value?.Status?.Propagation is { Skipped: > 0 } or { Outdated: > 0 }).Select(stored => stored.Key)], Priority.Resync);
        services.GetRequiredService<PermissionSetGuard>().Released += key => host.Enqueue(key);
        services.GetRequiredService<AccessRecords>().Changed += change => EnqueueWaiting(host, store, change);
        store.Subscribe(change =>
        {
            // A name is free again for a younger resource that declares it too, or has found an older one.
            foreach (var name in NamesOf(change.Old).Except(NamesOf(change.New)).Concat(change.Initial ? [] : NamesOf(change.New).Except(NamesOf(change.Old))))
                Enqueue(host, register.Named(name).Where(key => key != change.Key));
        });
    }

    // None of one that cannot be read.
    private static IEnumerable<string> NamesOf(StoredObject<PermissionSet>? stored) => stored?.Value is { } set ? [PermissionSetDesired.NameOf(set)] : [];

    // A set whose deletion waits for its assignments may go once an object has them no more.
    private static void EnqueueWaiting(ControllerHost<PermissionSet> host, ObjectStore<PermissionSet> store, AccessRecordChange change)
    {
        var given = PermissionSetHolders.ArnsOf(change.Before).Except(PermissionSetHolders.ArnsOf(change.After)).ToHashSet();
        if (given.Count == 0)
            return;
        foreach (var stored in store.All().Where(stored => stored.IsDeleting && stored.Value?.Status?.Arn is { } arn && given.Contains(arn)))
            host.Enqueue(stored.Key);
    }

    private static void Enqueue(ControllerHost<PermissionSet> host, IEnumerable<ObjectKey> keys, Priority priority = Priority.Change)
    {
        foreach (var key in keys)
            host.Enqueue(key, priority);
    }
}
