namespace LocalIdentityCenter.State;

/// <summary>All assignments of an instance, ordered for the two questions asked of them: who is at (account, set), and what has a principal.</summary>
internal sealed class AssignmentTable
{
    // Ordinal bounds of a range: the empty string is before and U+FFFF after every id.
    private const string First = "";
    private const string Last = "\uffff";

    private readonly SortedSet<Assignment> byPair = new(Comparer<Assignment>.Create(ComparePairs));
    private readonly SortedSet<Assignment> byPrincipal = new(Comparer<Assignment>.Create(ComparePrincipals));
    private readonly Dictionary<string, string> ids = [];

    public int Count => byPair.Count;

    public IEnumerable<Assignment> All => byPair;

    public bool Contains(Assignment assignment) => byPair.Contains(assignment);

    /// <summary>False when it was there already: assignments are a set.</summary>
    public bool Add(Assignment assignment)
    {
        var shared = Shared(assignment);
        return byPair.Add(shared) && byPrincipal.Add(shared);
    }

    public bool Remove(Assignment assignment) => byPair.Remove(assignment) && byPrincipal.Remove(assignment);

    public bool Any(string accountId, string permissionSetId) => At(accountId, permissionSetId).Any();

    public IEnumerable<Assignment> At(string accountId, string permissionSetId, Principal? after = null) =>
        byPair.GetViewBetween(
                new(accountId, permissionSetId, after ?? new(PrincipalType.GROUP, First)),
                new(accountId, permissionSetId, new(PrincipalType.USER, Last)))
            .SkipWhile(a => a.Principal.Equals(after));

    public IEnumerable<Assignment> In(string accountId) =>
        byPair.GetViewBetween(new(accountId, First, default), new(accountId, Last, default));

    public IEnumerable<Assignment> Of(Principal principal, Assignment? after = null) =>
        byPrincipal.GetViewBetween(after ?? new(First, First, principal), new(Last, Last, principal)).SkipWhile(a => a.Equals(after));

    // A saved state of many assignments repeats few ids: each is kept once.
    private Assignment Shared(Assignment a) => new(Shared(a.AccountId), Shared(a.PermissionSetId), a.Principal with { Id = Shared(a.Principal.Id) });

    private string Shared(string id) => ids.TryGetValue(id, out var known) ? known : ids[id] = id;

    private static int ComparePairs(Assignment x, Assignment y) =>
        string.CompareOrdinal(x.AccountId, y.AccountId) is var account and not 0 ? account
        : string.CompareOrdinal(x.PermissionSetId, y.PermissionSetId) is var set and not 0 ? set
        : x.Principal.CompareTo(y.Principal);

    private static int ComparePrincipals(Assignment x, Assignment y) =>
        x.Principal.CompareTo(y.Principal) is var principal and not 0 ? principal
        : string.CompareOrdinal(x.AccountId, y.AccountId) is var account and not 0 ? account
        : string.CompareOrdinal(x.PermissionSetId, y.PermissionSetId);
}
