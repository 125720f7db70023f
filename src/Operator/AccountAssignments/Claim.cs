namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What other live objects say of an assignment.</summary>
internal enum Claim
{
    /// <summary>It cannot be told yet whether one of them wants it.</summary>
    Unknown,

    /// <summary>None of them wants it.</summary>
    None,

    /// <summary>
    /// One of them wants or keeps it, and will do no more about it: it only observes (see spec.managementPolicy), or has it in its ledger and is held back itself (see
    /// <see cref="AccountAssignmentDesired.Valid.IsHeld"/>). Others keep it too, and need not wait for that one when they go.
    /// </summary>
    Passive,

    /// <summary>One of them wants it and has not recorded it in its ledger yet.</summary>
    Unrecorded,

    /// <summary>One of them wants it and has it in its ledger, so that it will also see to its end.</summary>
    Recorded,
}
