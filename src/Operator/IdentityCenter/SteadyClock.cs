namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Tells which of two things that this process did came first, and how long ago: it begins with the wall's time and then goes on by itself, whatever the wall is set to.
/// Facts are ordered by it. By the wall, every read after a step backward would count as older than what is known, and be thrown away until the wall has caught up.
/// What people wrote or read, and what outlives the process, goes by the wall.
/// </summary>
internal sealed class SteadyClock(TimeProvider wall) : TimeProvider
{
    private readonly DateTimeOffset start = wall.GetUtcNow();
    private readonly long origin = wall.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => wall.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + wall.GetElapsedTime(origin);

    /// <inheritdoc/>
    public override long GetTimestamp() => wall.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => wall.CreateTimer(callback, state, dueTime, period);
}
