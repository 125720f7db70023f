using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// Says when to look again at a permission set whose accounts are in doubt: a moment after the first assignment, and at most every ten seconds while more are made. One
/// look costs as many requests as there are things in a permission set, and assignments are made by the thousand. Thread-safe.
/// </summary>
internal sealed class AccountsWatch
{
    /// <summary>What follows within this time is seen by the same look.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>From one look to the next, at least.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly SteadyClock _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _looks = new(StringComparer.Ordinal);

    /// <summary>Subscribes to the facts.</summary>
    public AccountsWatch(FactStore facts, SteadyClock time)
    {
        _time = time;
        facts.AccountsInDoubt += OnDoubt;
    }

    /// <summary>Raised when it is time to look at the permission set with this ARN.</summary>
    public event Action<string>? Due;

    /// <summary>Whether a look is to come.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_gate)
                return _looks.Values.Any(at => at > _time.GetUtcNow());
        }
    }

    private void OnDoubt(string arn, DateTimeOffset notBefore)
    {
        TimeSpan delay;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_looks.TryGetValue(arn, out var last) && last > now && last >= notBefore)
                return;
            DateTimeOffset[] bounds = [now + Soon, last + Between, notBefore];
            delay = (_looks[arn] = bounds.Max()) - now;
        }

        _ = RaiseAsync(arn, delay);
    }

    private async Task RaiseAsync(string arn, TimeSpan delay)
    {
        await _time.AtLeast(delay);
        Due?.Invoke(arn);
    }
}
