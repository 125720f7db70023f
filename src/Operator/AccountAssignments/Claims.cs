using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// What some objects say of assignments, at one moment. Of thousands of objects few have to do with one assignment: only of those that may, all is found out that they ask
/// for, and kept.
/// </summary>
/// <param name="claimants">The objects.</param>
/// <param name="outlooks">Tells what they ask for.</param>
/// <param name="standingOf">How what an object has recorded under a permission set stands.</param>
internal sealed class Claims(IReadOnlyCollection<Claimant> claimants, Outlooks outlooks, Func<Claimant, string, Standing> standingOf)
{
    private readonly Dictionary<string, Outlook> _outlooks = [];
    private readonly Dictionary<(string Uid, string Arn), Standing> _standings = [];
    private readonly Dictionary<Principal, HashSet<string>> _naming = [];

    /// <summary>Objects of which it cannot be told yet what they want, since AWS has not been read that far.</summary>
    public IReadOnlyList<AccountAssignment> Unread =>
    [
        .. claimants.Where(claimant => claimant is { IsDeleting: false, Object: { } entity } && !outlooks.IsRead(entity) && OutlookOf(claimant) is Outlook.Unread or Outlook.Open { Desired.Principals.AreKnown: false })
            .Select(claimant => claimant.Object!),
    ];

    /// <summary>The strongest that any of them says.</summary>
    public Claim Of(Assignment assignment)
    {
        var strongest = Claim.None;
        foreach (var claimant in claimants.Where(claimant => MayConcern(claimant, assignment)))
        {
            if (Of(claimant, assignment) is var claim && Strength(claim) > Strength(strongest))
                strongest = claim;
            if (strongest is Claim.Recorded)
                break;
        }

        return strongest;
    }

    // Whether an object may say anything of it: it has it recorded, or names its principal and its account.
    private bool MayConcern(Claimant claimant, Assignment assignment) => claimant switch
    {
        { IsDeleting: true } => false,
        { Object: null } or { Ledger: null } => true,
        { Object: { } entity, Ledger: { } ledger } => ledger.Contains(assignment) || (Naming(assignment.Principal).Contains(claimant.Uid) && outlooks.MayTarget(entity, assignment.AccountId)),
    };

    private HashSet<string> Naming(Principal principal) => _naming.TryGetValue(principal, out var known)
        ? known
        : _naming[principal] = [.. claimants.Where(claimant => claimant.Object is { } entity && outlooks.MayName(entity, principal)).Select(claimant => claimant.Uid)];

    // One that wants it counts more than one that may.
    private static int Strength(Claim claim) => claim switch
    {
        Claim.Recorded => 4,
        Claim.Unrecorded => 3,
        Claim.Passive => 2,
        Claim.Unknown => 1,
        _ => 0,
    };

    // The right to the permission set comes first: without it nothing that an object says, or fails to say, is a claim.
    private Claim Of(Claimant claimant, Assignment assignment) => claimant switch
    {
        { IsDeleting: true } => Claim.None,
        _ when StandingOf(claimant, assignment.PermissionSetArn) is Standing.Lost => Claim.None,
        { Object: null } => Held(claimant, assignment),
        { Object: { } entity } => OutlookOf(claimant) switch
        {
            _ when Wishes.Paused(entity.Metadata) => Held(claimant, assignment),
            Outlook.Forbidden or Outlook.Closed => Claim.None,
            Outlook.Invalid => Held(claimant, assignment),
            Outlook.NoSet { Desired: { } desired } => desired.Keeps(assignment) ? Held(claimant, assignment) : Claim.None,
            Outlook.NoSet => Held(claimant, assignment),
            Outlook.Open open => Wanted(entity, open.Desired, claimant.Ledger, assignment),
            _ => Claim.Unknown,
        },
    };

    private Standing StandingOf(Claimant claimant, string arn) =>
        _standings.TryGetValue((claimant.Uid, arn), out var known) ? known : _standings[(claimant.Uid, arn)] = standingOf(claimant, arn);

    // What an object holds whose record cannot be taken as it is, nobody knows.
    private static Claim Held(Claimant claimant, Assignment assignment) =>
        claimant.Ledger is not { } ledger ? Claim.Unknown : ledger.Contains(assignment) ? Claim.Recorded : Claim.None;

    // What the other one just keeps for lack of knowledge is no record: two that keep the same thing must not both leave it to the other.
    private static Claim Wanted(AccountAssignment other, AccountAssignmentDesired.Valid desired, AccessLedger? ledger, Assignment assignment) =>
        (desired.State.Contains(assignment), other.Spec.ManagementPolicy, ledger?.Contains(assignment)) switch
        {
            (true, ManagementPolicy.Observe, _) => Claim.Passive,
            (true, _, true) => Claim.Recorded,
            (true, _, _) => Claim.Unrecorded,
            (false, _, true) when desired.IsHeld(assignment) => Claim.Passive,
            (false, _, null) when desired.IsHeld(assignment) => Claim.Unknown,
            _ when MayWant(desired, assignment) => Claim.Unknown,
            _ => Claim.None,
        };

    private static bool MayWant(AccountAssignmentDesired.Valid desired, Assignment assignment) =>
        assignment.PermissionSetArn == desired.State.PermissionSetArn && desired.State.Accounts.Contains(assignment.AccountId) && !desired.Principals.AreKnown;

    private Outlook OutlookOf(Claimant claimant) => _outlooks.TryGetValue(claimant.Uid, out var known) ? known : _outlooks[claimant.Uid] = outlooks.Of(claimant.Object!);
}
