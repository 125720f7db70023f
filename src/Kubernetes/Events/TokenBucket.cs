namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>Holds up to a number of tokens and gains one in a given time.</summary>
internal sealed class TokenBucket(int capacity, TimeSpan refill, TimeProvider time)
{
    private double tokens = capacity;
    private long at = time.GetTimestamp();

    /// <summary>Whether it has gained all its tokens back, so that it need not be remembered.</summary>
    public bool IsFull
    {
        get
        {
            Gain();
            return tokens >= capacity;
        }
    }

    public bool TryTake()
    {
        Gain();
        if (tokens < 1)
            return false;
        tokens--;
        return true;
    }

    private void Gain()
    {
        var now = time.GetTimestamp();
        tokens = Math.Min(capacity, tokens + (time.GetElapsedTime(at, now) / refill));
        at = now;
    }
}
