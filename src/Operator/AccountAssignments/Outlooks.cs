using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds out what objects ask for, from what is in memory and nothing else: the same way for the object at hand and for all that may share assignments with it.</summary>
internal sealed class Outlooks(
    PermissionSetReferences references, AccessRecords records, InstanceLocator instances, OrganizationDirectory organization, PrincipalDirectory directory, TimeProvider time)
{
    private readonly KnownPrincipals _principals = new(directory.Known, directory.Known) { NearTo = directory.NearTo, IsUncertain = directory.IsUncertain };

    /// <summary>What an object asks for. That its time is over counts whatever else is wrong with it: nobody keeps access by a mistake in the spec.</summary>
    public Outlook Of(AccountAssignment assignment)
    {
        var (set, now) = (references.Of(assignment), time.GetUtcNow());
        if (set is ReferencedSet.Forbidden forbidden)
            return new Outlook.Forbidden(forbidden.Message);
        if (Ended(assignment, now) is { } ended)
            return new Outlook.Closed(ended);
        if (AccountAssignmentDesired.Check(assignment.Spec) is { } invalid)
            return Invalid(invalid);
        if (AccessWindow.Closed(assignment.Spec, now) is { } closed)
            return new Outlook.Closed(closed);
        return set switch
        {
            ReferencedSet.Missing missing => WithoutSet(assignment, missing.Why),
            ReferencedSet.Found { NotOurs: { } why } when assignment.Spec.ManagementPolicy is not ManagementPolicy.Observe => WithoutSet(assignment, why),
            ReferencedSet.Unknown => new Outlook.Unread(),
            ReferencedSet.Found found => Of(assignment, found),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Whether an object may ask for assignments of a principal: told by its spec's principals alone, in a moment, and without finding out all else that it asks for. False is
    /// certain.
    /// </summary>
    public bool MayName(AccountAssignment assignment, Principal principal) => assignment.Spec.Principals.Any(reference => MayName(reference, principal, assignment.Status));

    /// <summary>The same of an account.</summary>
    public bool MayTarget(AccountAssignment assignment, string account) => Targets.MayMean(assignment.Spec.Targets, account, organization.Current);

    /// <summary>Whether all is read that it takes to tell what an object asks for: told in a moment. True is certain.</summary>
    public bool IsRead(AccountAssignment assignment)
    {
        var needs = Targets.Needs(assignment.Spec.Targets);
        return organization.Current is { } known && (known.Parts & needs) == needs
            && assignment.Spec.Principals.All(reference => IsRead(reference, assignment.Status))
            && (assignment.Spec is { PermissionSetRef: not null, PermissionSetName: null } || references.Of(assignment) is not ReferencedSet.Unknown);
    }

    // Under a name that nobody has the one whom it named before keeps what he has.
    private bool MayName(PrincipalReference reference, Principal principal, AccountAssignmentStatus? status) =>
        Principals.IdIn(reference) == principal || (Principals.NameIn(reference) is { } name && name.Kind == principal.Kind && directory.Known(name) switch
        {
            Fact<string>.Present found => found.Value == principal.Id,
            Fact<string>.Absent => Principals.Recorded(name, RecordedIn(status) ?? []) == principal,
            _ => true,
        });

    private bool IsRead(PrincipalReference reference, AccountAssignmentStatus? status) => (Principals.NameIn(reference), Principals.IdIn(reference)) switch
    {
        ({ } name, _) => directory.Known(name) is var known && (known is Fact<string>.Present || (known is Fact<string>.Absent && Principals.Recorded(name, RecordedIn(status) ?? []) is null)),
        (_, { } id) => directory.Known(id) is not Fact<string>.Unknown,
        _ => false,
    };

    // Two times that contradict each other take no end back that was declared before.
    private Outcome.InSync? Ended(AccountAssignment assignment, DateTimeOffset now) => AccessWindow.Ended(assignment.Spec, now)
        ?? (AccessWindow.Contradicts(assignment.Spec) && records.Of(assignment.Metadata.Uid)?.EndsAt is { } end && now >= end ? AccessWindow.Ended(end) : null);

    private Outlook Of(AccountAssignment assignment, ReferencedSet.Found set) => Resolve(assignment, set.Arn) switch
    {
        null => new Outlook.Unread(),
        AccountAssignmentDesired.Invalid invalid => Invalid(invalid),
        AccountAssignmentDesired.Valid valid => new Outlook.Open(set, valid),
        _ => throw new UnreachableException(),
    };

    // Who and where is known all the same: what an edit took away does not wait for the permission set.
    private Outlook WithoutSet(AccountAssignment assignment, Objection why) => Resolve(assignment, "") switch
    {
        AccountAssignmentDesired.Invalid invalid => Invalid(invalid),
        AccountAssignmentDesired.Valid { Principals.AreKnown: true } valid => new Outlook.NoSet(why, valid),
        _ => new Outlook.NoSet(why, null),
    };

    // Null while the organization has not been read that far.
    private AccountAssignmentDesired? Resolve(AccountAssignment assignment, string arn)
    {
        var needs = Targets.Needs(assignment.Spec.Targets);
        return organization.Current is { } known && (known.Parts & needs) == needs
            ? AccountAssignmentDesired.From(assignment.Spec, arn, known, _principals, RecordedIn(assignment.Status))
            : null;
    }

    // What another instance's directory called so says nothing about this one's.
    private IReadOnlyList<ResolvedPrincipal>? RecordedIn(AccountAssignmentStatus? status) =>
        status?.PermissionSetArn is { } recorded && instances.Found?.Has(recorded) == false ? null : status?.Principals;

    private static Outlook.Invalid Invalid(AccountAssignmentDesired.Invalid invalid) => new(new Objection(invalid.Reason, invalid.Message));
}
