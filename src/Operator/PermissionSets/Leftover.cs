namespace IdentityCenterOperator.PermissionSets;

/// <summary>What is to become of a permission set that nobody holds and that AWS has in accounts.</summary>
public enum Leftover
{
    /// <summary>Somebody holds it, or it is not known whether anybody does.</summary>
    None,

    /// <summary>AWS is expected to take it away from the accounts.</summary>
    Awaited,

    /// <summary>AWS has had time enough: it is asked to delete it.</summary>
    ToBeTried,

    /// <summary>AWS refused a moment ago.</summary>
    Refused,
}
