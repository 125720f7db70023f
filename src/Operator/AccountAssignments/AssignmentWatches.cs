using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Who has to look again when something changes outside the object itself: AccountAssignments, and records whose AccountAssignments are gone, which go by their names alone.
/// </summary>
internal sealed class AssignmentWatches(IServiceProvider services)
{
    // The first look at a permission set or a principal after a start comes as many reads: they are taken together.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(1);

    private readonly AssignmentRegister _register = services.GetRequiredService<AssignmentRegister>();

    /// <summary>Adds the watches of AccountAssignments.</summary>
    public void Wire(ControllerHost<AccountAssignment> host)
    {
        WireAlike(host, key => key.Namespace is not null);
        WireNames(host);
        services.GetRequiredService<OrganizationDirectory>().Changed += (before, now) => Enqueue(host, _register.ConcernedBy(before, now));
        var lines = services.GetRequiredService<AssignmentLines>();
        // An object whose own steps are under way is told of them as a whole.
        services.GetRequiredService<AssignmentWorks>().Freed += assignment =>
            Enqueue(host, _register.ConcernedBy(assignment).Where(key => key.Namespace is not null && lines.ProgressOf(key).IsThrough));
        services.GetRequiredService<PrincipalDirectory>().Serve(_register);
        var store = services.GetRequiredService<ObjectStore<AccountAssignment>>();
        WireInstance(host, store, assignment => assignment.Status?.Conditions);
        WireRecords(host, store);
    }

    /// <summary>Adds the watches of records whose AccountAssignments are gone.</summary>
    public void Wire(ControllerHost<AccessRecord> host)
    {
        WireAlike(host, key => key.Namespace is null);
        // What another object had taken away is kept by nobody any more.
        services.GetRequiredService<AssignmentWorks>().Freed += assignment => Enqueue(host, _register.ConcernedBy(assignment).Where(key => key.Namespace is null));
        WireInstance(host, services.GetRequiredService<ObjectStore<AccessRecord>>(), record => record.Status?.Conditions);
        services.GetRequiredService<AccessRecords>().ChangedByOthers += change => Enqueue(host, [new(null, change.Uid)]);
        // One that went leaves its record behind; one that comes back takes it over.
        host.Watch(services.GetRequiredService<ObjectStore<AccountAssignment>>(), (before, _) => before is null ? [] : [new(null, before.Metadata.Uid)]);
        services.GetRequiredService<ObjectStore<AccountAssignment>>().Subscribe(change =>
        {
            // Also one that nobody could read.
            if (change is { Old: { } old, New: null })
                Enqueue(host, [new(null, old.Uid)]);
        });
    }

    private void WireAlike<T>(ControllerHost<T> host, Func<ObjectKey, bool> isOurs)
        where T : class, IKubernetesObject
    {
        _register.Unsettled += keys => Enqueue(host, keys.Where(isOurs));
        host.Watch(services.GetRequiredService<ObjectStore<PermissionSet>>(), (before, after) => Users(before, after).Where(isOurs));
        host.Watch(services.GetRequiredService<ObjectStore<Namespace>>(), (before, after) => Inhabitants(before, after).Where(isOurs));
        var facts = services.GetRequiredService<FactStore>();
        facts.AssignmentsChanged += news => Enqueue(host, _register.ConcernedBy(news).Where(isOurs), news.IsFirst ? Together : TimeSpan.Zero);
        facts.PermissionSetChanged += (arn, name) => Enqueue(host, _register.Naming(name).Concat(_register.Recording(arn)).Distinct().Where(isOurs));
        services.GetRequiredService<AssignmentWorks>().Progressed += key => Enqueue(host, new[] { key }.Where(isOurs));
        services.GetRequiredService<AccountAssignmentGuard>().Released += key => Enqueue(host, new[] { key }.Where(isOurs));
    }

    // What waited for the sweep or the instance goes on, and what goes on has to know that it must wait; nobody's edit stands behind it.
    private void WireInstance<T>(ControllerHost<T> host, ObjectStore<T> store, Func<T, IReadOnlyList<Condition>?> conditionsOf)
        where T : class, IKubernetesObject
    {
        services.GetRequiredService<Sweep>().Finished += _ => EnqueueAll(host, services.GetRequiredService<LeftToSweep<T>>().TakeAll());
        services.GetRequiredService<InstanceGate>().Changed += () => EnqueueAll(host, store.All().Select(stored => stored.Key));
        services.GetRequiredService<RecordsReadiness>().Completed += () => EnqueueAll(host, store.All().Select(stored => stored.Key));
        // Another administrator may do what this one could not.
        services.GetRequiredService<FactStore>().Administration.Changed += (_, _, _) => EnqueueAll(host, store.All().Where(IsUnreachable).Select(stored => stored.Key));

        bool IsUnreachable(StoredObject<T> stored) => stored.Value is { } entity && ConditionMapping.IsFor(conditionsOf(entity), Reason.ManagementAccountUnreachable);
    }

    private void WireNames(ControllerHost<AccountAssignment> host)
    {
        var facts = services.GetRequiredService<FactStore>();
        facts.Principals.Changed += (name, before, _) => Enqueue(host, _register.Naming(name), before is Fact<string>.Unknown ? Together : TimeSpan.Zero);
        facts.PrincipalNames.Changed += (principal, before, _) => Enqueue(host, _register.Knowing(principal), before is Fact<string>.Unknown ? Together : TimeSpan.Zero);
    }

    // Whose record somebody else changed looks at it; and so does the object that came back, when the record of its predecessor appears.
    private void WireRecords(ControllerHost<AccountAssignment> host, ObjectStore<AccountAssignment> store)
    {
        services.GetRequiredService<AccessRecords>().ChangedByOthers += change =>
            Enqueue(host, new[] { _register.KeyOf(change.Uid), change.After?.OwnerKey }.OfType<ObjectKey>().Where(key => key.Namespace is not null && store.Find(key) is not null).Distinct());
    }

    private IEnumerable<ObjectKey> Users(PermissionSet? before, PermissionSet? after) => Equals(Aspect(before), Aspect(after))
        ? []
        : (before is null ? [] : _register.Using(before)).Concat(after is null ? [] : _register.Using(after)).Distinct();

    // What of a permission set bears on its assignments. The generation stands for its spec.
    private static object? Aspect(PermissionSet? set) => set is null ? null : (
        set.Metadata.Uid,
        set.Metadata.Generation,
        IsDeleting: set.Metadata.DeletionTimestamp is not null,
        set.Status?.Arn,
        set.Status?.Owned,
        set.Status?.Conditions?.Where(condition => condition.Type == Conditions.Ready).Select(ready => (ready.Status, ready.Reason, ready.ObservedGeneration)).FirstOrDefault());

    private IEnumerable<ObjectKey> Inhabitants(Namespace? before, Namespace? after) =>
        before is not null && after is not null && LabelsOf(before).Equals(LabelsOf(after)) ? [] : _register.In((after ?? before)!.Metadata.Name);

    private static ValueDictionary LabelsOf(Namespace ns) => new(ns.Metadata.Labels ?? ValueDictionary.Empty);

    private static void EnqueueAll<T>(ControllerHost<T> host, IEnumerable<ObjectKey> keys)
        where T : class, IKubernetesObject
    {
        foreach (var key in keys)
            host.Enqueue(key, Priority.Resync);
    }

    private static void Enqueue<T>(ControllerHost<T> host, IEnumerable<ObjectKey> keys, TimeSpan after = default)
        where T : class, IKubernetesObject
    {
        foreach (var key in keys)
            host.Enqueue(key, Priority.Change, after);
    }
}
