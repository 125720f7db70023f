using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Gathers what the planner must know of the past, of others and of running work.</summary>
internal sealed class AccountAssignmentRuling(
    AssignmentRegister register, AccessGathering gathering, AssignmentLines lines, OrganizationDirectory organization, FactStore facts, RevocationCauses causes, OperatorSettings settings,
    SteadyClock time)
{
    // Others that are looked at at a time, and for how long: whoever asks is not kept waiting by what they ask for.
    private const int AtATime = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The rules for one plan, but for what the guard has to say and what AWS works on.</summary>
    /// <param name="stance">What is to become of what is recorded.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AccountAssignmentRules> RulesAsync(AccessStance stance, CancellationToken cancellationToken)
    {
        var claims = stance.Ledger.Tuples.All(held => stance.Wants(held) || stance.IsPassedOver(held)) ? null : await ClaimsAsync(stance.Key, stance.Ledger, cancellationToken);
        return new()
        {
            Management = stance.Management,
            LeavesAlone = stance.LeavesAlone,
            IsLeftAlone = stance.IsLeftAlone,
            IsDeleting = stance.IsDeleting,
            IsOwnerless = stance.IsOwnerless,
            Ledger = stance.Ledger,
            StandingOf = stance.StandingOf,
            ClaimOf = claims is null ? _ => Claim.None : claims.Of,
            AreClaimsOpen = claims?.Unread is { Count: > 0 },
            IsHeld = stance.IsHeld,
            ReasonOf = await causes.OfAsync(stance, cancellationToken),
            IsResting = resting => lines.IsResting(stance.Key, resting, isGrant: stance.Wants(resting)),
            GrantsWait = stance.GrantsWait,
            Approval = stance.Approval,
            ShrunkAccounts = organization.Current is { } known ? register.Shrunk(known, settings.Guard.MaxPercent) : new HashSet<string>(),
            NameOf = stance.NameOf,
            SetNameOf = arn => stance.SetOf(arn).Name ?? facts.NameOf(arn),
            AccountNameOf = id => organization.Current?.Accounts.GetValueOrDefault(id)?.Name,
        };
    }

    // Others that nobody has looked at since the start are looked at now: what they want must not be taken from them, nor wait for the sweep.
    private async Task<Claims> ClaimsAsync(ObjectKey key, AccessLedger ledger, CancellationToken cancellationToken)
    {
        var claims = register.ClaimsBeside(key, ledger.PermissionSetArns);
        if (claims.Unread is not { Count: > 0 } unread)
            return claims;
        var began = time.GetUtcNow();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, TaskScheduler = TaskScheduler.Current, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(unread, options, async (other, token) =>
        {
            if (time.GetUtcNow() - began < Patience)
                await gathering.GatherAsync(other, other.Status ?? new(), token);
        });
        return register.ClaimsBeside(key, ledger.PermissionSetArns);
    }
}
