namespace IdentityCenterOperator.AccountAssignments;

/// <summary>How an assignment that is recorded for an object of a namespace stands, by its own permission set and whatever the object says now.</summary>
internal enum Standing
{
    /// <summary>It is this cluster's to keep and to take back.</summary>
    Ours,

    /// <summary>The namespace may not use the permission set any more: it is nobody's claim, and is revoked.</summary>
    Lost,

    /// <summary>The permission set is not, or no more, this cluster's: what is recorded stays recorded, and nothing is done about it.</summary>
    Foreign,

    /// <summary>The permission set is of another instance than the one that is managed: nothing is known of it, and nothing done.</summary>
    Elsewhere,

    /// <summary>It cannot be told yet: it is left alone.</summary>
    Unknown,
}
