namespace LocalIdentityCenter.Wire;

/// <summary>Requests a second with a burst, filled by the clock. Safe to use from any thread.</summary>
internal sealed class TokenBucket
{
    private readonly Lock gate = new();
    private double tokens = double.MaxValue;
    private DateTimeOffset filledAt = DateTimeOffset.MinValue;

    public bool TryTake(double perSecond, int burst, DateTimeOffset now)
    {
        lock (gate)
        {
            tokens = Math.Min(burst, tokens + ((now - filledAt).TotalSeconds * perSecond));
            filledAt = now;
            if (tokens < 1) return false;
            tokens--;
            return true;
        }
    }
}
