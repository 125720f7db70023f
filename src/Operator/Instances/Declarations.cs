using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Instances;

/// <summary>Keeps <see cref="DeclaredAccess"/>, made anew after an object changed.</summary>
internal sealed class Declarations
{
    private readonly ObjectStore<PermissionSet> _sets;
    private readonly ObjectStore<AccountAssignment> _assignments;
    private readonly Lock _gate = new();
    private long _changes;
    private (long Changes, DeclaredAccess Access)? _made;

    /// <summary>Follows both stores.</summary>
    public Declarations(ObjectStore<PermissionSet> sets, ObjectStore<AccountAssignment> assignments)
    {
        (_sets, _assignments) = (sets, assignments);
        sets.Subscribe(_ => Interlocked.Increment(ref _changes));
        assignments.Subscribe(_ => Interlocked.Increment(ref _changes));
    }

    /// <summary>Whether all objects are known. Before that nothing can be said to be undeclared.</summary>
    public bool AreKnown => _sets.HasSynced && _assignments.HasSynced;

    /// <summary>What the objects declare now.</summary>
    public DeclaredAccess Current(string cluster)
    {
        lock (_gate)
        {
            var changes = Interlocked.Read(ref _changes);
            if (_made is not { } made || made.Changes != changes)
                _made = made = (changes, DeclaredAccess.From(cluster, _sets.All(), _assignments.All()));
            return made.Access;
        }
    }
}

/// <summary>What the objects of this cluster declare, as far as it concerns what nobody declares. In doubt a thing counts as declared.</summary>
internal sealed class DeclaredAccess
{
    // As PermissionSets writes them into AWS.
    private const string ClusterTag = "identitycenter.dev/cluster";
    private const string UidTag = "identitycenter.dev/uid";

    private readonly HashSet<string> _uids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Assignment> _ledgers = [];
    private readonly HashSet<(string Arn, Principal Principal)> _observed = [];
    private readonly string _cluster;

    private DeclaredAccess(string cluster) => _cluster = cluster;

    /// <summary>Reads all objects.</summary>
    /// <param name="cluster">The cluster's identity.</param>
    /// <param name="sets">All PermissionSets.</param>
    /// <param name="assignments">All AccountAssignments.</param>
    public static DeclaredAccess From(string cluster, IEnumerable<StoredObject<PermissionSet>> sets, IEnumerable<StoredObject<AccountAssignment>> assignments)
    {
        var access = new DeclaredAccess(cluster);
        foreach (var set in sets)
            access.Add(set);
        foreach (var assignment in assignments)
            access.Add(assignment);
        return access;
    }

    /// <summary>Whether an object declares the set, by its ARN, its owner's tags or its name, or another cluster owns it.</summary>
    public bool Declares(PermissionSetFacts set) =>
        _arns.Contains(set.Arn)
        || _names.Contains(set.Name)
        || (set.Tags.GetValueOrDefault(ClusterTag) is { } cluster && cluster != _cluster)
        || (set.Tags.GetValueOrDefault(UidTag) is { } uid && _uids.Contains(uid));

    /// <summary>Whether an object has the assignment in its ledger, or only observes what may be it.</summary>
    public bool Declares(Assignment assignment) => _ledgers.Contains(assignment) || _observed.Contains((assignment.PermissionSetArn, assignment.Principal));

    private void Add(StoredObject<PermissionSet> stored)
    {
        _uids.Add(stored.Uid);
        _names.Add(stored.Value?.Spec.Name ?? stored.Key.Name);
        if (stored.Value?.Status?.Arn is { } arn)
            _arns.Add(arn);
    }

    private void Add(StoredObject<AccountAssignment> stored)
    {
        var value = stored.Value;
        foreach (var grant in value?.Status?.Granted ?? [])
            _ledgers.UnionWith((grant.Accounts ?? []).Concat(grant.Revoking ?? []).Select(account => new Assignment(account, grant.PermissionSetArn, new(KindOf(grant.Type), grant.Id))));
        // One that only observes records nothing in its ledger.
        if (value is { Spec.ManagementPolicy: ManagementPolicy.Observe, Status.PermissionSetArn: { } arn })
            _observed.UnionWith((value.Status.Principals ?? []).Select(principal => (arn, new Principal(KindOf(principal.Type), principal.Id))));
    }

    private static PrincipalKind KindOf(string type) => type == "GROUP" ? PrincipalKind.Group : PrincipalKind.User;
}
