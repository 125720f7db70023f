using Testing;

namespace Kubernetes.Tests.LeaderElection;

/// <summary>The clock of a process that can be stopped (SIGSTOP): time goes on while no timer of it fires.</summary>
internal sealed class StoppableClock(ManualTimeProvider inner) : TimeProvider
{
    private TimeSpan _stopped;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp() + _stopped.Ticks;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + _stopped;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    public void WasStoppedFor(TimeSpan time) => _stopped += time;
}
