using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Finds out which assignments exist: from memory where that is good enough, and by as few calls as it takes where it is not. Where a permission set is not provisioned to
/// an account nothing is assigned; else one list tells of a principal, where AWS lets this caller read that, or of a pair of account and permission set.
/// </summary>
internal sealed class AssignmentSight(AssignmentReader reader, FactReader sets, FactStore facts)
{
    /// <summary>Lists that are read in one look at most.</summary>
    public const int ReadsAtMost = 100;

    // Requests under way at a time; how many a second is the budget's to say.
    private const int AtATime = 8;

    // What it takes to read one permission set with the accounts that have it.
    private const int ReadsOfOneSet = 8;

    /// <summary>Looks.</summary>
    /// <param name="assignments">What to look for.</param>
    /// <param name="need">How good the facts have to be.</param>
    /// <param name="cancellationToken">Stops waiting; what was read by then is kept.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task<AccessSight> LookAsync(IReadOnlyCollection<Assignment> assignments, AccessNeed need, CancellationToken cancellationToken)
    {
        var look = new Look(facts, need);
        var missing = look.Missing(assignments);
        if (missing.Count > 0 && need is AccessNeed.Whatever)
            return new AccessSight.LeftToSweep();
        if (missing.Count > 0)
            missing = await ReadAsync(look, missing, cancellationToken);
        var observed = look.Observe(assignments);
        return missing.Count == 0 ? new AccessSight.Seen(observed) : Partly(observed, assignments, missing);
    }

    /// <summary>What memory alone says, however old; makes no call.</summary>
    public ObservedAccess Remembered(IReadOnlyCollection<Assignment> assignments) => new Look(facts, new AccessNeed.Known()).Observe(assignments);

    private AccessSight.Partly Partly(ObservedAccess observed, IReadOnlyCollection<Assignment> asked, List<Assignment> missing)
    {
        var needed = Scopes(asked, []).Count;
        return new(observed, needed - Math.Min(needed, Scopes(missing, []).Count), needed);
    }

    private async Task<List<Assignment>> ReadAsync(Look look, List<Assignment> missing, CancellationToken cancellationToken)
    {
        await ReadSetsAsync(look, missing, cancellationToken);
        var (left, gone) = (look.Missing(missing), new HashSet<AssignmentScope>());
        for (var read = 0; left.Count > 0 && read < ReadsAtMost;)
        {
            var scopes = Scopes(left, gone);
            // The first list tells whether AWS lets this caller read by principal.
            var some = scopes.Take(reader.Access is AssignmentAccess.Unknown ? 1 : ReadsAtMost - read).ToList();
            await ReadAsync(some, gone, cancellationToken);
            (read, left) = (read + some.Count, look.Missing(left));
        }

        return left;
    }

    // Where many lists would have to be read, the accounts that have the set may spare most of them.
    private async Task ReadSetsAsync(Look look, List<Assignment> missing, CancellationToken cancellationToken)
    {
        foreach (var ofSet in missing.GroupBy(assignment => assignment.PermissionSetArn))
        {
            if (!look.KnowsAccountsOf(ofSet.Key) && Scopes([.. ofSet], []).Count > ReadsOfOneSet)
                await sets.PermissionSetAsync(ofSet.Key, cancellationToken);
        }
    }

    private async Task ReadAsync(List<AssignmentScope> scopes, HashSet<AssignmentScope> gone, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(scopes, options, async (scope, token) =>
        {
            if (scope is AssignmentScope.Pair pair)
                await reader.PairAsync(pair, CallPriority.Edit, token);
            else if (scope is AssignmentScope.Holder holder && !await TryHolderAsync(holder, token))
                lock (gone)
                    gone.Add(holder);
        });
    }

    // AWS may not answer for a principal that was deleted, although its assignments are still there: then their pairs tell.
    private async Task<bool> TryHolderAsync(AssignmentScope.Holder holder, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.TryHolderAsync(holder.Principal, CallPriority.Edit, cancellationToken);
        }
        catch (ResourceNotFoundException)
        {
            return false;
        }
    }

    // Whichever takes fewer calls.
    private List<AssignmentScope> Scopes(IReadOnlyCollection<Assignment> assignments, HashSet<AssignmentScope> gone)
    {
        var pairs = assignments.Select(assignment => assignment.Pair).Distinct().ToList();
        if (reader.Access is AssignmentAccess.ByPair)
            return pairs;
        var holders = assignments.Select(assignment => gone.Contains(assignment.Holder) ? assignment.Pair : assignment.Holder).Distinct().ToList();
        return holders.Count <= pairs.Count ? holders : pairs;
    }

    /// <summary>What facts say, as far as they are good enough.</summary>
    private sealed class Look(FactStore facts, AccessNeed need)
    {
        public List<Assignment> Missing(IReadOnlyCollection<Assignment> assignments)
        {
            var accounts = AccountsOf(assignments);
            return [.. assignments.Where(assignment => Of(assignment, accounts) is Sighting.Unknown)];
        }

        public ObservedAccess Observe(IReadOnlyCollection<Assignment> assignments)
        {
            var accounts = AccountsOf(assignments);
            var seen = assignments.ToLookup(assignment => Of(assignment, accounts));
            return new(seen[Sighting.Present].ToHashSet(), seen[Sighting.Unknown].ToHashSet());
        }

        public bool KnowsAccountsOf(string arn) => AccountsOf(arn) is not null;

        private Sighting Of(Assignment assignment, Dictionary<string, HashSet<string>?> accounts) => facts.Assignment(assignment) switch
        {
            Fact<Assignment>.Present { StaleSince: null } present when IsGood(present.ReadAt) => Sighting.Present,
            Fact<Assignment>.Absent absent when IsGood(absent.ReadAt) => Sighting.Absent,
            _ => accounts[assignment.PermissionSetArn]?.Contains(assignment.AccountId) == false ? Sighting.Absent : Sighting.Unknown,
        };

        private Dictionary<string, HashSet<string>?> AccountsOf(IReadOnlyCollection<Assignment> assignments) =>
            assignments.Select(assignment => assignment.PermissionSetArn).Distinct().ToDictionary(arn => arn, AccountsOf);

        // Null where nobody knows.
        private HashSet<string>? AccountsOf(string arn) => facts.PermissionSet(arn) switch
        {
            Fact<PermissionSetFacts>.Present { StaleSince: null } set when IsGood(set.ReadAt) => [.. set.Value.CurrentAccounts, .. set.Value.OutdatedAccounts],
            Fact<PermissionSetFacts>.Absent gone when IsGood(gone.ReadAt) => [],
            _ => null,
        };

        private bool IsGood(DateTimeOffset readAt) => need is not AccessNeed.Since { At: var at } || readAt >= at;
    }
}
