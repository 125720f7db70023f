using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Finds out which principals are gone for certain. What they held gives nothing to anybody, so the deletion guard need not be asked; and since it is not, an identity
/// store that finds nobody at all is not believed.
/// </summary>
internal sealed class VanishedPrincipals(PrincipalDirectory directory, FactStore facts, ILogger<VanishedPrincipals> log)
{
    // Principals that are asked for in one pass; a look at more of them goes on in the next.
    private const int AtATime = 50;

    // So many that were there before may be gone themselves.
    private const int Witnesses = 3;

    /// <summary>Those of these principals that the identity store does not have, while it does find others. In doubt one is there.</summary>
    public async Task<IReadOnlySet<Principal>> AmongAsync(IEnumerable<Principal> principals, CancellationToken cancellationToken)
    {
        try
        {
            var gone = new HashSet<Principal>();
            foreach (var principal in principals.Distinct().OrderBy(IsKnownToExist).Take(AtATime).ToList())
            {
                if (await directory.ExistsAsync(principal, cancellationToken) is Fact<string>.Absent && await IsProvenAsync(principal, cancellationToken))
                    gone.Add(principal);
            }

            return gone.Count > 0 && await FindsAnybodyAsync(gone, cancellationToken) ? gone : new HashSet<Principal>();
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            log.LogWarning(e, "It could not be found out whether principals still exist; they are taken to.");
            return new HashSet<Principal>();
        }
    }

    // AWS may not have said of whom it spoke when it was asked last.
    private async Task<bool> IsProvenAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (!directory.IsProvenGone(principal))
            await directory.AskAsync(principal, cancellationToken);
        return directory.IsProvenGone(principal);
    }

    private bool IsKnownToExist(Principal principal) => facts.PrincipalNames.Of(principal) is Fact<string>.Present;

    private async Task<bool> FindsAnybodyAsync(IReadOnlySet<Principal> gone, CancellationToken cancellationToken)
    {
        var witnesses = facts.Principals.Present.Select(known => new Principal(known.Key.Kind, known.Value.Value))
            .Concat(facts.PrincipalNames.Present.Select(known => known.Key)).Distinct().Where(known => !gone.Contains(known)).Take(Witnesses).ToList();
        foreach (var witness in witnesses)
        {
            if (await directory.AskAsync(witness, cancellationToken) is Fact<string>.Present)
                return true;
        }

        return false;
    }
}
