using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Tells an end that was declared from an edit that takes access away. Declared is what the spec has said for as long as the guard's window, or since before the object
/// gave anything to anybody: nobody can take away by an end a second ahead what could not be taken away by a deletion.
/// </summary>
internal static class DeclaredEnds
{
    // As far as AWS lets the clocks of its callers differ.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What is remembered of the end after a pass. A later end is declared since the earlier one was, and an earlier one is new; so is any for what was taken over from
    /// others, who gave it with no such end in view.
    /// </summary>
    /// <param name="before">What was remembered.</param>
    /// <param name="expiresAt">What the spec says.</param>
    /// <param name="decision">What the pass decided; null when it planned nothing.</param>
    /// <param name="now">The time.</param>
    public static DeclaredEnd? Next(DeclaredEnd? before, DateTimeOffset? expiresAt, Decision? decision, DateTimeOffset now)
    {
        if (expiresAt is not { } given)
            return null;
        var end = ConditionMapping.WholeSeconds(given);
        var isKept = before is { ExpiresAt: { } earlier, Since: not null } && end >= earlier && decision?.Adopts != true;
        var declared = (isKept ? before! : new() { Since = ConditionMapping.WholeSeconds(now) }) with { ExpiresAt = end };
        return decision is { HeldNothing: true, Adopts: false } ? declared with { FromTheBeginning = true } : declared;
    }

    /// <summary>Whether an end that has come was declared, and has come: not only by a clock that somebody set.</summary>
    /// <param name="remembered">What is remembered of the end.</param>
    /// <param name="expiresAt">What the spec says.</param>
    /// <param name="notice">How long ahead it has to be declared where something was given before.</param>
    /// <param name="steady">The time by a clock that nobody sets.</param>
    public static bool HasCome(DeclaredEnd? remembered, DateTimeOffset? expiresAt, TimeSpan notice, DateTimeOffset steady) =>
        expiresAt is { } end
        && remembered is { ExpiresAt: { } declared, Since: { } since }
        && declared == ConditionMapping.WholeSeconds(end)
        && (remembered.FromTheBeginning || end - since >= notice)
        && end - steady <= ClockTolerance;
}
