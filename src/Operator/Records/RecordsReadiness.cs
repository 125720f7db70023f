using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Whether records can be relied on: all of them were read, what stood in statuses before there were records was taken over, and the API server lets them be read. As long as
/// they cannot, nothing is decided that rests on them. Thread-safe.
/// </summary>
internal sealed class RecordsReadiness(Func<string?> refusal, TimeProvider time)
{
    // A start takes its time, and thousands of objects need not be told of it; after that they are.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private volatile string? _failure;
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether records are complete: all were read, and all were taken over.</summary>
    public bool IsComplete => _complete.Task.IsCompleted;

    /// <summary>Why records cannot be relied on, in a sentence: the API server does not let them be read, or what stood in statuses could not be taken over. Null where nothing is known.</summary>
    public string? Refusal => refusal() ?? _failure;

    /// <summary>Raised when records are complete.</summary>
    public event Action? Completed;

    /// <summary>Records are complete from now on.</summary>
    public void Complete()
    {
        _failure = null;
        _complete.TrySetResult();
        Completed?.Invoke();
    }

    /// <summary>They could not be made complete; it is tried again.</summary>
    /// <param name="why">A sentence.</param>
    public void Fail(string why) => _failure = why;

    /// <summary>Waits until they are complete, for a moment.</summary>
    /// <exception cref="InstanceNotFoundException">They cannot be relied on.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (Refusal is null && !IsComplete)
            await Task.WhenAny(_complete.Task, Task.Delay(Patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (Refusal is { } why)
            throw Unavailable(why);
        if (!IsComplete)
            throw Unavailable("They have not been read yet.");
    }

    /// <summary>What is said while the API server does not let records be read.</summary>
    /// <param name="why">A sentence.</param>
    public static InstanceObjection Objection(string why) =>
        new(Reason.RecordsUnavailable, $"What was assigned in AWS stands in objects of the kind {AccessRecord.Definition.Kind}, which cannot be read or written: nothing is changed in AWS until they can. {why}");

    private static InstanceNotFoundException Unavailable(string why) => new(Reason.RecordsUnavailable, Objection(why).Message);
}
