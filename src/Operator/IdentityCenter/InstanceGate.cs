namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Says whether the instance can be managed. While it cannot, no request that changes something leaves; when that ends, everybody is told. Thread-safe.</summary>
internal sealed class InstanceGate
{
    private volatile InstanceObjection? objection;
    private volatile InstanceObjection? records;

    /// <summary>Raised after the gate opened or closed, or closed for another reason.</summary>
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

    /// <summary>Closes the gate since what is given cannot be recorded, or opens it with null as far as that goes.</summary>
    public void SetRecords(InstanceObjection? next)
    {
        if (next != records)
        {
            records = next;
            Changed?.Invoke();
        }
    }

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
