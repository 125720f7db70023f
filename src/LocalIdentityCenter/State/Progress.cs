namespace LocalIdentityCenter.State;

/// <summary>Lets time pass: whatever is due by now has happened, in the order it was due. No timers; called before every access.</summary>
/// <param name="world">What time passes in.</param>
/// <param name="behaviour">How it does.</param>
/// <param name="limits">What it keeps to.</param>
/// <param name="ids">Ids of what comes to be.</param>
/// <param name="changing">Told before something that was under way takes effect, with the time of that.</param>
internal sealed class Progress(WorldState world, Func<Behaviour> behaviour, Func<Limits> limits, Ids ids, Action<DateTimeOffset> changing)
{
    /// <summary>Begins an operation in the given accounts; none is allowed and takes as long as one.</summary>
    public void Submit(AsyncOperation operation, IReadOnlyCollection<string> accounts, DateTimeOffset now)
    {
        world.Operations.Add(operation);
        operation.Remaining = Math.Max(1, accounts.Count);
        foreach (var account in accounts.DefaultIfEmpty("")) Enqueue(operation, account, now);
    }

    /// <summary>Lets a stuck operation end now.</summary>
    public void Release(AsyncOperation operation, DateTimeOffset now)
    {
        operation.Stuck = false;
        world.Lanes.Release(operation.RequestId, now);
    }

    public void Advance(DateTimeOffset now)
    {
        while (world.Lanes.Due(now) is { } step) Complete(step);
        foreach (var instance in world.Instances.Values.ToList()) InstanceProgress.Advance(world, instance, now);
        if (behaviour().StatusRetention is { } retention) world.Operations.Forget(now - retention);
    }

    private void Enqueue(AsyncOperation operation, string accountId, DateTimeOffset now) =>
        Enqueue(new LaneStep(++world.Lanes.Sequence, operation.InstanceArn, accountId, operation.PermissionSetId, operation.RequestId), now);

    private void Enqueue(LaneStep step, DateTimeOffset now) =>
        world.Lanes.Enqueue(step, now, Duration, oneAtATime: limits().OneUpdatePerAccount && step.AccountId.Length > 0);

    private TimeSpan? Duration(LaneStep step) => step.RequestId switch
    {
        null => behaviour().DeprovisionLatency,
        var id when world.Operations.Find(id)!.Stuck => null,
        _ => behaviour().Latency,
    };

    private void Complete(LaneStep step)
    {
        changing(step.Due!.Value);
        if (world.Instances.TryGetValue(step.InstanceArn, out var instance)) Apply(step, instance);
        world.Lanes.Finish(step, Duration);
    }

    private void Apply(LaneStep step, Instance instance)
    {
        if (step.RequestId is { } id) Apply(step, instance, world.Operations.Find(id)!);
        else RemoveUnneededRole(step, instance);
    }

    private void Apply(LaneStep step, Instance instance, AsyncOperation operation)
    {
        var effect = new OperationEffect(world, instance, operation, behaviour(), limits(), ids);
        var failure = operation.FailWith ?? effect.Apply(step.AccountId);
        operation.FailureReason ??= failure;
        if (--operation.Remaining > 0) return;
        world.Operations.Finish(operation, step.Due!.Value);
        if (effect.LeavesRoleUnneeded) Enqueue(new LaneStep(++world.Lanes.Sequence, step.InstanceArn, step.AccountId, step.PermissionSetId, null), step.Due.Value);
    }

    private static void RemoveUnneededRole(LaneStep step, Instance instance)
    {
        if (instance.PermissionSets.TryGetValue(step.PermissionSetId, out var set) && !instance.Assignments.Any(step.AccountId, set.Id))
            instance.Deprovision(set, step.AccountId);
    }
}
