using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>Principals that hold one permission set in the same accounts: one AccountAssignment.</summary>
/// <param name="Principals">Groups first, by name.</param>
/// <param name="Accounts">Accounts by their 12 digits, in order.</param>
internal sealed record AccessBlock(IReadOnlyList<Principal> Principals, IReadOnlyList<string> Accounts)
{
    private const int MostPrincipals = 1000;
    private const int MostAccounts = 10_000;

    /// <summary>The blocks of one permission set, as few as there are different sets of accounts; cut where a resource would have more than it may.</summary>
    /// <param name="assignments">Who holds it where.</param>
    /// <param name="nameOf">What a principal is sorted by.</param>
    public static IEnumerable<AccessBlock> Of(IEnumerable<Assignment> assignments, Func<Principal, string> nameOf) =>
        from holder in assignments.GroupBy(assignment => assignment.Principal)
        let accounts = holder.Select(assignment => assignment.AccountId).Order(StringComparer.Ordinal).ToList()
        group holder.Key by string.Join(' ', accounts) into same
        let all = same.Key.Split(' ')
        let principals = same.OrderByDescending(principal => principal.Kind).ThenBy(nameOf, StringComparer.Ordinal).ThenBy(principal => principal.Id, StringComparer.Ordinal).ToList()
        from block in Cut(principals, all)
        orderby nameOf(block.Principals[0]), block.Accounts[0]
        select block;

    private static IEnumerable<AccessBlock> Cut(List<Principal> principals, string[] accounts) =>
        from some in accounts.Chunk(MostAccounts)
        from few in principals.Chunk(Math.Min(MostPrincipals, Math.Max(1, AccessState.MaxCount / some.Length)))
        select new AccessBlock(few, some);
}
