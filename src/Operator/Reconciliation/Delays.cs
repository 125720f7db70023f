namespace IdentityCenterOperator.Reconciliation;

/// <summary>Waits that do not end early.</summary>
internal static class Delays
{
    /// <summary>
    /// Waits so long at least. <see cref="Task.Delay(TimeSpan, TimeProvider)"/> cuts off what is less than a millisecond: who waits for a moment with it wakes before that moment, finds
    /// that there is something left, waits for no time at all, and again, and keeps a processor busy until the clock has gone on.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="delay">How long; nothing where it is negative.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task AtLeast(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, delay.TotalMilliseconds))), time, cancellationToken);
}
