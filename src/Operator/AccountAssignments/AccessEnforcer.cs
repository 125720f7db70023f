using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Does what is to be done about what is recorded for an owner that has no word in it: an object that cannot be read, or one that is gone.
/// </summary>
internal sealed class AccessEnforcer(
    AccessDecider decider, AccessRecordKeeper keeper, AssignmentRegister register, AssignmentLines lines, AccountAssignmentGuard guard, Stances stances)
{
    /// <summary>Decides, records, and hands over what is to be done.</summary>
    /// <param name="stance">What is recorded.</param>
    /// <param name="need">How good what is known of AWS has to be.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused a look.</exception>
    /// <exception cref="InstanceNotFoundException">The instance cannot be told, or cannot be managed.</exception>
    /// <exception cref="Records.RecordNotWrittenException">It could not be recorded; nothing is done.</exception>
    public async Task<Enforcement> EnforceAsync(AccessStance stance, AccessNeed need, CancellationToken cancellationToken)
    {
        if (stance.IsAtRest)
        {
            guard.LeaveAlone(stance.Key, stance.Approval.Shown);
            return Rest(stance, stance.Ledger);
        }

        if (await decider.DecideAsync(stance, need, keepsFailures: true, cancellationToken) is not var (decision, lookAgain))
            return new Enforcement.LeftToSweep();
        register.Remember(stance.Key, null, decision.Ledger.Count > 0);
        if (decision.Plan is Reconciliation.Plan<AccountAssignmentStep>.Nothing)
            return Rest(stance, decision.Ledger);
        await keeper.RecordAsync(stance, decision.Ledger, cancellationToken);
        guard.Recorded(stance.Key, decision);
        lines.Submit(stance.Owner, decision.Plan is Reconciliation.Plan<AccountAssignmentStep>.Do act ? act.Steps : [], stances.MayLeave(stance));
        return new Enforcement.UnderWay(decision, lookAgain, lines.FailuresOf(stance.Key));
    }

    private Enforcement.Through Rest(AccessStance stance, AccessLedger left)
    {
        lines.Submit(stance.Owner, [], _ => false);
        register.Remember(stance.Key, null, hasSurplus: false);
        return new(left);
    }
}

/// <summary>What became of it.</summary>
internal abstract record Enforcement
{
    private Enforcement()
    {
    }

    /// <summary>Nothing is left to be done.</summary>
    /// <param name="Left">What stays recorded.</param>
    public sealed record Through(AccessLedger Left) : Enforcement;

    /// <summary>Something is being done, awaited or held back; it is recorded.</summary>
    /// <param name="Decision">What was decided.</param>
    /// <param name="LookAgain">When it is to be looked at again for what is not known; null where whoever knows more will say so.</param>
    /// <param name="Failures">What AWS refused.</param>
    public sealed record UnderWay(Decision Decision, TimeSpan? LookAgain, IReadOnlyList<AssignmentFailure> Failures) : Enforcement;

    /// <summary>The sweep looks first.</summary>
    public sealed record LeftToSweep : Enforcement;
}
