using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What some objects say of assignments, at one moment. Each object's outlook is made when it is first asked for, and kept.</summary>
internal sealed class Claims(IReadOnlyCollection<Claimant> claimants, Outlooks outlooks)
{
    private readonly Dictionary<string, Outlook> _outlooks = [];

    /// <summary>Objects of which it cannot be told yet what they want, since AWS has not been read that far.</summary>
    public IReadOnlyList<AccountAssignment> Unread =>
    [
        .. claimants.Where(claimant => claimant is { IsDeleting: false, Object: not null } && OutlookOf(claimant) is Outlook.Unread or Outlook.Open { Desired.Principals.AreKnown: false })
            .Select(claimant => claimant.Object!),
    ];

    /// <summary>The strongest that any of them says.</summary>
    public Claim Of(Assignment assignment) => claimants.Select(claimant => Of(claimant, assignment)).DefaultIfEmpty(Claim.None).MaxBy(Strength);

    // One that wants it counts more than one that may.
    private static int Strength(Claim claim) => claim switch
    {
        Claim.Recorded => 3,
        Claim.Unrecorded => 2,
        Claim.Unknown => 1,
        _ => 0,
    };

    private Claim Of(Claimant claimant, Assignment assignment) => claimant switch
    {
        { Ledger: null } => Claim.Unknown,
        { IsDeleting: true } => Claim.None,
        { Object: null, Ledger: { } ledger } => Held(ledger, assignment),
        { Object: { } entity, Ledger: { } ledger } => OutlookOf(claimant) switch
        {
            Outlook.Forbidden => Claim.None,
            _ when Wishes.Paused(entity.Metadata) => Held(ledger, assignment),
            Outlook.Closed => Claim.None,
            Outlook.Invalid or Outlook.NoSet => Held(ledger, assignment),
            Outlook.Open open => Wanted(open.Desired, ledger, assignment),
            _ => Claim.Unknown,
        },
    };

    private static Claim Held(AccessLedger ledger, Assignment assignment) => ledger.Contains(assignment) ? Claim.Recorded : Claim.None;

    // What the other one just keeps for lack of knowledge counts as not recorded: two that keep the same thing must not both leave it to the other.
    private static Claim Wanted(AccountAssignmentDesired.Valid desired, AccessLedger ledger, Assignment assignment) => (desired.State.Contains(assignment), ledger.Contains(assignment)) switch
    {
        (true, true) => Claim.Recorded,
        (true, false) => Claim.Unrecorded,
        (false, true) when desired.IsHeld(assignment) => Claim.Unrecorded,
        _ when MayWant(desired, assignment) => Claim.Unknown,
        _ => Claim.None,
    };

    private static bool MayWant(AccountAssignmentDesired.Valid desired, Assignment assignment) =>
        assignment.PermissionSetArn == desired.State.PermissionSetArn && desired.State.Accounts.Contains(assignment.AccountId) && !desired.Principals.AreKnown;

    private Outlook OutlookOf(Claimant claimant) => _outlooks.TryGetValue(claimant.Uid, out var known) ? known : _outlooks[claimant.Uid] = outlooks.Of(claimant.Object!);
}
