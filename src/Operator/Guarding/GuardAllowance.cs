namespace IdentityCenterOperator.Guarding;

/// <summary>How much is, or may be, taken away.</summary>
/// <param name="Revocations">Assignments.</param>
/// <param name="PermissionSets">Permission sets.</param>
public readonly record struct GuardAllowance(int Revocations, int PermissionSets)
{
    /// <summary>Whether this much fits.</summary>
    public bool Covers(int revocations, int permissionSets) => revocations <= Revocations && permissionSets <= PermissionSets;
}
