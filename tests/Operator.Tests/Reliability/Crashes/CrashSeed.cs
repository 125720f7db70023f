using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>
/// What AWS has at the beginning: beside all that the scenarios need, a permission set, assignments and a Region that are somebody else's, and that no operator may
/// touch. AWS takes a moment for what it does, so that an operator may die while it does it.
/// </summary>
internal static class CrashSeed
{
    /// <summary>Somebody else's permission set, held by <see cref="Organization.Audit"/>.</summary>
    public const string ForeignSet = "Foreign";

    /// <summary>Somebody else's Region.</summary>
    public const string ForeignRegion = "eu-north-1";

    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    public static Seed Seed()
    {
        var seed = Organization.Seed();
        return seed with
        {
            Instance = seed.Instance! with { EncryptionKey = Key, Regions = [ForeignRegion] },
            Keys = [new() { Arn = Key, Replicas = ["eu-west-1", "eu-west-2", ForeignRegion] }],
            PermissionSets =
            [
                new() { Name = ForeignSet, ManagedPolicies = ["PowerUserAccess"], Tags = new Dictionary<string, string> { ["owner"] = "somebody else" } },
            ],
            Assignments = [new() { PermissionSet = ForeignSet, Group = "Audit", Accounts = ["a400000000001", "a400000000002"] }],
            Behaviour = seed.Behaviour with { Latency = Moment, DeprovisionLatency = Moment, RegionLatency = Moment * 10, InstanceLatency = Moment },
        };
    }
}
