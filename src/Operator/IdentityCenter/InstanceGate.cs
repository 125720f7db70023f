namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Says whether the instance can be managed. While it cannot, no request that changes something leaves; when that ends, everybody is told. Thread-safe.</summary>
/// <param name="recordsFirst">Whether nothing leaves, either, before <see cref="SetRecords"/> was called.</param>
internal sealed class InstanceGate(bool recordsFirst = false)
{
    private volatile InstanceObjection? objection;
    private volatile InstanceObjection? records;
    private readonly TaskCompletionSource recordsKnown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised after the gate opened or closed, or closed for another reason, and when it is another instance's gate from now on.</summary>
    public event Action? Changed;

    /// <summary>What stands against managing the instance; null while nothing is known to. That nothing can be recorded comes first.</summary>
    public InstanceObjection? Objection => records ?? objection;

    /// <summary>Closes the gate, or opens it with null.</summary>
    public void Set(InstanceObjection? next)
    {
        if (next != objection)
        {
            objection = next;
            Changed?.Invoke();
        }
    }

    /// <summary>Another instance is meant from now on: everybody looks again.</summary>
    public void Announce() => Changed?.Invoke();

    /// <summary>Closes the gate since what is given cannot be recorded, or opens it with null as far as that goes.</summary>
    public void SetRecords(InstanceObjection? next)
    {
        if (next != records)
        {
            records = next;
            Changed?.Invoke();
        }

        recordsKnown.TrySetResult();
    }

    /// <summary>Waits until it is known whether what is given can be recorded, where it is to be: a moment after the start.</summary>
    public Task RecordsKnownAsync(CancellationToken cancellationToken) => recordsFirst ? recordsKnown.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Call right before each write.</summary>
    /// <exception cref="InstanceNotFoundException">The gate is closed.</exception>
    public void EnsureOpen()
    {
        if (Objection is { } reason)
        {
            throw new InstanceNotFoundException(reason.Reason, reason.Message);
        }
    }
}
