using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Adds the kind ReplicaRegion.</summary>
internal static class ReplicaRegionServices
{
    /// <summary>
    /// Adds the controller and its collaborators. One worker: AWS runs one Region workflow at a time, and an object must not ask for one between another's look and
    /// its request.
    /// </summary>
    public static IServiceCollection AddReplicaRegions(this IServiceCollection services) => services
        .AddReplicaRegionPlanning()
        .AddSingleton<ReplicaRegionExecutor>()
        .AddSingleton<ReplicaRegionJournal>()
        .AddSingleton<LeftToSweep<ReplicaRegion>>()
        .AddController<ReplicaRegion, ReplicaRegionController>(
            ReplicaRegion.Definition,
            new() { Finalizer = KindServices.Finalizer, Annotations = Wishes.Annotations, Workers = 1, LongestWhileDeleting = KindServices.LongestWhileEnding },
            Wire)
        .AddHostedService<RegionWatch>();

    /// <summary>Adds what it takes to plan, and nothing that runs by itself.</summary>
    public static IServiceCollection AddReplicaRegionPlanning(this IServiceCollection services) => services
        .AddReflector(ReplicaRegion.Definition)
        .AddSingleton<KeyClients>(AwsClients.KeyManagement)
        .AddSingleton<ReplicaKeyReader>()
        .AddSingleton<OrganizationAccount>()
        .AddSingleton<ReplicaRegionSight>()
        .AddStatusWriter(ReplicaRegion.Definition, EntitiesJson.Default.ReplicaRegionStatus, region => region.Status)
        .AddSingleton<ReplicaRegionRegister>()
        .AddSingleton<ReplicaRegionPlanning>();

    // There are few objects, and a look at one that has nothing to do costs no call: whatever changes outside calls them all.
    private static void Wire(ControllerHost<ReplicaRegion> host, IServiceProvider services)
    {
        var register = services.GetRequiredService<ReplicaRegionRegister>();
        services.GetRequiredService<FactStore>().Instances.Changed += (_, _, _) => EnqueueAll(host, register);
        services.GetRequiredService<InstanceGate>().Changed += () => EnqueueAll(host, register);
        services.GetRequiredService<Sweep>().Finished += _ => Enqueue(host, services.GetRequiredService<LeftToSweep<ReplicaRegion>>().TakeAll());
        services.GetRequiredService<ObjectStore<ReplicaRegion>>().Subscribe(change =>
        {
            // A Region is free for a younger object that declares it too, has found an older one, or a place in the line is free.
            if (!change.Initial && (ClaimOf(change.Old) != ClaimOf(change.New) || (IsWaiting(change.Old) && !IsWaiting(change.New))))
                EnqueueAll(host, register);
        });
    }

    // What of an object bears on others: the Region that it declares, while it can be read and stays.
    private static (string Uid, string Region, bool IsGoing)? ClaimOf(StoredObject<ReplicaRegion>? stored) =>
        stored?.Value is { } entity ? (entity.Metadata.Uid, ReplicaRegionDesired.RegionOf(entity), stored.IsDeleting) : null;

    private static bool IsWaiting(StoredObject<ReplicaRegion>? stored) => ReplicaRegionRegister.IsWaiting(stored?.Value?.Status);

    private static void Enqueue(ControllerHost<ReplicaRegion> host, IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys)
            host.Enqueue(key, Priority.Resync);
    }

    private static void EnqueueAll(ControllerHost<ReplicaRegion> host, ReplicaRegionRegister register)
    {
        foreach (var key in register.Keys)
            host.Enqueue(key);
    }
}
