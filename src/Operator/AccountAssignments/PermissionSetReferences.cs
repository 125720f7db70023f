using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds the permission sets that AccountAssignments refer to, in memory, and whether their namespaces may use them.</summary>
internal sealed class PermissionSetReferences
{
    private const string ByAwsName = "account-assignments/aws-name";
    private const string ByArn = "account-assignments/arn";

    private readonly ObjectStore<PermissionSet> _sets;
    private readonly FactStore _facts;
    private readonly NamespaceAccess _access;

    /// <summary>Adds its index to the store of permission sets.</summary>
    public PermissionSetReferences(ObjectStore<PermissionSet> sets, FactStore facts, NamespaceAccess access)
    {
        (_sets, _facts, _access) = (sets, facts, access);
        sets.AddIndex(ByAwsName, set => [AwsNameOf(set)]);
        sets.AddIndex(ByArn, set => set.Status?.Arn is { } arn ? [arn] : []);
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

    /// <summary>
    /// Whether an object's namespace has lost the right to a permission set that the object gave. What the object refers to now makes no difference where a PermissionSet
    /// tells: whoever points at a set that is forbidden has not lost another one.
    /// </summary>
    public bool IsLost(AccountAssignment assignment, string arn)
    {
        var sets = _sets.ByIndex(ByArn, arn).Select(stored => stored.Value).OfType<PermissionSet>().ToList();
        return sets.Count > 0
            ? !sets.Exists(set => _access.MayUse(assignment.Metadata.Namespace!, set.Spec.AssignableFrom))
            : assignment.Spec.PermissionSetName is { } name && _facts.ArnOf(name) == arn && Of(assignment) is ReferencedSet.Forbidden;
    }

    /// <summary>What an object refers to. A spec that refers to nothing, or to two things, is invalid and not asked about.</summary>
    public ReferencedSet Of(AccountAssignment assignment) => assignment.Spec switch
    {
        { PermissionSetRef.Name: { } name } => OfResource(name, assignment.Metadata.Namespace!),
        { PermissionSetName: { } name } => OfAws(name, assignment.Metadata.Namespace!),
        _ => new ReferencedSet.Unknown(),
    };

    private ReferencedSet OfResource(string name, string ns) => _sets.Find(new ObjectKey(null, name)) switch
    {
        null => Missing(Reason.PermissionSetNotFound, $"There is no PermissionSet {Quoted.Text(name)}: create it, or correct spec.permissionSetRef."),
        { Value: null } => Missing(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(name)} cannot be read: see its own status."),
        { Value: { } set } when !_access.MayUse(ns, set.Spec.AssignableFrom) => new ReferencedSet.Forbidden(NotAllowed(ns, name)),
        { IsDeleting: true } => Missing(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(name)} is being deleted: nothing new is assigned, and it waits until its assignments are gone."),
        { Value: { Status.Arn: { } arn } set } => new ReferencedSet.Found(arn, AwsNameOf(set), NotYet(set)),
        _ => Missing(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(name)} is not in AWS yet: see its own status."),
    };

    private ReferencedSet OfAws(string name, string ns)
    {
        if (!_access.IsTrusted(ns))
        {
            return new ReferencedSet.Forbidden(
                $"Namespace {ns} may not use spec.permissionSetName: only namespaces that the operator is started to trust (--trusted-namespaces) may. Use spec.permissionSetRef.");
        }

        var managing = _sets.ByIndex(ByAwsName, name).Select(stored => stored.Value).FirstOrDefault(set => set is null || !_access.MayUse(ns, set.Spec.AssignableFrom));
        return (managing, _facts.ArnOf(name)) switch
        {
            ({ } set, _) => new ReferencedSet.Forbidden(NotAllowed(ns, set.Metadata.Name)),
            (_, { } arn) => new ReferencedSet.Found(arn, name, null),
            _ when _facts.NamesReadAt is null => new ReferencedSet.Unknown(),
            _ => Missing(Reason.PermissionSetNotFound, $"AWS has no permission set {Quoted.Text(name)}: create it, or correct spec.permissionSetName."),
        };
    }

    // A set that cannot be brought to some of its accounts can still be assigned in others.
    private static Objection? NotYet(PermissionSet set) => set.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Ready) switch
    {
        { Status: "True" } ready when ready.ObservedGeneration == set.Metadata.Generation => null,
        { Reason: nameof(Reason.ProvisioningFailed) or nameof(Reason.MissingCustomerManagedPolicy) } ready when ready.ObservedGeneration == set.Metadata.Generation => null,
        var ready => new(Reason.PermissionSetNotReady, $"PermissionSet {Quoted.Text(set.Metadata.Name)} is not ready ({ready?.Reason ?? "not looked at yet"}): nothing new is assigned until it is."),
    };

    private static string NotAllowed(string ns, string set) =>
        $"Namespace {ns} may not use PermissionSet {Quoted.Text(set)}: ask its owner to add the namespace to spec.assignableFrom.";

    private static ReferencedSet.Missing Missing(Reason reason, string message) => new(new Objection(reason, message));
}
