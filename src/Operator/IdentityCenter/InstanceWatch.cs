namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Looks whether the instance is there and can be managed, and opens or closes the gate accordingly. Thread-safe.</summary>
internal sealed class InstanceWatch(InstanceLocator instances, InstanceReader reader, AdministrationReader administration, FactStore facts, InstanceGate gate)
{
    private readonly SemaphoreSlim one = new(1);
    private volatile string? tried;
    private volatile string? unswept;

    /// <summary>The instance, once it was seen whether it can be managed. Makes calls the first time only; after that the sweep looks.</summary>
    /// <exception cref="InstanceNotFoundException">It cannot be told, or cannot be managed.</exception>
    public async Task<Instance> UsableAsync(CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        if (tried != instance.Arn && facts.Instances.Of(instance.Arn) is Fact<InstanceFacts>.Unknown)
        {
            await TryReadAsync(instance, cancellationToken);
        }

        gate.EnsureOpen();
        return instance;
    }

    /// <summary>Looks now: which instances there are, what AWS says of ours and of the organization.</summary>
    /// <exception cref="InstanceNotFoundException">It cannot be told, or cannot be managed.</exception>
    public async Task<Instance> LookAsync(CancellationToken cancellationToken)
    {
        var instance = await instances.VerifyAsync(cancellationToken);
        await ReadAsync(instance, CallPriority.Edit, cancellationToken);
        gate.EnsureOpen();
        return instance;
    }

    /// <summary>The sweep's look: reads, unless a resource that was quicker at the start has had the same read for it.</summary>
    public async Task SweepAsync(Instance instance, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (unswept != instance.Arn)
            {
                await ReadAsync(instance, CallPriority.Sweep, cancellationToken);
            }

            unswept = null;
        }
        finally
        {
            one.Release();
        }
    }

    // What cannot be read is no objection.
    private async Task ReadAsync(Instance instance, CallPriority priority, CancellationToken cancellationToken)
    {
        tried = instance.Arn;
        try
        {
            await reader.ReadAsync(instance.Arn, priority, cancellationToken);
            await administration.ReadAsync(instance.Arn, priority, cancellationToken);
        }
        finally
        {
            gate.Set(await ObjectionAsync(instance, cancellationToken));
        }
    }

    private async Task<InstanceObjection?> ObjectionAsync(Instance instance, CancellationToken cancellationToken)
    {
        var organization = (facts.Administration.Of(instance.Arn) as Fact<AdministrationFacts>.Present)?.Value;
        return InstanceObjection.To(instance, (facts.Instances.Of(instance.Arn) as Fact<InstanceFacts>.Present)?.Value, organization)
            ?? await instances.ObjectionAsync(instance, organization?.ManagementAccountId, cancellationToken);
    }

    private async Task TryReadAsync(Instance instance, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (tried != instance.Arn)
            {
                await ReadAsync(instance, CallPriority.Edit, cancellationToken);
                unswept = instance.Arn;
            }
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            // The sweep reads the same, says so in the log when it cannot, and tries again. What this was asked for may work nevertheless.
        }
        finally
        {
            one.Release();
        }
    }
}
