using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Gathers what the planner must know of the past, of others and of running work.</summary>
internal sealed class AccountAssignmentRuling(
    AssignmentRegister register, AccessGathering gathering, AssignmentLines lines, OrganizationDirectory organization, FactStore facts, RevocationCauses causes, OperatorSettings settings)
{
    /// <summary>The rules for one plan, but for what the guard has to say and what AWS works on.</summary>
    /// <param name="stance">What is to become of what is recorded.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AccountAssignmentRules> RulesAsync(AccessStance stance, CancellationToken cancellationToken) => new()
    {
        Management = stance.Management,
        LeavesAlone = stance.LeavesAlone,
        IsLeftAlone = stance.IsLeftAlone,
        IsDeleting = stance.IsDeleting,
        IsOwnerless = stance.IsOwnerless,
        Ledger = stance.Ledger,
        StandingOf = stance.StandingOf,
        ClaimOf = stance.Ledger.Tuples.All(held => stance.Wants(held) || stance.IsPassedOver(held)) ? _ => Claim.None : (await ClaimsAsync(stance.Key, stance.Ledger, cancellationToken)).Of,
        IsHeld = stance.IsHeld,
        ReasonOf = await causes.OfAsync(stance, cancellationToken),
        IsResting = resting => lines.IsResting(stance.Key, resting),
        GrantsWait = stance.GrantsWait,
        Approval = stance.Approval,
        ShrunkAccounts = organization.Current is { } known ? register.Shrunk(known, settings.Guard.MaxPercent) : new HashSet<string>(),
        NameOf = stance.NameOf,
        SetNameOf = arn => stance.SetOf(arn).Name ?? facts.NameOf(arn),
        AccountNameOf = id => organization.Current?.Accounts.GetValueOrDefault(id)?.Name,
    };

    // Others that nobody has looked at since the start are looked at now: what they want must not be taken from them, nor wait for the sweep.
    private async Task<Claims> ClaimsAsync(ObjectKey key, AccessLedger ledger, CancellationToken cancellationToken)
    {
        var claims = register.ClaimsBeside(key, ledger.PermissionSetArns);
        if (claims.Unread is not { Count: > 0 } unread)
            return claims;
        await Task.WhenAll(unread.Select(other => gathering.GatherAsync(other, other.Status ?? new(), cancellationToken)));
        return register.ClaimsBeside(key, ledger.PermissionSetArns);
    }
}
