using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Who holds a permission set, in words, as far as it is known: AccountAssignments, and principals that no AccountAssignment speaks of.</summary>
internal sealed class PermissionSetHolders
{
    private const string ByArn = "permission-sets/granted";

    private readonly ObjectStore<AccountAssignment> _assignments;
    private readonly FactStore _facts;

    /// <summary>Adds its index to the store of AccountAssignments.</summary>
    public PermissionSetHolders(ObjectStore<AccountAssignment> assignments, FactStore facts)
    {
        (_assignments, _facts) = (assignments, facts);
        assignments.AddIndex(ByArn, assignment => ArnsOf(assignment).Distinct());
    }

    /// <summary>The holders of a permission set; the objects come first.</summary>
    public ValueList<string> Of(string arn)
    {
        var objects = _assignments.ByIndex(ByArn, arn).OrderBy(stored => stored.Key.ToString(), StringComparer.Ordinal).ToList();
        var declared = objects.SelectMany(stored => stored.Value?.Status?.Granted ?? []).Select(granted => granted.Id).ToHashSet();
        return [.. objects.Select(stored => $"AccountAssignment {stored.Key}"), .. Undeclared(arn, declared).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The permission sets that an AccountAssignment has in its ledger.</summary>
    public static IEnumerable<string> ArnsOf(AccountAssignment? assignment) => (assignment?.Status?.Granted ?? []).Select(granted => granted.PermissionSetArn);

    private IEnumerable<string> Undeclared(string arn, HashSet<string> declared) =>
        from list in _facts.Assignments.Present
        where list.Key is AssignmentScope.Pair pair && pair.PermissionSetArn == arn
        from assignment in list.Value.Value
        where !declared.Contains(assignment.Principal.Id)
        select $"{(assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user")} {NameOf(assignment.Principal)}";

    private string NameOf(Principal principal) =>
        _facts.PrincipalNames.Of(principal) is Fact<string>.Present { Value.Length: > 0 } known ? Quoted.Text(known.Value) : principal.Id;
}
