using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What is the case with an assignment that the object wants.</summary>
internal enum WantedCase
{
    /// <summary>AWS has it.</summary>
    Settled,

    /// <summary>To be assigned now.</summary>
    Due,

    /// <summary>AWS works on it.</summary>
    Running,

    /// <summary>AWS refused it; it is tried again later.</summary>
    Resting,

    /// <summary>Nothing can be assigned now.</summary>
    Waiting,

    /// <summary>AWS lacks it, and the object only observes.</summary>
    Lacking,

    /// <summary>Nobody has looked yet whether AWS has it.</summary>
    Unknown,
}

/// <summary>What is the case with an assignment that is in the object's ledger and not wanted.</summary>
internal enum SurplusCase
{
    /// <summary>It is of another instance than the one that is managed: nothing is known of it, and nothing done.</summary>
    Elsewhere,

    /// <summary>AWS does not have it any more.</summary>
    Gone,

    /// <summary>Another object wants it and has recorded it: from now on it is that object's alone.</summary>
    Released,

    /// <summary>Another object wants or keeps it, and has not taken it over: this one remembers it.</summary>
    Shared,

    /// <summary>Another object wants it and is about to record it; until then this one, which is going, remembers it.</summary>
    Awaited,

    /// <summary>It is left alone: it is not wanted only for lack of knowledge, or nothing of the object is touched at present.</summary>
    Held,

    /// <summary>Its permission set is not this cluster's (any more): it stays recorded, and nothing is done about it.</summary>
    Foreign,

    /// <summary>It is not known whether AWS has it, or whether another object wants it.</summary>
    Unknown,

    /// <summary>AWS works on it.</summary>
    Running,

    /// <summary>AWS refused its revocation; it is tried again later.</summary>
    Resting,

    /// <summary>To be revoked.</summary>
    Revocable,

    /// <summary>It would be revoked, did the object not only observe.</summary>
    Excess,
}

/// <summary>Every assignment that an object wants or has in its ledger, by what is the case with it; in a fixed order.</summary>
internal sealed class AccessSurvey
{
    private readonly ILookup<WantedCase, Assignment> _wanted;
    private readonly ILookup<SurplusCase, Assignment> _surplus;
    private readonly HashSet<string> _accountsToAssign;
    private readonly HashSet<string> _accountsWaiting;

    /// <summary>Looks at each assignment once.</summary>
    public AccessSurvey(AccessState? desired, ObservedAccess observed, AccountAssignmentRules rules)
    {
        Desired = desired;
        _wanted = (desired?.Tuples ?? []).ToLookup(assignment => CaseOf(assignment, observed, rules));
        _surplus = rules.Ledger.Tuples.Where(assignment => desired?.Contains(assignment) != true)
            .OrderBy(assignment => assignment.PermissionSetArn, StringComparer.Ordinal)
            .ThenBy(assignment => assignment.Principal.Kind).ThenBy(assignment => assignment.Principal.Id, StringComparer.Ordinal)
            .ThenBy(assignment => assignment.AccountId, StringComparer.Ordinal)
            .ToLookup(assignment => SurplusOf(assignment, observed, rules));
        _accountsToAssign = Accounts(WantedCase.Due, WantedCase.Running, WantedCase.Unknown);
        _accountsWaiting = rules.IsFull ? [] : Accounts(WantedCase.Waiting);
    }

    /// <summary>What is wanted; null for nothing.</summary>
    public AccessState? Desired { get; }

    /// <summary>Whether it is known of all that is not wanted whether AWS has it and whether others want it.</summary>
    public bool IsSeen => !_surplus.Contains(SurplusCase.Unknown);

    /// <summary>What is wanted and is the case.</summary>
    public IEnumerable<Assignment> this[WantedCase wanted] => _wanted[wanted];

    /// <summary>What is not wanted and is the case.</summary>
    public IEnumerable<Assignment> this[SurplusCase surplus] => _surplus[surplus];

    /// <summary>
    /// Whether a revocation comes after an assignment that is still to be made: in the same account, so that AWS never takes the role away that it is about to need
    /// again under another name; and, where one permission set replaces another, so that people are not left without either. What AWS refused holds nothing up.
    /// </summary>
    public bool ComesLater(Assignment surplus) =>
        _accountsToAssign.Contains(surplus.AccountId) || (surplus.PermissionSetArn != Desired?.PermissionSetArn && _accountsWaiting.Contains(surplus.AccountId));

    private HashSet<string> Accounts(params WantedCase[] cases) => [.. cases.SelectMany(wanted => _wanted[wanted]).Select(assignment => assignment.AccountId)];

    private static WantedCase CaseOf(Assignment assignment, ObservedAccess observed, AccountAssignmentRules rules) => (observed.Of(assignment), rules.IsBusy(assignment)) switch
    {
        (Sighting.Unknown, _) => WantedCase.Unknown,
        (_, true) => WantedCase.Running,
        (Sighting.Present, _) => WantedCase.Settled,
        _ when rules.Management is ManagementPolicy.Observe => WantedCase.Lacking,
        _ when rules.IsResting(assignment) => WantedCase.Resting,
        _ when rules.GrantsWait is not null => WantedCase.Waiting,
        _ => WantedCase.Due,
    };

    // Of another instance nothing is known, also not that it lacks anything. What AWS still works on is never gone: a crash may have come between the request and its effect. The
    // right to the permission set comes before all that an object may say.
    private static SurplusCase SurplusOf(Assignment assignment, ObservedAccess observed, AccountAssignmentRules rules) =>
        (observed.Of(assignment), rules.IsBusy(assignment), rules.StandingOf(assignment)) switch
        {
            (_, _, Standing.Elsewhere) => SurplusCase.Elsewhere,
            (Sighting.Absent, false, _) => SurplusCase.Gone,
            (_, _, Standing.Foreign) => SurplusCase.Foreign,
            (_, _, not Standing.Lost) when rules.LeavesAlone || rules.IsLeftAlone(assignment) => SurplusCase.Held,
            var (seen, isBusy, standing) => Judged(seen, isBusy, standing, assignment, rules),
        };

    private static SurplusCase Judged(Sighting seen, bool isBusy, Standing standing, Assignment assignment, AccountAssignmentRules rules) => (rules.ClaimOf(assignment), isBusy, seen) switch
    {
        (Claim.Recorded, _, _) => SurplusCase.Released,
        (Claim.Unrecorded, _, _) when rules.IsDeleting => SurplusCase.Awaited,
        (Claim.Unrecorded or Claim.Passive, _, _) => SurplusCase.Shared,
        (_, true, _) => SurplusCase.Running,
        _ when !rules.IsDeleting && standing is not Standing.Lost && rules.IsHeld(assignment) => SurplusCase.Held,
        (Claim.Unknown, _, _) or (_, _, Sighting.Unknown) => SurplusCase.Unknown,
        _ when standing is Standing.Unknown => SurplusCase.Unknown,
        _ when rules.IsResting(assignment) => SurplusCase.Resting,
        _ when standing is not Standing.Lost && rules.Management is ManagementPolicy.Observe => SurplusCase.Excess,
        _ => SurplusCase.Revocable,
    };
}
