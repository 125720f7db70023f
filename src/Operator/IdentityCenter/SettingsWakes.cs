namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Calls those who would go on by the settings of before until something else woke them, so that each setting is in force as soon as it is stored. The rate of requests
/// is kept by <see cref="RequestBudgets"/>; what the reconcile of IdentityCenter itself looks at (attributes, what nobody declared) is looked at since its spec changed.
/// </summary>
internal sealed class SettingsWakes(OperatorSettings settings, Sweep sweep, InstanceGate gate, OperationSlots slots)
{
    private readonly Lock _gate = new();
    private OperatorSettings.Values _before = settings.InForce;

    /// <summary>Begins to call. To be called once.</summary>
    public void Begin()
    {
        settings.Changed += OnChange;
        OnChange();
    }

    private void OnChange()
    {
        OperatorSettings.Values before, now;
        lock (_gate)
            (before, now, _before) = (_before, settings.InForce, settings.InForce);
        // Whoever waits for the instance, or rests on what it knows of another one.
        if (now.InstanceArn != before.InstanceArn)
            gate.Announce();
        // What is known is of another instance, or less than is wanted from now on.
        if (now.InstanceArn != before.InstanceArn || (now.SeesAllAssignments && !before.SeesAllAssignments))
            sweep.Hurry();
        if (now.SweepInterval != before.SweepInterval)
            sweep.Reschedule();
        if (now.OutstandingOperations > before.OutstandingOperations)
            slots.Reconsider();
    }
}
