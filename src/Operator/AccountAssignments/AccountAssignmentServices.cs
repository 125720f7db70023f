using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Adds the kind AccountAssignment.</summary>
internal static class AccountAssignmentServices
{
    // The first look at a permission set or a principal after a start comes as many reads: they are taken together.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(1);

    /// <summary>Adds the controller and its collaborators.</summary>
    public static IServiceCollection AddAccountAssignments(this IServiceCollection services, int workers) => services
        .AddAccountAssignmentPlanning()
        .AddSingleton<AccountAssignmentGuard>()
        .AddSingleton<IAccessWishes, AccessWishes>()
        .AddSingleton<AccountAssignmentJournal>()
        .AddSingleton<LeftToSweep<AccountAssignment>>()
        .AddHostedService<AssignmentWorksService>()
        .AddStatusWriter(AccountAssignment.Definition, EntitiesJson.Default.AccountAssignmentStatus, assignment => assignment.Status)
        .AddController<AccountAssignment, AccountAssignmentController>(
            AccountAssignment.Definition, new() { Finalizer = KindServices.Finalizer, Annotations = Wishes.Annotations, Workers = workers, LongestWhileDeleting = KindServices.LongestWhileEnding }, Wire);

    /// <summary>Adds what it takes to plan, and nothing that runs by itself.</summary>
    public static IServiceCollection AddAccountAssignmentPlanning(this IServiceCollection services) => services
        .AddAssignments()
        .AddReflector(AccountAssignment.Definition)
        .AddSingleton<PermissionSetReferences>()
        .AddSingleton<Outlooks>()
        .AddSingleton<AssignmentRegister>()
        .AddSingleton<AccessGathering>()
        .AddSingleton<VanishedPrincipals>()
        .AddSingleton<RevocationCauses>()
        .AddSingleton<AccountAssignmentRuling>();

    // Who has to look again when something changes outside the resource itself.
    private static void Wire(ControllerHost<AccountAssignment> host, IServiceProvider services)
    {
        var register = services.GetRequiredService<AssignmentRegister>();
        register.Unsettled += keys => Enqueue(host, keys);
        host.Watch(services.GetRequiredService<ObjectStore<PermissionSet>>(), (before, after) => Users(register, before, after));
        host.Watch(services.GetRequiredService<ObjectStore<Namespace>>(), (before, after) => Inhabitants(register, before, after));
        WireAws(host, register, services);
        WireWorks(host, register, services.GetRequiredService<AssignmentWorks>(), services.GetRequiredService<AssignmentLines>());
        services.GetRequiredService<OrganizationDirectory>().Changed += (before, now) => Enqueue(host, register.ConcernedBy(before, now));
        services.GetRequiredService<AccountAssignmentGuard>().Released += key => host.Enqueue(key);
    }

    private static void WireAws(ControllerHost<AccountAssignment> host, AssignmentRegister register, IServiceProvider services)
    {
        var (facts, store, left) = (services.GetRequiredService<FactStore>(), services.GetRequiredService<ObjectStore<AccountAssignment>>(), services.GetRequiredService<LeftToSweep<AccountAssignment>>());
        services.GetRequiredService<PrincipalDirectory>().Serve(register);
        // What waited for the instance goes on, and what goes on has to know that it must wait; nobody's edit stands behind it.
        services.GetRequiredService<InstanceGate>().Changed += () => EnqueueAll(host, store.All().Select(stored => stored.Key));
        services.GetRequiredService<Sweep>().Finished += _ => EnqueueAll(host, left.TakeAll());
        // Another administrator may do what this one could not.
        facts.Administration.Changed += (_, _, _) => EnqueueAll(host, store.All().Where(stored => ConditionMapping.IsFor(stored.Value?.Status?.Conditions, Reason.ManagementAccountUnreachable)).Select(stored => stored.Key));
        facts.AssignmentsChanged += news => Enqueue(host, register.ConcernedBy(news), news.IsFirst ? Together : TimeSpan.Zero);
        facts.PermissionSetChanged += (_, name) => Enqueue(host, register.Naming(name));
        facts.Principals.Changed += (name, before, _) => Enqueue(host, register.Naming(name), before is Fact<string>.Unknown ? Together : TimeSpan.Zero);
        facts.PrincipalNames.Changed += (principal, before, _) => Enqueue(host, register.Knowing(principal), before is Fact<string>.Unknown ? Together : TimeSpan.Zero);
    }

    // An object whose own steps are under way is told of them as a whole.
    private static void WireWorks(ControllerHost<AccountAssignment> host, AssignmentRegister register, AssignmentWorks works, AssignmentLines lines)
    {
        works.Progressed += key => host.Enqueue(key);
        works.Freed += assignment => Enqueue(host, register.ConcernedBy(assignment).Where(key => lines.ProgressOf(key).IsThrough));
    }

    private static IEnumerable<ObjectKey> Users(AssignmentRegister register, PermissionSet? before, PermissionSet? after) => Equals(Aspect(before), Aspect(after))
        ? []
        : (before is null ? [] : register.Using(before)).Concat(after is null ? [] : register.Using(after)).Distinct();

    // What of a permission set bears on its assignments. The generation stands for its spec.
    private static object? Aspect(PermissionSet? set) => set is null ? null : (
        set.Metadata.Uid,
        set.Metadata.Generation,
        IsDeleting: set.Metadata.DeletionTimestamp is not null,
        set.Status?.Arn,
        set.Status?.Owned,
        set.Status?.Conditions?.Where(condition => condition.Type == Conditions.Ready).Select(ready => (ready.Status, ready.Reason, ready.ObservedGeneration)).FirstOrDefault());

    private static IEnumerable<ObjectKey> Inhabitants(AssignmentRegister register, Namespace? before, Namespace? after) =>
        after is null || (before is not null && LabelsOf(before).Equals(LabelsOf(after))) ? [] : register.In(after.Metadata.Name);

    private static ValueDictionary LabelsOf(Namespace ns) => new(ns.Metadata.Labels ?? ValueDictionary.Empty);

    private static void EnqueueAll(ControllerHost<AccountAssignment> host, IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys)
            host.Enqueue(key, Priority.Resync);
    }

    private static void Enqueue(ControllerHost<AccountAssignment> host, IEnumerable<ObjectKey> keys, TimeSpan after = default)
    {
        foreach (var key in keys)
            host.Enqueue(key, Priority.Change, after);
    }
}
