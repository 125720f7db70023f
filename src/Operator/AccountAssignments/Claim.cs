namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What other live objects say of an assignment.</summary>
internal enum Claim
{
    /// <summary>It cannot be told yet whether one of them wants it.</summary>
    Unknown,

    /// <summary>None of them wants it.</summary>
    None,

    /// <summary>Those of them that want it only observe (see spec.managementPolicy), and so will never record it.</summary>
    Observed,

    /// <summary>One of them wants it and has not recorded it in its ledger yet.</summary>
    Unrecorded,

    /// <summary>One of them wants it and has it in its ledger, so that it will also see to its end.</summary>
    Recorded,
}
