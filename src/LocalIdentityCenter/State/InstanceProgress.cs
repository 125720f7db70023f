namespace LocalIdentityCenter.State;

/// <summary>The background work of an instance that is due: Regions, key, deletion.</summary>
internal static class InstanceProgress
{
    public static void Advance(WorldState world, Instance instance, DateTimeOffset now)
    {
        foreach (var region in instance.Regions.Where(r => r.Due <= now).ToList()) Finish(instance, region);
        if (instance.Encryption.Due <= now) Finish(world, instance);
        if (instance.GoneAt <= now) Remove(world, instance);
    }

    private static void Finish(Instance instance, RegionState region)
    {
        if (region.Status == RegionStatus.REMOVING) instance.Regions.Remove(region);
        region.Status = RegionStatus.ACTIVE;
        region.Due = null;
    }

    private static void Finish(WorldState world, Instance instance)
    {
        var encryption = instance.Encryption;
        encryption.Due = null;
        encryption.StatusReason = encryption.KeyArn is { } arn ? EncryptionKey.Problem(world, arn)?.Message : null;
        encryption.Status = encryption.StatusReason is null ? "ENABLED" : "UPDATE_FAILED";
    }

    private static void Remove(WorldState world, Instance instance)
    {
        world.Instances.Remove(instance.Arn);
        world.IdentityStores.Remove(instance.IdentityStoreId);
    }
}
