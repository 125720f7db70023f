namespace LocalIdentityCenter.Tests.Support;

/// <summary>A clock that only tests move.</summary>
public sealed class ManualTime : TimeProvider
{
    DateTimeOffset now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
