using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Tells why what is recorded is wanted no longer. Nobody must be able to give an edit the look of what had to come: each of those reasons is proven by something that
/// whoever writes the object cannot set.
/// </summary>
internal sealed class RevocationCauses(FactStore facts, VanishedPrincipals vanished, OperatorSettings settings, SteadyClock steady)
{
    /// <summary>The reason of each assignment that is recorded and wanted no longer: what had to come, whoever did what beside it, before what somebody did.</summary>
    public async Task<Func<Assignment, RevocationReason>> OfAsync(AccessStance stance, CancellationToken cancellationToken)
    {
        var gone = await vanished.AmongAsync(Suspects(stance), cancellationToken);
        return held => stance.StandingOf(held) is Standing.Lost ? RevocationReason.PermissionLost : gone.Contains(held.Principal) ? RevocationReason.PrincipalGone : stance.ReasonOf(held);
    }

    /// <summary>Why an object that can be read wants something no longer. A change that nobody has looked at yet is why, also where the organization is another one as well.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="end">The end that it declares; null for none.</param>
    /// <param name="deleting">Whether it is being deleted.</param>
    public RevocationReason Of(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, DateTimeOffset? end, bool deleting) => outlook switch
    {
        Outlook.Closed { Why.Reason: Reason.Expired } when OfEnd(status.DeclaredEnd, end) is RevocationReason.Expired => RevocationReason.Expired,
        _ when deleting => RevocationReason.Deletion,
        Outlook.Closed => RevocationReason.Edit,
        _ => status.ObservedGeneration == assignment.Metadata.Generation ? RevocationReason.Shrunk : RevocationReason.Edit,
    };

    /// <summary>Whether an end that is over had come, or was put there by an edit.</summary>
    /// <param name="remembered">What is remembered of the end.</param>
    /// <param name="end">The end.</param>
    public RevocationReason OfEnd(DeclaredEnd? remembered, DateTimeOffset? end) =>
        DeclaredEnds.HasCome(remembered, end, settings.Guard.Window, steady.GetUtcNow()) ? RevocationReason.Expired : RevocationReason.Edit;

    /// <summary>Principals that were found under names that mean somebody else by now.</summary>
    public IReadOnlySet<Principal> FormerOf(AccountAssignment assignment, AccountAssignmentStatus status) => assignment.Spec.Principals.Select(Principals.NameIn).OfType<PrincipalName>()
        .Where(name => facts.Principals.Of(name) is Fact<string>.Present)
        .Select(name => Principals.Recorded(name, status.Principals ?? [])).OfType<Principal>().ToHashSet();

    // Who is not wanted any more, and is known to be gone, or was found under a name that now means somebody else.
    private IEnumerable<Principal> Suspects(AccessStance stance) => stance.Ledger.Tuples.Where(held => !stance.IsPassedOver(held)).Select(held => held.Principal).Distinct()
        .Where(principal => stance.Desired?.Principals.Contains(principal) != true && (stance.Former.Contains(principal) || facts.PrincipalNames.Of(principal) is Fact<string>.Absent));
}
