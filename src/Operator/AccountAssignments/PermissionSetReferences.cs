using System.Collections.Concurrent;
using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds the permission sets that AccountAssignments refer to, in memory, and whether their namespaces may use them.</summary>
internal sealed class PermissionSetReferences
{
    private const string ByAwsName = "account-assignments/aws-name";
    private const string ByArn = "account-assignments/arn";

    private const string NotFoundYet = "The permission set was not found in the present IAM Identity Center instance so far: look at the PermissionSet's own conditions.";

    // As PermissionSets write them into AWS.
    private const string ClusterTag = "identitycenter.dev/cluster";
    private const string UidTag = "identitycenter.dev/uid";

    private readonly ObjectStore<PermissionSet> _sets;
    private readonly FactStore _facts;
    private readonly NamespaceAccess _access;
    private readonly ClusterIdentity _cluster;
    private readonly InstanceLocator _instances;

    // No index finds an object that cannot be read. What stands in its status is no less true.
    private readonly ConcurrentDictionary<ObjectKey, string> _unreadable = new();

    /// <summary>Adds its index to the store of permission sets.</summary>
    public PermissionSetReferences(ObjectStore<PermissionSet> sets, FactStore facts, NamespaceAccess access, ClusterIdentity cluster, InstanceLocator instances)
    {
        (_sets, _facts, _access, _cluster, _instances) = (sets, facts, access, cluster, instances);
        sets.AddIndex(ByAwsName, set => [AwsNameOf(set)]);
        sets.AddIndex(ByArn, set => set.Status?.Arn is { } arn ? [arn] : []);
        sets.Subscribe(OnChange);
    }

    /// <summary>Name in AWS that a PermissionSet declares.</summary>
    public static string AwsNameOf(PermissionSet set) => set.Spec.Name ?? set.Metadata.Name;

    /// <summary>Names of the PermissionSets that have this ARN.</summary>
    public IEnumerable<string> WithArn(string arn) => _sets.ByIndex(ByArn, arn).Select(stored => stored.Key.Name);

    /// <summary>Names of the PermissionSets that declare this name in AWS.</summary>
    public IEnumerable<string> WithAwsName(string awsName) => _sets.ByIndex(ByAwsName, awsName).Select(stored => stored.Key.Name);

    /// <summary>Whether an object refers to a permission set, be it by a PermissionSet that has not found it in AWS yet.</summary>
    public bool Mentions(AccountAssignment assignment, string arn, string awsName) =>
        assignment.Spec.PermissionSetName == awsName
        || (assignment.Spec.PermissionSetRef is { Name: var name } && WithArn(arn).Concat(WithAwsName(awsName)).Contains(name, StringComparer.Ordinal));

    /// <summary>Whether an object of a namespace that cannot be read may refer to a permission set.</summary>
    public bool MayMean(string ns, string arn, string awsName)
    {
        var sets = _sets.ByIndex(ByArn, arn).Concat(_sets.ByIndex(ByAwsName, awsName)).Select(stored => stored.Value).OfType<PermissionSet>().ToList();
        return sets.Count == 0 ? _access.IsTrusted(ns) : sets.Exists(set => _access.MayUse(ns, set.Spec.AssignableFrom));
    }

    /// <summary>What an object refers to. A spec that refers to nothing, or to two things, is invalid and not asked about.</summary>
    public ReferencedSet Of(AccountAssignment assignment) => assignment.Spec switch
    {
        { PermissionSetRef.Name: { } name } => OfResource(name, assignment.Metadata.Namespace!),
        { PermissionSetName: { } name } => OfAws(name, assignment.Metadata.Namespace!),
        _ => new ReferencedSet.Unknown(),
    };

    /// <summary>How what is recorded under a permission set stands for a namespace, whatever its object says now.</summary>
    /// <param name="arn">The permission set.</param>
    /// <param name="recorded">What the record says of it.</param>
    /// <param name="ns">Namespace of the object that it was recorded for.</param>
    public Standing StandingOf(string arn, RecordedSet recorded, string ns)
    {
        if (IsElsewhere(arn))
            return Standing.Elsewhere;
        var declared = _sets.ByIndex(ByArn, arn).Select(stored => stored.Value).OfType<PermissionSet>().ToList();
        if (declared.FindAll(IsOwned) is { Count: > 0 } owners)
            return StandingOf(owners.ConvertAll(owner => _access.Judge(ns, owner.Spec.AssignableFrom)));
        if (_unreadable.Values.Contains(arn))
            return Standing.Unknown;
        if (recorded.ByName)
            return _access.IsTrusted(ns) ? Standing.Ours : Standing.Lost;
        return declared.Count > 0 || IsDeclared(recorded.Name ?? _facts.NameOf(arn)) ? Standing.Foreign : WithoutOwner(arn);
    }

    /// <summary>Whether a permission set is of another instance than the one that is managed.</summary>
    public bool IsElsewhere(string arn) => _instances.Found?.Has(arn) == false;

    /// <summary>What is known of a permission set by its ARN, for people.</summary>
    public string? NameOf(string arn) => _sets.ByIndex(ByArn, arn).Select(stored => stored.Value).OfType<PermissionSet>().Select(AwsNameOf).FirstOrDefault() ?? _facts.NameOf(arn);

    /// <summary>Whether nobody has looked at a permission set in AWS yet.</summary>
    public bool IsUnread(string arn) => _facts.PermissionSet(arn) is Fact<PermissionSetFacts>.Unknown;

    private static Standing StandingOf(List<bool?> mayUse) =>
        mayUse.Contains(true) ? Standing.Ours : mayUse.Contains(null) ? Standing.Unknown : Standing.Lost;

    private bool IsDeclared(string? awsName) => awsName is not null && _sets.ByIndex(ByAwsName, awsName).Count > 0;

    // No PermissionSet speaks of it any more: one that was deleted with Retain, say. What was recorded while there was one can be taken back as long as nobody else owns the set.
    private Standing WithoutOwner(string arn) => _facts.PermissionSet(arn) switch
    {
        Fact<PermissionSetFacts>.Present { Value.Tags: var tags } => (tags.GetValueOrDefault(ClusterTag), tags.ContainsKey(UidTag), _cluster.Known) switch
        {
            (null, false, _) => Standing.Ours,
            ({ }, _, null) => Standing.Unknown,
            var (cluster, _, ours) => cluster == ours ? Standing.Ours : Standing.Foreign,
        },
        Fact<PermissionSetFacts>.Absent => Standing.Ours,
        _ => Standing.Unknown,
    };

    private ReferencedSet OfResource(string name, string ns) => _sets.Find(new ObjectKey(null, name)) switch
    {
        null => Missing(Reason.PermissionSetNotFound, $"There is no PermissionSet {Quoted.Text(name)}: create it, or correct spec.permissionSetRef."),
        { Value: null } => Missing(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(name)} cannot be read: see its own status."),
        { Value: { } set } when !_access.MayUse(ns, set.Spec.AssignableFrom) => new ReferencedSet.Forbidden(NotAllowed(ns, name)),
        { Value.Status.Arn: { } arn } when IsElsewhere(arn) => Missing(Reason.PermissionSetNotReady, NotFoundYet),
        { Value: { Status.Arn: { } arn } set } => InAws(set, arn),
        { Value: { } set } => new ReferencedSet.Missing(new(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(name)} is not in AWS yet: see its own status.") { AwaitsPerson = AwaitsPerson(set) }),
    };

    // That a permission set has the name is not enough: it may be another cluster's, or one that somebody made by hand.
    private static ReferencedSet InAws(PermissionSet set, string arn) => set switch
    {
        { Metadata.DeletionTimestamp: not null } when IsOwned(set) => new ReferencedSet.Found(arn, AwsNameOf(set), new(
            Reason.PermissionSetNotReady,
            $"PermissionSet {Quoted.Text(set.Metadata.Name)} is being deleted: nothing new is assigned, and it waits until its assignments are gone."))
        { IsGoing = true },
        _ when IsOwned(set) => new ReferencedSet.Found(arn, AwsNameOf(set), NotYet(set)),
        { Spec.ManagementPolicy: ManagementPolicy.Observe } => new ReferencedSet.Found(arn, AwsNameOf(set), NotYet(set)) { NotOurs = OnlyObserved(set) },
        _ => Missing(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(set.Metadata.Name)} does not own the permission set of its name in AWS ({ReasonOf(set)}): nothing is assigned, "
            + "recorded or revoked under it. See its own status."),
    };

    private static bool IsOwned(PermissionSet set) => set.Status is { Owned: true, Arn: not null };

    private static Objection OnlyObserved(PermissionSet set) => new(
        Reason.PermissionSetNotReady,
        $"PermissionSet {Quoted.Text(set.Metadata.Name)} only observes the permission set in AWS and does not own it: nothing is assigned, recorded or revoked under it. Set its spec.managementPolicy to "
        + "Enforce, or that of this object to Observe.");

    private static string ReasonOf(PermissionSet set) => set.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Ready)?.Reason ?? "not looked at yet";

    private ReferencedSet OfAws(string name, string ns)
    {
        if (!_access.IsTrusted(ns))
        {
            return new ReferencedSet.Forbidden(
                $"Namespace {ns} may not use spec.permissionSetName: only namespaces that the operator is started to trust (--trusted-namespaces) may. Use spec.permissionSetRef.");
        }

        // One that only has the name manages nothing.
        var managing = _sets.ByIndex(ByAwsName, name).Select(stored => stored.Value).OfType<PermissionSet>().FirstOrDefault(set => IsOwned(set) && !_access.MayUse(ns, set.Spec.AssignableFrom));
        return (managing, _facts.ArnOf(name)) switch
        {
            ({ } set, _) => new ReferencedSet.Forbidden(NotAllowed(ns, set.Metadata.Name)),
            (_, { } arn) => new ReferencedSet.Found(arn, name, null) { ByName = true },
            _ when _facts.NamesReadAt is null => new ReferencedSet.Unknown(),
            _ => Missing(Reason.PermissionSetNotFound, $"AWS has no permission set {Quoted.Text(name)}: create it, or correct spec.permissionSetName."),
        };
    }

    // A set that cannot be brought to some of its accounts can still be assigned in others.
    private static Objection? NotYet(PermissionSet set) => set.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Ready) switch
    {
        { Status: "True" } ready when ready.ObservedGeneration == set.Metadata.Generation => null,
        { Reason: nameof(Reason.ProvisioningFailed) or nameof(Reason.MissingCustomerManagedPolicy) } ready when ready.ObservedGeneration == set.Metadata.Generation => null,
        var ready => new(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(set.Metadata.Name)} is not ready ({ready?.Reason ?? "not looked at yet"}): nothing new is assigned until it is.") { AwaitsPerson = AwaitsPerson(set) },
    };

    private static bool AwaitsPerson(PermissionSet set) => set.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Ready) is
    { Reason: nameof(Reason.Paused) or nameof(Reason.PendingApproval) or nameof(Reason.GuardTripped) };

    private void OnChange(Change<PermissionSet> change)
    {
        if (change.New is { } stored && !stored.TryDecode(out _, out _) && StoredArn(stored.Json) is { } arn)
            _unreadable[change.Key] = arn;
        else
            _unreadable.TryRemove(change.Key, out _);
    }

    private static string? StoredArn(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Object
            && status.TryGetProperty("arn", out var arn) && arn.ValueKind is JsonValueKind.String ? arn.GetString() : null;
    }

    private static string NotAllowed(string ns, string set) =>
        $"Namespace {ns} may not use PermissionSet {Quoted.Text(set)}: ask its owner to add the namespace to spec.assignableFrom.";

    private static ReferencedSet.Missing Missing(Reason reason, string message) => new(new Objection(reason, message));
}
