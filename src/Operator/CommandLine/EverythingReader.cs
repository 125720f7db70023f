using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Reads whole lists for commands, showing how far it has come: all permission sets, all assignments, the names of those who hold something.</summary>
internal sealed class EverythingReader(PermissionSetReader sets, AssignmentReader assignments, PrincipalDirectory directory, FactStore facts, Progress progress)
{
    /// <summary>All permission sets, by name.</summary>
    public async Task<IReadOnlyList<PermissionSetFacts>> SetsAsync(Instance instance, CancellationToken cancellationToken)
    {
        var arns = await sets.ListAsync(instance.Arn, facts.Arns, CallPriority.Edit, cancellationToken);
        await progress.EachAsync("Reading permission sets", arns, async (arn, token) => facts.Put(arn, await sets.ReadAsync(instance.Arn, arn, CallPriority.Edit, token)), cancellationToken);
        return [.. facts.PermissionSets.Select(fact => fact.Value).OrderBy(set => set.Name, StringComparer.Ordinal)];
    }

    /// <summary>
    /// All assignments of permission sets, pair by pair of account and permission set: only these lists tell of all who hold something, of users whom nobody named and of
    /// principals that are gone.
    /// </summary>
    public async Task<IReadOnlyCollection<Assignment>> AssignmentsAsync(IEnumerable<PermissionSetFacts> known, CancellationToken cancellationToken) =>
        await AssignmentsAsync([.. known.SelectMany(set => set.CurrentAccounts.Concat(set.OutdatedAccounts).Distinct().Select(account => new AssignmentScope.Pair(account, set.Arn)))], cancellationToken);

    /// <summary>All assignments of these pairs.</summary>
    public async Task<IReadOnlyCollection<Assignment>> AssignmentsAsync(IReadOnlyCollection<AssignmentScope.Pair> pairs, CancellationToken cancellationToken)
    {
        await progress.EachAsync("Reading assignments, by account and permission set", pairs, async (pair, token) => await assignments.PairAsync(pair, CallPriority.Edit, token), cancellationToken);
        return [.. pairs.SelectMany(pair => facts.Assignments.Of(pair) is Fact<IReadOnlySet<Assignment>>.Present list ? list.Value : (IEnumerable<Assignment>)[]).Distinct()];
    }

    /// <summary>Names of users and groups: groups by one list, users one by one. Null for one that does not exist any more, empty for one without a name, or of which AWS does not say whether it exists.</summary>
    public async Task<IReadOnlyDictionary<Principal, string?>> NamesAsync(IEnumerable<Principal> holders, CancellationToken cancellationToken)
    {
        var all = holders.Distinct().ToList();
        var (groups, users) = (all.Where(holder => holder.Kind is PrincipalKind.Group).ToList(), all.Where(holder => holder.Kind is PrincipalKind.User).ToList());
        groups.ForEach(group => directory.Known(group));
        if (groups.Count > 0)
        {
            progress.Begin("Reading groups");
            await directory.RefreshGroupsAsync(cancellationToken);
        }

        await progress.EachAsync("Reading users", users, async (user, token) => await directory.ExistsAsync(user, token), cancellationToken);
        return all.ToDictionary(holder => holder, holder => facts.PrincipalNames.Of(holder) switch
        {
            Fact<string>.Present found => found.Value,
            Fact<string>.Absent => null,
            _ => "",
        });
    }

    /// <summary>Names of permission sets by ARN; one that is gone meanwhile keeps its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SetNamesAsync(Instance instance, IEnumerable<string> arns, CancellationToken cancellationToken)
    {
        var all = arns.Distinct(StringComparer.Ordinal).ToList();
        await progress.EachAsync("Reading names of permission sets", [.. all.Where(arn => !facts.HasName(arn))], async (arn, token) =>
        {
            if (await sets.NameAsync(instance.Arn, arn, CallPriority.Edit, token) is { } name)
                facts.PutName(arn, name, DateTimeOffset.MinValue);
        }, cancellationToken);
        return all.ToDictionary(arn => arn, arn => facts.NameOf(arn) ?? arn[(arn.LastIndexOf('/') + 1)..]);
    }
}
