using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Gathers what the planner must know of the past, of others and of running work.</summary>
internal sealed class AccountAssignmentRuling(
    AssignmentRegister register, AccessGathering gathering, AssignmentLines lines, OrganizationDirectory organization, InstanceLocator instances, FactStore facts, RevocationCauses causes,
    OperatorSettings settings, SteadyClock time)
{
    // Others that are looked at at a time, and for how long: whoever asks is not kept waiting by what they ask for.
    private const int AtATime = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The rules for one plan, but for what the guard has to say and what AWS works on.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="ledger">What stands in its status.</param>
    /// <param name="deleting">Whether it is being deleted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AccountAssignmentRules> RulesAsync(
        AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, AccessLedger ledger, bool deleting, CancellationToken cancellationToken)
    {
        var key = assignment.Metadata.Key;
        var open = deleting ? null : outlook as Outlook.Open;
        // A namespace that may not use the permission set keeps nothing by asking the operator to look the other way.
        var isForbidden = outlook is Outlook.Forbidden;
        var claims = ledger.Tuples.All(held => open?.Desired.State.Contains(held) == true) ? null : await ClaimsAsync(key, ledger, cancellationToken);
        var reasonOf = await causes.OfAsync(assignment, status, outlook, ledger, deleting, cancellationToken);
        return new()
        {
            Management = isForbidden ? ManagementPolicy.Enforce : assignment.Spec.ManagementPolicy,
            Deletion = isForbidden ? DeletionPolicy.Delete : assignment.Spec.DeletionPolicy,
            IsDeleting = deleting,
            Ledger = ledger,
            IsElsewhere = held => instances.Found?.Has(held.PermissionSetArn) == false,
            ClaimOf = claims is null ? _ => Claim.None : claims.Of,
            AreClaimsOpen = claims?.Unread is { Count: > 0 },
            IsHeld = held => IsHeld(open, held),
            ReasonOf = reasonOf,
            IsResting = resting => lines.IsResting(key, resting, isGrant: open?.Desired.State.Contains(resting) == true),
            GrantsWait = open is null ? null : GrantsWait(open),
            Approval = new(Wishes.Approval(assignment.Metadata), status.LastApproval, AccountAssignmentReport.ShownPlan(status)),
            ShrunkAccounts = organization.Current is { } known ? register.Shrunk(known, settings.Guard.MaxPercent) : new HashSet<string>(),
            NameOf = NamesIn(open, status),
            SetNameOf = arn => open?.Set.Arn == arn ? open.Set.Name : facts.NameOf(arn),
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
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(unread, options, async (other, token) =>
        {
            if (time.GetUtcNow() - began < Patience)
                await gathering.GatherAsync(other, other.Status ?? new(), token);
        });
        return register.ClaimsBeside(key, ledger.PermissionSetArns);
    }

    // Where nothing is wanted any more, only what AWS cannot revoke is left alone. Where the permission set was replaced, the old one is kept until the new one can be assigned.
    private bool IsHeld(Outlook.Open? open, Assignment held) => open is null
        ? organization.Current is { } known && known.Accounts.GetValueOrDefault(held.AccountId)?.State != AccountFinder.Active
        : open.Desired.IsHeld(held) || (open.Set.NotYet is not null && held.PermissionSetArn != open.Set.Arn);

    private static AccountAssignmentPlan.Wait? GrantsWait(Outlook.Open open) => (open.Set.NotYet, open.Desired.GrantsWait) switch
    {
        ({ } objection, _) => new(objection.Reason, objection.Message),
        (_, { } message) => new(Reason.AccountNotFound, message),
        _ => null,
    };

    private Func<Principal, string?> NamesIn(Outlook.Open? open, AccountAssignmentStatus status)
    {
        var found = (open?.Desired.Principals.Findings ?? []).OfType<PrincipalFinding.Found>().DistinctBy(one => one.Principal).ToDictionary(one => one.Principal, one => one.Name);
        return principal => found.GetValueOrDefault(principal)
            ?? (facts.PrincipalNames.Of(principal) as Fact<string>.Present)?.Value
            ?? status.Principals?.FirstOrDefault(recorded => recorded.Id == principal.Id)?.Name;
    }
}
