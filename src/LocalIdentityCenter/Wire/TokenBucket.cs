namespace LocalIdentityCenter.Wire;

/// <summary>Requests a second with a burst, filled by the clock. Guarded by the caller's lock.</summary>
sealed class TokenBucket
{
    double tokens = double.MaxValue;
    DateTimeOffset filledAt = DateTimeOffset.MinValue;

    public bool TryTake(double perSecond, int burst, DateTimeOffset now)
    {
        tokens = Math.Min(burst, tokens + ((now - filledAt).TotalSeconds * perSecond));
        filledAt = now;
        if (tokens < 1) return false;
        tokens--;
        return true;
    }
}
