using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Tells why what is recorded for an object is wanted no longer. Nobody must be able to give an edit the look of what had to come: each of those reasons is proven by
/// something that whoever writes the object cannot set.
/// </summary>
internal sealed class RevocationCauses(
    PermissionSetReferences references, FactStore facts, VanishedPrincipals vanished, OperatorSettings settings, SteadyClock steady)
{
    /// <summary>The reason of each assignment of a ledger that is wanted no longer.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="ledger">What is recorded for it.</param>
    /// <param name="deleting">Whether it is being deleted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Func<Assignment, RevocationReason>> OfAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessLedger ledger, bool deleting, CancellationToken cancellationToken)
    {
        var lost = ledger.PermissionSetArns.Where(arn => references.IsLost(assignment, arn)).ToHashSet(StringComparer.Ordinal);
        var gone = await vanished.AmongAsync(Suspects(assignment, status, outlook, ledger), cancellationToken);
        var otherwise = Otherwise(assignment, status, outlook, deleting);
        return held => lost.Contains(held.PermissionSetArn) ? RevocationReason.PermissionLost : gone.Contains(held.Principal) ? RevocationReason.PrincipalGone : otherwise;
    }

    // A change that nobody has looked at yet is why, also where the organization is another one as well.
    private RevocationReason Otherwise(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, bool deleting) => outlook switch
    {
        Outlook.Closed { Why.Reason: Reason.Expired } when HasCome(assignment, status) => RevocationReason.Expired,
        _ when deleting => RevocationReason.Deletion,
        Outlook.Closed => RevocationReason.Edit,
        _ => status.ObservedGeneration == assignment.Metadata.Generation ? RevocationReason.Shrunk : RevocationReason.Edit,
    };

    private bool HasCome(AccountAssignment assignment, AccountAssignmentStatus status) =>
        DeclaredEnds.HasCome(status.DeclaredEnd, assignment.Spec.ExpiresAt, settings.Guard.Window, steady.GetUtcNow());

    // Who is not wanted any more, and is known to be gone, or was found under a name that now means somebody else.
    private IEnumerable<Principal> Suspects(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessLedger ledger)
    {
        var wanted = (outlook as Outlook.Open)?.Desired.State.Principals;
        var former = assignment.Spec.Principals.Select(Principals.NameIn).OfType<PrincipalName>()
            .Where(name => facts.Principals.Of(name) is Fact<string>.Present)
            .Select(name => Principals.Recorded(name, status.Principals ?? [])).OfType<Principal>().ToHashSet();
        return ledger.Tuples.Select(held => held.Principal).Distinct()
            .Where(principal => wanted?.Contains(principal) != true && (former.Contains(principal) || facts.PrincipalNames.Of(principal) is Fact<string>.Absent));
    }
}
