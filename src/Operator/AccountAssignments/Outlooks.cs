using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds out what objects ask for, from what is in memory and nothing else: the same way for the object at hand and for all that may share assignments with it.</summary>
internal sealed class Outlooks(PermissionSetReferences references, OrganizationDirectory organization, PrincipalDirectory directory, TimeProvider time)
{
    private readonly KnownPrincipals _principals = new(directory.Known, directory.Known);

    /// <summary>What an object asks for.</summary>
    public Outlook Of(AccountAssignment assignment)
    {
        var set = references.Of(assignment);
        if (set is ReferencedSet.Forbidden forbidden)
            return new Outlook.Forbidden(forbidden.Message);
        if (AccountAssignmentDesired.Check(assignment.Spec) is { } invalid)
            return Invalid(invalid);
        if (AccessWindow.Closed(assignment.Spec, time.GetUtcNow()) is { } closed)
            return new Outlook.Closed(closed);
        return set switch
        {
            ReferencedSet.Missing missing => new Outlook.NoSet(missing.Why),
            ReferencedSet.Unknown => new Outlook.Unread(),
            ReferencedSet.Found found => Of(assignment, found),
            _ => throw new UnreachableException(),
        };
    }

    private Outlook Of(AccountAssignment assignment, ReferencedSet.Found set)
    {
        var needs = Targets.Needs(assignment.Spec.Targets);
        if (organization.Current is not { } known || (known.Parts & needs) != needs)
            return new Outlook.Unread();
        return AccountAssignmentDesired.From(assignment.Spec, set.Arn, known, _principals, RecordedIn(assignment.Status, set.Arn)) switch
        {
            AccountAssignmentDesired.Invalid invalid => Invalid(invalid),
            AccountAssignmentDesired.Valid valid => new Outlook.Open(set, valid),
            _ => throw new UnreachableException(),
        };
    }

    // What another instance's directory called so says nothing about this one's.
    private static IReadOnlyList<ResolvedPrincipal>? RecordedIn(AccountAssignmentStatus? status, string permissionSetArn) =>
        status?.PermissionSetArn is { } recorded && Instance.OfPermissionSet(recorded) != Instance.OfPermissionSet(permissionSetArn) ? null : status?.Principals;

    private static Outlook.Invalid Invalid(AccountAssignmentDesired.Invalid invalid) => new(new Objection(invalid.Reason, invalid.Message));
}
