namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads facts on demand, ahead of the sweep, and puts them into the store. Thread-safe.</summary>
internal sealed class FactReader(InstanceLocator instances, PermissionSetReader reader, FactStore facts, SteadyClock time)
{
    private readonly SemaphoreSlim names = new(1);

    /// <summary>
    /// Reads one permission set now. What is known of it stays where AWS does not show yet what was written to it a moment ago: it is stale then, and to be read again.
    /// </summary>
    public async Task<Fact<PermissionSetFacts>> PermissionSetAsync(string arn, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        facts.Put(arn, await reader.ReadAsync(instance.Arn, arn, CallPriority.Edit, cancellationToken));
        return facts.PermissionSet(arn);
    }

    /// <summary>
    /// Makes sure that the names of all permission sets were read completely at or after <paramref name="notBefore"/>. AWS lists ARNs without names: one describe
    /// for each ARN whose name is not known yet. Callers at the same time share one look.
    /// </summary>
    public async Task NamesAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        await names.WaitAsync(cancellationToken);
        try
        {
            if (facts.NamesReadAt is not { } readAt || readAt < notBefore)
            {
                await ReadNamesAsync(cancellationToken);
            }
        }
        finally
        {
            names.Release();
        }
    }

    private async Task ReadNamesAsync(CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var instance = await instances.FindAsync(cancellationToken);
        var arns = await reader.ListAsync(instance.Arn, facts.Arns, CallPriority.Edit, cancellationToken);
        var exist = new List<string>();
        foreach (var arn in arns)
        {
            if (facts.HasName(arn) || await TryNameAsync(instance, arn, cancellationToken))
            {
                exist.Add(arn);
            }
        }

        facts.PutListing(exist, readAt);
    }

    // False when the set was deleted between the list and this call.
    private async Task<bool> TryNameAsync(Instance instance, string arn, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        if (await reader.NameAsync(instance.Arn, arn, CallPriority.Edit, cancellationToken) is not { } name)
        {
            return false;
        }

        facts.PutName(arn, name, readAt);
        return true;
    }
}
