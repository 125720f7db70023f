using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Operations;

/// <summary>What must be true before an instance can be replicated to a Region (user guide, multi-Region prerequisites).</summary>
internal static class RegionPreconditions
{
    /// <summary>Commercial Regions that every account has without opting in.</summary>
    private static readonly HashSet<string> enabledByDefault =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1",
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    ];

    /// <summary>Null, or the first precondition that is not met.</summary>
    public static string? Missing(WorldState world, Instance instance, string region) =>
        !enabledByDefault.Contains(region) ? $"Region {region} is not a Region that is enabled by default."
        : !enabledByDefault.Contains(instance.PrimaryRegion) ? $"The primary Region {instance.PrimaryRegion} is not a Region that is enabled by default."
        : instance.IdentitySource != IdentitySource.ExternalIdp ? "The identity source must be an external identity provider."
        : MissingKey(world, instance.Encryption, region);

    private static string? MissingKey(WorldState world, Encryption encryption, string region)
    {
        if (encryption.KeyArn is not { } arn) return "The instance must be encrypted with a customer-managed KMS key.";
        if (encryption.Status != "ENABLED") return $"The encryption status of the instance must be ENABLED; it is {encryption.Status}.";
        if (world.Keys.GetValueOrDefault(arn) is not { IsMultiRegion: true }) return $"The KMS key {arn} must be a multi-Region key.";
        var replica = InRegion(arn, region);
        return EncryptionKey.Problem(world, replica) is { } problem ? $"The replica key in Region {region} cannot be used: {problem.Message}" : null;
    }

    private static string InRegion(string keyArn, string region)
    {
        var parts = keyArn.Split(':');
        parts[3] = region;
        return string.Join(':', parts);
    }
}
