using System.Collections.Concurrent;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using PermissionSet = IdentityCenterOperator.Entities.PermissionSet;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// Remembers what AWS refused of the present generation of an object, so that whatever else wakes the object does not ask for it again at once. A restart forgets, and costs
/// one try. Thread-safe.
/// </summary>
internal sealed class RefusedSteps(SteadyClock time)
{
    /// <summary>From one try of what somebody must mend to the next, unless the object is edited or asked for a look.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    // AWS may just not know yet what was made a moment ago.
    private static readonly TimeSpan _shortRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _settlesWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _shortestWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry[]> _entries = new(StringComparer.Ordinal);

    /// <summary>AWS refused a step. The sentence of the first time stays for as long as it refuses for the same reason: else each try would be another Event.</summary>
    /// <returns>What is remembered.</returns>
    public RefusedStep Add(PermissionSet set, PermissionSetStep step, AwsFailure failure)
    {
        var (now, present) = (time.GetUtcNow(), Present(set));
        var before = present.FirstOrDefault(entry => entry.Refused.Step == step && entry.Refused.Reason == failure.Reason);
        var refused = before?.Refused ?? new RefusedStep(step, failure.Reason, failure.Message) { NeedsSomebody = failure.Class is FailureClass.Terminal };
        _entries[set.Metadata.Uid] = [.. present.Where(entry => entry.Refused.Step != step), new(set.Metadata.Generation, refused, before?.Since ?? now, now)];
        return refused;
    }

    /// <summary>AWS took a step.</summary>
    public void Take(PermissionSet set, PermissionSetStep step)
    {
        if (_entries.ContainsKey(set.Metadata.Uid))
            _entries[set.Metadata.Uid] = [.. Present(set).Where(entry => entry.Refused.Step != step)];
    }

    /// <summary>What AWS refused of the present generation.</summary>
    /// <param name="set">The object.</param>
    /// <param name="isAsked">Whether somebody asked for a look, and so for a new try.</param>
    public ValueList<RefusedStep> Of(PermissionSet set, bool isAsked)
    {
        var now = time.GetUtcNow();
        return [.. Present(set).Select(entry => entry.Refused with { IsDue = isAsked || entry.NextTry <= now })];
    }

    /// <summary>How long until something is to be tried again; null when nothing rests.</summary>
    /// <param name="set">The object.</param>
    /// <param name="resting">What the plan left alone until then. What is not wanted any more, and what waits for something else to be taken, wakes nobody.</param>
    public TimeSpan? UntilNextTry(PermissionSet set, ValueList<RefusedStep> resting)
    {
        if (Present(set).Where(entry => resting.Any(each => each.Step == entry.Refused.Step)).ToList() is not { Count: > 0 } present)
            return null;
        var wait = present.Min(entry => entry.NextTry) - time.GetUtcNow();
        return wait > _shortestWait ? wait : _shortestWait;
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid) => _entries.TryRemove(uid, out _);

    private Entry[] Present(PermissionSet set) => [.. (_entries.GetValueOrDefault(set.Metadata.Uid) ?? []).Where(entry => entry.Generation == set.Metadata.Generation)];

    private sealed record Entry(long Generation, RefusedStep Refused, DateTimeOffset Since, DateTimeOffset At)
    {
        public DateTimeOffset NextTry => At + (Refused.NeedsSomebody ? Rest : Failing < _settlesWithin ? _shortRest : Failing < Rest ? Failing : Rest);

        private TimeSpan Failing => At - Since;
    }
}
