using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What the deletion guard says to the revocations of a plan that it counts and has not let through before.</summary>
internal abstract record RevocationVerdict
{
    private RevocationVerdict()
    {
    }

    /// <summary>There are none.</summary>
    public sealed record NothingAsked : RevocationVerdict;

    /// <summary>Not all that would be revoked was seen: a plan that is judged in parts would pass in parts.</summary>
    public sealed record NotSeen : RevocationVerdict;

    /// <summary>They may be made, once they have been counted.</summary>
    /// <param name="Hash">Names them by their content alone.</param>
    /// <param name="Count">How many they are.</param>
    /// <param name="IsApproved">Whether somebody approved them, so that they do not count.</param>
    public sealed record Passes(string Hash, int Count, bool IsApproved) : RevocationVerdict;

    /// <summary>They are held back, all of them.</summary>
    /// <param name="Plan">What is held back, and why.</param>
    /// <param name="NeedsApproval">Whether they wait for an approval however much room there is.</param>
    public sealed record Held(AccountAssignmentPlan.Withhold Plan, bool NeedsApproval) : RevocationVerdict;
}
