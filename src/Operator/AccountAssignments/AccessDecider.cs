using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// From what is recorded and wanted, through a look at AWS, to a decision that the guard lets through. The order of the steps is what makes it safe: which instance it is about
/// and what was in flight is known first, what is not wanted any more is taken out of the queue, what is busy is marked, and only then AWS is looked at; others are asked after that.
/// </summary>
internal sealed class AccessDecider(
    InstanceWatch instances,
    OperationTracker operations,
    AssignmentLines lines,
    AssignmentSight sight,
    PermissionSetReferences references,
    FactReader sets,
    AccountAssignmentRuling ruling,
    AccountAssignmentGuard guard)
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimsTime = TimeSpan.FromSeconds(1);

    /// <summary>Decides.</summary>
    /// <param name="stance">What is recorded and wanted.</param>
    /// <param name="need">How good what is known of AWS has to be.</param>
    /// <param name="keepsFailures">Whether failures stay remembered that still concern the owner; a person who asks for a look asks for a new try, too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// The decision, and when it is to be looked at again for what is not known, null where whoever knows more will say so. No decision when it is left to the sweep to look.
    /// </returns>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused a look; what was known stays.</exception>
    /// <exception cref="InstanceNotFoundException">The instance cannot be told, or cannot be managed.</exception>
    public async Task<(Decision Decision, TimeSpan? LookAgain)?> DecideAsync(AccessStance stance, AccessNeed need, bool keepsFailures, CancellationToken cancellationToken)
    {
        await instances.UsableAsync(cancellationToken);
        stance = InInstance(stance with { Ledger = guard.Renewed(stance.Ledger, lines.FailuresOf(stance.Key), lines.RefusalOf(stance.Key, isGrant: false)) });
        var asked = stance.Asked;
        // What an earlier process may have left in flight is known before anything is read that is decided on.
        if (asked.Count > 0)
            await operations.RecognizedAsync(cancellationToken);
        stance = await WithStandingsAsync(stance, cancellationToken);
        lines.Keep(stance.Key, step => step is AccountAssignmentStep.Grant ? stance.Wants(step.Assignment) : !stance.Wants(step.Assignment) && !stance.IsPassedOver(step.Assignment));
        // Before the look: what ends between the two may have an effect that the look has not seen.
        var busy = asked.Where(one => IsBusy(stance, one)).ToHashSet();
        if (await LookAsync(stance, asked, need, cancellationToken) is not var (observed, isAll))
            return null;
        lines.ForgetFailures(stance.Key, failed => keepsFailures && (stance.Wants(failed) || stance.Ledger.Contains(failed)));
        var rules = await guard.AskedAsync(stance.Owner, await ruling.RulesAsync(stance, cancellationToken), cancellationToken) with { IsBusy = one => busy.Contains(one) || IsBusy(stance, one) };
        var decision = await guard.PassAsync(stance.Owner, rules, allowed => AccountAssignmentPlanner.Plan(stance.Desired, observed, allowed), cancellationToken);
        return (decision, LookAgainAfter(isAll, observed, rules));
    }

    /// <summary>What of assignments that are kept as they are AWS does not have any more, so that it may be forgotten for ever, and whether all of them are known. Calls are hardly ever made.</summary>
    /// <param name="kept">The assignments.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused a look.</exception>
    public async Task<(IReadOnlyCollection<Assignment> Gone, bool IsAllKnown)> GoneAsync(IReadOnlyCollection<Assignment> kept, CancellationToken cancellationToken)
    {
        var observed = await sight.RememberedAsync(kept, cancellationToken);
        if (!kept.Any(one => observed.Of(one) is Sighting.Absent))
            return ([], observed.Unknown.Count == 0);
        // As above: AWS may work on it still, also where an earlier process asked for it, and then it does not lack it for long.
        await operations.RecognizedAsync(cancellationToken);
        var busy = kept.Where(lines.IsBusy).ToHashSet();
        observed = await sight.RememberedAsync(kept, cancellationToken);
        return ([.. kept.Where(one => observed.Of(one) is Sighting.Absent && !busy.Contains(one) && !lines.IsBusy(one))], observed.Unknown.Count == 0);
    }

    private static TimeSpan? LookAgainAfter(bool isAll, ObservedAccess observed, AccountAssignmentRules rules) => (isAll, observed) switch
    {
        (false, _) => TimeSpan.Zero,
        (_, { IsUnsettled: true }) => SettlingTime,
        (_, { Obstacle: not null }) => AssignmentSight.RefusedFor,
        _ => rules.AreClaimsOpen ? ClaimsTime : null,
    };

    private async Task<(ObservedAccess Observed, bool IsAll)?> LookAsync(AccessStance stance, List<Assignment> asked, AccessNeed need, CancellationToken cancellationToken)
    {
        var sighted = asked.Count == 0 ? new AccessSight.Seen(Nothing) : await sight.LookAsync(asked, stance.Careful(need), cancellationToken);
        return sighted switch
        {
            AccessSight.Seen seen => (stance.Beside(seen.Observed), true),
            AccessSight.Partly partly => (stance.Beside(partly.Observed), false),
            _ => null,
        };
    }

    private static readonly ObservedAccess Nothing = new(new HashSet<Assignment>(), new HashSet<Assignment>());

    // Where only AWS can tell whose a permission set is that no PermissionSet declares, AWS is asked.
    private async Task<AccessStance> WithStandingsAsync(AccessStance stance, CancellationToken cancellationToken)
    {
        var open = stance.Standings.Where(standing => standing.Value is Standing.Unknown && !stance.LeavesAlone && references.IsUnread(standing.Key)).Select(standing => standing.Key).ToList();
        if (open.Count == 0)
            return stance;
        foreach (var arn in open)
            await sets.PermissionSetAsync(arn, cancellationToken);
        return stance with { Standings = stance.Standings.ToDictionary(standing => standing.Key, standing => references.StandingOf(standing.Key, stance.SetOf(standing.Key), stance.Namespace)) };
    }

    // It may have been judged before it was known which instance there is.
    private AccessStance InInstance(AccessStance stance) =>
        stance with { Standings = stance.Standings.ToDictionary(standing => standing.Key, standing => references.IsElsewhere(standing.Key) ? Standing.Elsewhere : standing.Value) };

    // What this owner is about to have done anyway goes on and is planned again.
    private bool IsBusy(AccessStance stance, Assignment one) => lines.IsBusy(one) && !lines.IsDoing(stance.Key, one, isGrant: stance.Wants(one));
}
