namespace LocalIdentityCenter.State;

/// <summary>Work that a fault keeps from ending.</summary>
internal static class StuckWork
{
    public static void Release(WorldState world, Progress progress, DateTimeOffset now)
    {
        foreach (var operation in world.Operations.InProgress.Where(o => o.Stuck).ToList()) progress.Release(operation, now);
        foreach (var region in world.Instances.Values.SelectMany(i => i.Regions).Where(r => r.Status != RegionStatus.ACTIVE)) region.Due ??= now;
    }
}
