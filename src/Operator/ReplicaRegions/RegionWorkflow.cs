using IdentityCenterOperator.Entities;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What AWS was asked to do about a Region, or is seen to be at.</summary>
/// <param name="Type">Adding or Removing.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record RegionWorkflow(ReplicaRegionPhase Type, DateTimeOffset StartedAt)
{
    /// <summary>AWS promises no read after write: for so long a request that was made is believed although no list shows it yet.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What is under way now. A start that was recorded stays; of what others began it is the time that AWS tells, or the first sight of it. A request that no list
    /// shows is forgotten after <see cref="SettlingTime"/>: it never left, or AWS gave it up.
    /// </summary>
    /// <param name="recorded">What status records.</param>
    /// <param name="observed">The Region; null when the instance does not have it.</param>
    /// <param name="now">The time.</param>
    public static RegionWorkflow? Current(RegionWorkflow? recorded, ObservedRegion? observed, DateTimeOffset now) =>
        // A start in the future was written down before the clock was set back: its time begins anew.
        Of(recorded is { StartedAt: var start } && start > now ? recorded with { StartedAt = now } : recorded, observed, now);

    private static RegionWorkflow? Of(RegionWorkflow? recorded, ObservedRegion? observed, DateTimeOffset now) => (observed?.Status, recorded) switch
    {
        (ObservedRegionStatus.Adding, { Type: ReplicaRegionPhase.Adding }) => recorded,
        (ObservedRegionStatus.Adding, _) => new(ReplicaRegionPhase.Adding, observed.AddedDate is { } added && added < now ? added : now),
        (ObservedRegionStatus.Removing, { Type: ReplicaRegionPhase.Removing }) => recorded,
        (ObservedRegionStatus.Removing, _) => new(ReplicaRegionPhase.Removing, now),
        (null, { Type: ReplicaRegionPhase.Adding }) or (ObservedRegionStatus.Active, { Type: ReplicaRegionPhase.Removing }) when recorded.IsSettling(now) => recorded,
        _ => null,
    };

    /// <summary>Whether the request is so young that a list may not show it yet.</summary>
    public bool IsSettling(DateTimeOffset now) => now - StartedAt < SettlingTime;

    /// <summary>When the passing of time alone changes what is to be said of it; null when it does not any more.</summary>
    public DateTimeOffset? NextMoment(TimeSpan timeout, DateTimeOffset now) =>
        new[] { StartedAt + SettlingTime, StartedAt + timeout }.Where(moment => moment > now).Select(moment => (DateTimeOffset?)moment).Min();
}
