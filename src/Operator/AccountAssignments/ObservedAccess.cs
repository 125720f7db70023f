using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What AWS has of the assignments that an object wants or has in its ledger. What is in neither set was seen to be absent.</summary>
/// <param name="Present">Those that AWS has.</param>
/// <param name="Unknown">Those that nobody has looked at yet.</param>
internal sealed record ObservedAccess(IReadOnlySet<Assignment> Present, IReadOnlySet<Assignment> Unknown)
{
    /// <summary>What was seen of one assignment.</summary>
    public Sighting Of(Assignment assignment) =>
        Unknown.Contains(assignment) ? Sighting.Unknown : Present.Contains(assignment) ? Sighting.Present : Sighting.Absent;
}

/// <summary>What was seen of an assignment.</summary>
internal enum Sighting
{
    /// <summary>Nobody has looked.</summary>
    Unknown,

    /// <summary>AWS does not have it.</summary>
    Absent,

    /// <summary>AWS has it.</summary>
    Present,
}
