namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Whether two reads of a thing say the same. Order of lists carries no meaning in AWS.</summary>
internal static class FactComparer
{
    /// <summary>Whether nothing changed between two reads of a permission set.</summary>
    public static bool Same(PermissionSetFacts a, PermissionSetFacts b) =>
        Scalars(a).Equals(Scalars(b))
        && SameSet(a.ManagedPolicies, b.ManagedPolicies)
        && SameSet(a.CustomerManagedPolicies, b.CustomerManagedPolicies)
        && SameSet(a.Tags, b.Tags)
        && SameSet(a.CurrentAccounts, b.CurrentAccounts)
        && SameSet(a.OutdatedAccounts, b.OutdatedAccounts);

    private static object Scalars(PermissionSetFacts f) =>
        (f.Arn, f.Name, f.Description, f.SessionDuration, f.RelayState, f.InlinePolicy, f.BoundaryArn, f.BoundaryPolicy);

    private static bool SameSet<T>(IEnumerable<T> a, IEnumerable<T> b) => a.ToHashSet().SetEquals(b);
}
