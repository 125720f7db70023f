using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What the planner decided.</summary>
/// <param name="Plan">What is done. A plan that has nothing more to do, waits or is withheld may still come with another ledger.</param>
/// <param name="Ledger">What must stand in status before the plan is carried out.</param>
internal sealed record Decision(AccountAssignmentPlan Plan, AccessLedger Ledger)
{
    /// <summary>
    /// What this plan lets through the deletion guard for the first time, which must be counted before the ledger is written; null for nothing. It may be more than the
    /// plan carries out now: others follow when new assignments in their accounts are made.
    /// </summary>
    public RevocationVerdict.Passes? Admission { get; init; }

    /// <summary>What the deletion guard holds back, also while the plan does something else; null when nothing is.</summary>
    public RevocationVerdict.Held? Held { get; init; }

    /// <summary>Whether all that is not wanted was seen, so that what is held back is known, and so is what an approval was about.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Whether nothing was in the ledger before.</summary>
    public bool HeldNothing { get; init; }

    /// <summary>Whether something comes into the ledger that was there already, given by others.</summary>
    public bool Adopts { get; init; }

    /// <summary>Everything in which AWS differs from what is wanted, whether or not something is done about it now.</summary>
    public ValueList<AccountAssignmentStep> Differences { get; init; } = [];

    /// <summary>How many assignments there shall be, and are.</summary>
    public AccessCounts Counts { get; init; } = new(0, 0, 0, 0);
}

/// <summary>How many assignments there shall be, and are. What nobody has looked at counts as pending.</summary>
/// <param name="Desired">Wanted.</param>
/// <param name="Assigned">Wanted, and AWS has them.</param>
/// <param name="Pending">Still to be assigned or revoked.</param>
/// <param name="Failed">Refused by AWS, and tried again later.</param>
internal sealed record AccessCounts(int Desired, int Assigned, int Pending, int Failed);
