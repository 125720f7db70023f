using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What AWS has of the assignments that an object wants or has in its ledger. What is in neither set was seen to be absent.</summary>
/// <param name="Present">Those that AWS has.</param>
/// <param name="Unknown">Those of which it is not known whether AWS has them.</param>
internal sealed record ObservedAccess(IReadOnlySet<Assignment> Present, IReadOnlySet<Assignment> Unknown)
{
    /// <summary>Whether some are unknown just because AWS may not show yet what was written a moment ago.</summary>
    public bool IsUnsettled { get; init; }

    /// <summary>Why some are unknown that were asked for; null when AWS told of all that were.</summary>
    public SightObstacle? Obstacle { get; init; }

    /// <summary>What was seen of one assignment.</summary>
    public Sighting Of(Assignment assignment) =>
        Unknown.Contains(assignment) ? Sighting.Unknown : Present.Contains(assignment) ? Sighting.Present : Sighting.Absent;
}

/// <summary>AWS does not tell of accounts.</summary>
/// <param name="Accounts">Of how many.</param>
/// <param name="First">One of them.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Message">The same as a sentence, with AWS's own words.</param>
internal sealed record SightObstacle(int Accounts, string First, Reason Reason, string Message)
{
    /// <summary>All of it as a sentence.</summary>
    /// <param name="nameOf">Name of an account; null where none is known.</param>
    public string Sentence(Func<string, string?> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        var first = Named.Account(First, nameOf(First));
        return Accounts == 1 ? $"AWS does not tell who holds what in {first}. {Message}" : $"AWS does not tell who holds what in {Accounts} accounts, as in {first}. {Message}";
    }
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
