using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What a look at AWS came to.</summary>
internal abstract record AccessSight
{
    private AccessSight()
    {
    }

    /// <summary>Everything that was asked about was seen.</summary>
    /// <param name="Observed">What AWS has.</param>
    public sealed record Seen(ObservedAccess Observed) : AccessSight;

    /// <summary>There is more to read than is read at a time: look again.</summary>
    /// <param name="Observed">What AWS has, as far as it was seen.</param>
    /// <param name="Read">Lists that were read so far.</param>
    /// <param name="Needed">Lists that it takes.</param>
    public sealed record Partly(ObservedAccess Observed, int Read, int Needed) : AccessSight;

    /// <summary>Not everything is known, and nothing urges: the sweep will tell.</summary>
    public sealed record LeftToSweep : AccessSight;
}

/// <summary>How good facts about assignments have to be for what is about to be decided.</summary>
internal abstract record AccessNeed
{
    private AccessNeed()
    {
    }

    /// <summary>Of which assignments nothing is kept once they are seen to be absent: that must not be just because AWS does not show yet what was written a moment ago.</summary>
    public Func<Assignment, bool> GivesUp { get; init; } = _ => false;

    /// <summary>Whatever is known; what is not known can wait for the sweep.</summary>
    public sealed record Whatever : AccessNeed;

    /// <summary>Known, however long ago it was read, unless it was written to since.</summary>
    public sealed record Known : AccessNeed;

    /// <summary>Read, or confirmed by AWS at the end of an operation, at or after this time: something is about to be given up for ever, or somebody asked for it.</summary>
    /// <param name="At">The time.</param>
    public sealed record Since(DateTimeOffset At) : AccessNeed;
}
