using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// The sweep's look at assignments. By principal it reads each group, and each user whom somebody here declares or who is known to hold something, and a few pairs more, so
/// that every pair is seen once a day: only pairs tell of users whom nobody here knows, and of principals that are gone. Otherwise it reads every pair.
/// </summary>
internal sealed class AssignmentSweep(AssignmentReader reader, PrincipalDirectory directory, InstanceLocator instances, FactStore facts, AuditNames names, OperatorSettings settings)
{
    // Two minutes of requests.
    private const int UnseenPairs = 2000;

    private int next;

    /// <summary>How assignments are read.</summary>
    public AssignmentAccess Access => reader.Access;

    /// <summary>Looks once at all assignments, and at the users and groups that somebody asked for.</summary>
    /// <param name="round">Makes the reads, and answers for their failures.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RoundAsync(SweepRound round, CancellationToken cancellationToken)
    {
        // A delegated administrator may not be told what the management account, which owns the instance, has.
        facts.ConcludeAssignments(unseen: reader.Access is AssignmentAccess.ByPrincipal ? null : instances.Found?.OwnerAccountId);
        directory.ForgetOthers();
        // A name that cannot be looked up is told by the object that gives it, and makes nothing else less known.
        await directory.RefreshUsersAsync(round.AskAsync, cancellationToken);
        var groups = await GroupsAsync(round, cancellationToken);
        if (reader.Access is not AssignmentAccess.ByPair)
        {
            await HoldersAsync(groups, round, cancellationToken);
        }

        var pairs = Pairs();
        foreach (var pair in reader.Access is AssignmentAccess.ByPrincipal ? Some(pairs) : pairs)
        {
            await round.LookAsync($"assignments of {Named.PermissionSet(pair.PermissionSetArn, names.PermissionSet(pair.PermissionSetArn).Name)} in {Named.Account(pair.AccountId, names.Account(pair.AccountId).Name)}", () => reader.PairAsync(pair, CallPriority.Sweep, cancellationToken));
        }
    }

    // Where assignments are read by pair, the list is of use only for those who asked for a group.
    private async Task<List<string>> GroupsAsync(SweepRound round, CancellationToken cancellationToken)
    {
        var groups = new List<string>();
        if (directory.HasGroups || reader.Access is not AssignmentAccess.ByPair)
        {
            await round.LookAsync("groups", async () => groups = await directory.RefreshGroupsAsync(round.AskAsync, cancellationToken));
        }

        return groups;
    }

    private async Task HoldersAsync(List<string> groups, SweepRound round, CancellationToken cancellationToken)
    {
        var holders = groups.Select(id => new Principal(PrincipalKind.Group, id)).Concat(directory.Users).Concat(facts.AssignmentHolders).Distinct().ToList();
        foreach (var holder in holders.TakeWhile(_ => reader.Access is not AssignmentAccess.ByPair))
        {
            await round.LookAsync($"assignments of {Named.Principal(holder.Kind is PrincipalKind.Group ? "group" : "user", holder.Id, names.Principal(holder).Name)}", () => HolderAsync(holder, cancellationToken));
        }
    }

    private async Task HolderAsync(Principal holder, CancellationToken cancellationToken)
    {
        if (await reader.TryHolderAsync(holder, CallPriority.Sweep, cancellationToken) || reader.Access is AssignmentAccess.ByPair)
            return;
        foreach (var pair in facts.PairsOf(holder))
            await reader.PairAsync(pair, CallPriority.Sweep, cancellationToken);
    }

    private List<AssignmentScope.Pair> Pairs() =>
    [
        .. from fact in facts.PermissionSets
           from account in fact.Value.CurrentAccounts.Concat(fact.Value.OutdatedAccounts)
           select new AssignmentScope.Pair(account, fact.Value.Arn),
    ];

    private IEnumerable<AssignmentScope.Pair> Some(List<AssignmentScope.Pair> pairs)
    {
        var count = Math.Min(pairs.Count, (int)Math.Ceiling(pairs.Count * (settings.SweepInterval / TimeSpan.FromDays(1))));
        var from = next;
        next = pairs.Count == 0 ? 0 : (next + count) % pairs.Count;
        return Enumerable.Range(from, count).Select(i => pairs[i % pairs.Count]).Union(Unseen(pairs));
    }

    // Who wants to know all assignments does not wait a day for those of users whom nobody here knows.
    private IEnumerable<AssignmentScope.Pair> Unseen(List<AssignmentScope.Pair> pairs) =>
        settings.SeesAllAssignments ? pairs.Where(pair => facts.Assignments.Of(pair) is Fact<IReadOnlySet<Assignment>>.Unknown).Take(UnseenPairs) : [];
}
