using System.Collections.Concurrent;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// Since when nobody holds a permission set that is to be deleted while AWS still has it in accounts, and when AWS last refused to delete it. AWS takes a set away some time
/// after the last assignment, and from an account where nobody ever was assigned it may never. Thread-safe.
/// </summary>
internal sealed class Leftovers(SteadyClock time)
{
    /// <summary>So long AWS may take to take a set away by itself; then, and again after as long, it is asked to delete it all the same.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _shortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _shortestPauseWhileHeld = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestPauseWhileHeld = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, DateTimeOffset? RefusedAt)> _since = new(StringComparer.Ordinal);

    /// <summary>Nobody was seen to hold the set of this object.</summary>
    public Leftover See(string uid)
    {
        var now = time.GetUtcNow();
        var (since, refusedAt) = _since.GetOrAdd(uid, _ => (now, null));
        return (refusedAt, now - (refusedAt ?? since) >= Patience) switch
        {
            (_, true) => Leftover.ToBeTried,
            (null, _) => Leftover.Awaited,
            _ => Leftover.Refused,
        };
    }

    /// <summary>AWS refused to delete the set.</summary>
    public void Refuse(string uid) => _since[uid] = (_since.TryGetValue(uid, out var known) ? known.Since : time.GetUtcNow(), time.GetUtcNow());

    /// <summary>Somebody holds the set, or it is gone.</summary>
    public void Forget(string uid) => _since.TryRemove(uid, out _);

    /// <summary>How soon to look again: at once after the last assignment has gone, then as long again as it takes already. Null where somebody holds the set, or AWS has refused.</summary>
    public TimeSpan? Pause(string uid)
    {
        if (!_since.TryGetValue(uid, out var known) || known.RefusedAt is not null)
            return null;
        return Between(_shortestPause, time.GetUtcNow() - known.Since, _longestPause);
    }

    /// <summary>How soon to look again while somebody holds the set: what objects here assign wakes it when it ends, what others assign is looked for, less often the longer it stays.</summary>
    /// <param name="waited">How long it is to be deleted already.</param>
    public static TimeSpan PauseWhileHeld(TimeSpan waited) => Between(_shortestPauseWhileHeld, waited, _longestPauseWhileHeld);

    private static TimeSpan Between(TimeSpan least, TimeSpan wanted, TimeSpan most) => wanted < least ? least : wanted > most ? most : wanted;
}
