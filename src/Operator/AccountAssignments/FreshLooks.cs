using System.Collections.Concurrent;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Since when a fresh look is asked for, and by what: lists that were read since need not be read again by the next pass. Thread-safe.</summary>
internal sealed class FreshLooks(SteadyClock steady)
{
    /// <summary>What a deletion asks by.</summary>
    public const string Deletion = "deletion";

    private readonly ConcurrentDictionary<string, (string Wish, DateTimeOffset At)> _asked = new(StringComparer.Ordinal);

    /// <summary>How good facts have to be for who asks: read since he asked first.</summary>
    /// <param name="uid">The object.</param>
    /// <param name="wish">What asks; another wish asks anew.</param>
    public AccessNeed.Since Since(string uid, string wish) => new AccessNeed.Since(
        _asked.AddOrUpdate(uid, _ => (wish, steady.GetUtcNow()), (_, before) => before.Wish == wish ? before : (wish, steady.GetUtcNow())).At);

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid) => _asked.TryRemove(uid, out _);
}
