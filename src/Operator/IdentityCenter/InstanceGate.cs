namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Says whether the instance can be managed. While it cannot, no request that changes something leaves; when that ends, everybody is told. Thread-safe.</summary>
internal sealed class InstanceGate
{
    private volatile InstanceObjection? objection;

    /// <summary>Raised after the gate opened or closed, or closed for another reason, and when it is another instance's gate from now on.</summary>
    public event Action? Changed;

    /// <summary>What stands against managing the instance; null while nothing is known to.</summary>
    public InstanceObjection? Objection => objection;

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

    /// <summary>Call right before each write.</summary>
    /// <exception cref="InstanceNotFoundException">The gate is closed.</exception>
    public void EnsureOpen()
    {
        if (objection is { } reason)
        {
            throw new InstanceNotFoundException(reason.Reason, reason.Message);
        }
    }
}
