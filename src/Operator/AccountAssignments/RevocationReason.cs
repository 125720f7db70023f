namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Why an assignment that is recorded is wanted no longer. What follows from a person's change is counted by the deletion guard; what had to come is not.</summary>
internal enum RevocationReason
{
    /// <summary>The spec was changed: it names fewer people or accounts, another permission set, or a time that is not now. Counted.</summary>
    Edit,

    /// <summary>The object, or its namespace, was deleted, or an admin asked for the revocation of what a record keeps. Counted.</summary>
    Deletion,

    /// <summary>The spec is as it was, and the organization or the identity store is not: an account left, moved or lost a tag, a name came to mean somebody else. Counted.</summary>
    Shrunk,

    /// <summary>The end that was declared has come while the object stood unchanged. Not counted, and never held back.</summary>
    Expired,

    /// <summary>The namespace may not use the permission set any more. Not counted, and never held back.</summary>
    PermissionLost,

    /// <summary>The user or group does not exist any more. Not counted, and never held back.</summary>
    PrincipalGone,
}

/// <summary>What the reasons mean for the deletion guard.</summary>
internal static class RevocationReasons
{
    /// <summary>Whether the deletion guard counts a revocation for this reason, and may hold it back.</summary>
    public static bool IsCounted(this RevocationReason reason) => reason is RevocationReason.Edit or RevocationReason.Deletion or RevocationReason.Shrunk;
}
