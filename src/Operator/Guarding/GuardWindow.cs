using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>What was taken away within one minute.</summary>
/// <param name="Minute">The beginning of the minute.</param>
/// <param name="Revocations">Assignments.</param>
/// <param name="PermissionSets">Permission sets.</param>
public sealed record GuardBucket(DateTimeOffset Minute, int Revocations, int PermissionSets);

/// <summary>
/// What was taken away lately, minute by minute. The window slides: a minute counts as long as any moment of it lies within, so that never more than allowed falls
/// into any stretch of time as long as the window.
/// </summary>
/// <param name="Buckets">In the order of time, at most one a minute.</param>
public sealed record GuardWindow(ValueList<GuardBucket> Buckets)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Nothing was taken away.</summary>
    public static GuardWindow Empty { get; } = new([]);

    /// <summary>The window with this much more, and without the minutes that count no longer.</summary>
    public GuardWindow Add(int revocations, int permissionSets, DateTimeOffset now, TimeSpan length)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Minute.Ticks), TimeSpan.Zero);
        var same = Buckets.FirstOrDefault(bucket => bucket.Minute == minute) ?? new(minute, 0, 0);
        var grown = same with { Revocations = same.Revocations + revocations, PermissionSets = same.PermissionSets + permissionSets };
        return new([.. Counting(now, length).Where(bucket => bucket.Minute != minute).Append(grown).OrderBy(bucket => bucket.Minute)]);
    }

    /// <summary>What was taken away within the window.</summary>
    public GuardAllowance Used(DateTimeOffset now, TimeSpan length) =>
        new(Counting(now, length).Sum(bucket => bucket.Revocations), Counting(now, length).Sum(bucket => bucket.PermissionSets));

    /// <summary>What may still be taken away.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="assignments">Assignments that are there now; those revoked within the window were there too at its beginning, and count to the share.</param>
    /// <param name="now">The time.</param>
    public GuardAllowance Left(GuardLimits limits, int assignments, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var used = Used(now, limits.Window);
        return new(
            Math.Max(0, limits.Revocations((long)assignments + used.Revocations) - used.Revocations),
            Math.Max(0, limits.MaxPermissionSets - used.PermissionSets));
    }

    private IEnumerable<GuardBucket> Counting(DateTimeOffset now, TimeSpan length) => Buckets.Where(bucket => bucket.Minute + Minute > now - length);
}
