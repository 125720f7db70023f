namespace Operator.Tests.AccountAssignments.Year;

/// <summary>What was true of the company since the last rest and is no more. The operator may not have seen it change when it read a resource.</summary>
internal sealed class Former
{
    /// <summary>Groups that are gone.</summary>
    public List<(string Name, string Id)> Groups { get; } = [];

    /// <summary>Accounts as they were before each change.</summary>
    public List<YearAccount> Accounts { get; } = [];

    /// <summary>All that a grant may have been taken to mean.</summary>
    public IEnumerable<Holding> Wanted(Grant grant, Company company, DateTimeOffset now) => grant.Wanted(
        company.Accounts.Values.Concat(Accounts),
        [.. grant.Holders(company), .. Groups.Where(group => grant.Groups.Contains(group.Name)).Select(group => $"GROUP {group.Id}")],
        now);

    /// <summary>From now on everything is seen as it is.</summary>
    public void Clear()
    {
        Groups.Clear();
        Accounts.Clear();
    }
}
