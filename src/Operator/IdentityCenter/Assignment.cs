namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What can hold a permission set.</summary>
internal enum PrincipalKind
{
    /// <summary>A user.</summary>
    User,

    /// <summary>A group.</summary>
    Group,
}

/// <summary>A user or a group by its id, which need not exist any more: AWS keeps the assignments of principals that are gone.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Id">Id in the identity store.</param>
internal sealed record Principal(PrincipalKind Kind, string Id);

/// <summary>A user by user name, or a group by display name.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Name">The name.</param>
internal sealed record PrincipalName(PrincipalKind Kind, string Name);

/// <summary>One principal holds one permission set in one account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="PermissionSetArn">The permission set.</param>
/// <param name="Principal">Who.</param>
internal sealed record Assignment(string AccountId, string PermissionSetArn, Principal Principal)
{
    /// <summary>The pair that it is listed under.</summary>
    public AssignmentScope Pair => new AssignmentScope.Pair(AccountId, PermissionSetArn);

    /// <summary>The principal that it is listed under.</summary>
    public AssignmentScope Holder => new AssignmentScope.Holder(Principal);
}

/// <summary>What one list call of assignments covers.</summary>
internal abstract record AssignmentScope
{
    private AssignmentScope()
    {
    }

    /// <summary>All who hold a permission set in an account.</summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="PermissionSetArn">The permission set.</param>
    public sealed record Pair(string AccountId, string PermissionSetArn) : AssignmentScope;

    /// <summary>All that a principal holds, in all accounts.</summary>
    /// <param name="Principal">Who.</param>
    public sealed record Holder(Principal Principal) : AssignmentScope;
}

/// <summary>How assignments can be read.</summary>
internal enum AssignmentAccess
{
    /// <summary>Not tried yet.</summary>
    Unknown,

    /// <summary>One call a principal: AWS lets the management account do so.</summary>
    ByPrincipal,

    /// <summary>One call an (account, permission set) pair.</summary>
    ByPair,
}
