using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The assignments that one object wants: each principal holds the permission set in each account.</summary>
/// <param name="PermissionSetArn">The permission set.</param>
/// <param name="Accounts">Accounts by their 12 digits.</param>
/// <param name="Principals">Users and groups by their ids.</param>
internal sealed record AccessState(string PermissionSetArn, ValueSet<string> Accounts, ValueSet<Principal> Principals)
{
    /// <summary>The most assignments that one object may want.</summary>
    public const int MaxCount = 20_000;

    /// <summary>Number of assignments.</summary>
    public long Count => (long)Accounts.Count * Principals.Count;

    /// <summary>
    /// All of them, always in the same order: neighbours are of different accounts, since AWS works on one assignment at a time in an account.
    /// </summary>
    public IEnumerable<Assignment> Tuples =>
        from principal in Principals
        from account in Accounts
        select new Assignment(account, PermissionSetArn, principal);

    /// <summary>Whether it is one of them; costs no walk over all.</summary>
    public bool Contains(Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return assignment.PermissionSetArn == PermissionSetArn && Accounts.Contains(assignment.AccountId) && Principals.Contains(assignment.Principal);
    }
}
