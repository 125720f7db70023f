using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>What one scope took away within one minute.</summary>
/// <param name="Minute">The beginning of the minute.</param>
/// <param name="Scope">The namespace, or <see cref="GuardShares.Cluster"/>.</param>
/// <param name="Revocations">Assignments.</param>
/// <param name="PermissionSets">Permission sets.</param>
public sealed record GuardBucket(DateTimeOffset Minute, string Scope, int Revocations, int PermissionSets);

/// <summary>
/// What was taken away lately, minute by minute and by whom. The window slides: a minute counts as long as any moment of it lies within, so that never more than allowed
/// falls into any stretch of time as long as the window.
/// </summary>
/// <param name="Buckets">In the order of time and scope, at most one a minute and scope.</param>
public sealed record GuardWindow(ValueList<GuardBucket> Buckets)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Nothing was taken away.</summary>
    public static GuardWindow Empty { get; } = new([]);

    /// <summary>The window with this much more, taken by no namespace, and without the minutes that count no longer.</summary>
    public GuardWindow Add(int revocations, int permissionSets, DateTimeOffset now, TimeSpan length) => Add(GuardShares.Cluster, revocations, permissionSets, now, length);

    /// <summary>The window with this much more, taken by a scope, and without the minutes that count no longer.</summary>
    public GuardWindow Add(string scope, int revocations, int permissionSets, DateTimeOffset now, TimeSpan length)
    {
        var minute = MinuteOf(now);
        var same = Buckets.FirstOrDefault(bucket => bucket.Minute == minute && bucket.Scope == scope) ?? new(minute, scope, 0, 0);
        var grown = same with { Revocations = same.Revocations + revocations, PermissionSets = same.PermissionSets + permissionSets };
        return new([.. Counting(now, length).Where(bucket => bucket.Minute != minute || bucket.Scope != scope).Append(grown)
            .OrderBy(bucket => bucket.Minute).ThenBy(bucket => bucket.Scope, StringComparer.Ordinal)]);
    }

    /// <summary>What was taken away within the window.</summary>
    public GuardAllowance Used(DateTimeOffset now, TimeSpan length) =>
        new(Counting(now, length).Sum(bucket => bucket.Revocations), Counting(now, length).Sum(bucket => bucket.PermissionSets));

    /// <summary>Assignments that each scope took away within the window.</summary>
    public IReadOnlyDictionary<string, int> UsedByScope(DateTimeOffset now, TimeSpan length) =>
        Counting(now, length).GroupBy(bucket => bucket.Scope, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(bucket => bucket.Revocations), StringComparer.Ordinal);

    /// <summary>What may still be taken away by all scopes together.</summary>
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

    /// <summary>When something that counts now counts no longer; null while nothing counts.</summary>
    public DateTimeOffset? NextRelease(DateTimeOffset now, TimeSpan length) =>
        Counting(now, length).Select(bucket => (DateTimeOffset?)(bucket.Minute + Minute + length)).Min();

    /// <summary>The beginning of the minute that a moment lies in.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Minute.Ticks), TimeSpan.Zero);

    /// <summary>Whether what happened within a minute counts still.</summary>
    public static bool Counts(DateTimeOffset minute, DateTimeOffset now, TimeSpan length) => minute + Minute > now - length;

    private IEnumerable<GuardBucket> Counting(DateTimeOffset now, TimeSpan length) => Buckets.Where(bucket => Counts(bucket.Minute, now, length));
}
