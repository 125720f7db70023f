using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>
/// What has to be in place before an instance can be replicated, as far as an API tells (user guide, "Using IAM Identity Center across multiple AWS Regions",
/// https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-iam-identity-center.html). The rest is in <see cref="NextSteps"/>.
/// </summary>
public static class Preflight
{
    /// <summary>
    /// The commercial Regions that every account has without opting in. The list does not grow: Regions that AWS opened since March 2019 have to be opted in to.
    /// </summary>
    public static ValueSet<string> DefaultRegions { get; } =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1",
        "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    /// <summary>All checks, in a fixed order.</summary>
    public static ValueList<PreflightCheck> Of(PreflightFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [PrimaryRegion(facts), Supported(facts), Organization(facts), PermissionSets(facts), EncryptionKey(facts.Key), Replica(facts)];
    }

    private static PreflightCheck PrimaryRegion(PreflightFacts facts) => new Check("PrimaryRegion", Reason.PrimaryRegion).Of(facts.PrimaryRegion switch
    {
        null => (PreflightResult.Unknown, "AWS does not name the instance's primary Region."),
        var primary when primary == facts.Region => (PreflightResult.Failed, IsPrimary(primary)),
        var primary => (PreflightResult.Passed, $"The primary Region is {primary}."),
    });

    /// <summary>What is said of a Region that is the primary one.</summary>
    public static string IsPrimary(string region) => $"{region} is the instance's primary Region: the instance is there already, and can neither be added nor removed. Name another Region.";

    private static PreflightCheck Supported(PreflightFacts facts) => new Check("RegionSupported", Reason.RegionNotSupported).Of((facts.Region, facts.PrimaryRegion) switch
    {
        var (region, _) when !DefaultRegions.Contains(region) => (PreflightResult.Failed, NotSupported($"{region} is none of them: name one of {string.Join(", ", DefaultRegions)}.")),
        (_, { } primary) when !DefaultRegions.Contains(primary) => (PreflightResult.Failed, NotSupported($"the primary Region {primary} is none of them, and cannot be changed.")),
        var (region, _) => (PreflightResult.Passed, $"{region} is enabled by default in every account."),
    });

    private static string NotSupported(string which) => $"AWS replicates only between Regions that are enabled by default, and {which}";

    private static PreflightCheck Organization(PreflightFacts facts) => new Check("OrganizationInstance", Reason.NotOrganizationInstance).Of(facts.ManagementAccount switch
    {
        ManagementAccount.Unknown unknown => (PreflightResult.Unknown, unknown.Why),
        ManagementAccount.None => (PreflightResult.Failed, NotOfOrganization($"account {facts.OwnerAccount} is in no organization")),
        ManagementAccount.Known known when known.Id != facts.OwnerAccount => (
            PreflightResult.Failed, NotOfOrganization($"this one belongs to account {facts.OwnerAccount} and not to the management account {known.Id}")),
        ManagementAccount.Known known => (PreflightResult.Passed, $"The instance belongs to the organization's management account {known.Id}."),
        _ => throw new UnreachableException(),
    });

    private static string NotOfOrganization(string why) =>
        $"Only an organization instance can be replicated, and {why}: enable Identity Center for the organization, in its management account.";

    private static PreflightCheck PermissionSets(PreflightFacts facts) => new Check("PermissionSetsEnabled", Reason.PermissionSetsDisabled).Of(facts.PermissionSetsEnabled switch
    {
        null => (PreflightResult.Unknown, "AWS does not say whether permission sets are enabled."),
        true => (PreflightResult.Passed, "Permission sets are enabled."),
        false => (PreflightResult.Failed, "Permission sets are switched off in the instance: enable them in the Identity Center console. AWS does not let it be undone."),
    });

    private static PreflightCheck EncryptionKey(InstanceKey key) => new Check("EncryptionKey", Reason.EncryptionKeyNotReady).Of(key switch
    {
        { KeyArn: null } => (PreflightResult.Failed, $"The instance is encrypted with a key that AWS owns: {SetKey}."),
        { IsMultiRegion: false } => (PreflightResult.Failed, $"{key.KeyArn} is a single-Region key, which cannot be converted: {SetKey}."),
        { Status: not "ENABLED" } => (PreflightResult.Failed, $"The encryption with {key.KeyArn} is {key.Status ?? "in a state that AWS does not name"}{Why(key)}, and has to be ENABLED."),
        _ => (PreflightResult.Passed, $"The instance is encrypted with the multi-Region key {key.KeyArn}."),
    });

    private const string SetKey = "create a multi-Region key in KMS, and choose it in the Identity Center console under Settings, Encryption";

    private static string Why(InstanceKey key) => key.StatusReason is { Length: > 0 } reason ? $" ({Quoted.Text(reason, 200)})" : "";

    private static PreflightCheck Replica(PreflightFacts facts)
    {
        var (region, arn) = (facts.Region, facts.Key.ReplicaIn(facts.Region));
        return new Check("ReplicaKey", Reason.ReplicaKeyNotReady).Of(facts.ReplicaKey switch
        {
            ReplicaKey.Unknown unknown => (PreflightResult.Unknown, unknown.Why),
            ReplicaKey.Absent => (PreflightResult.Failed, $"KMS has no key {arn}: replicate {facts.Key.KeyArn} to {region}, with its key policy."),
            ReplicaKey.Found { State: "Enabled" } => (PreflightResult.Passed, $"{arn} is enabled. Whether its key policy lets Identity Center use it, no API tells."),
            ReplicaKey.Found found => (PreflightResult.Failed, $"{arn} is {Quoted.Text(found.State, 40)} in KMS: enable it in {region}."),
            _ => throw new UnreachableException(),
        });
    }

    private sealed record Check(string Name, Reason Reason)
    {
        public PreflightCheck Of((PreflightResult Result, string Message) found) => new(Name, found.Result, found.Message, Reason);
    }
}
