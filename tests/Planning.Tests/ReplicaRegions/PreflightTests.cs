using IdentityCenterOperator.Entities;
using IdentityCenterOperator.ReplicaRegions;

namespace Planning.Tests.ReplicaRegions;

/// <summary>What must be in place before AWS is asked, and what is left to people.</summary>
public sealed class PreflightTests
{
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    private const string Replica = "arn:aws:kms:eu-west-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static readonly PreflightFacts InOrder = new("eu-west-1", "eu-central-1", "100000000001")
    {
        ManagementAccount = new ManagementAccount.Known("100000000001"),
        PermissionSetsEnabled = true,
        Key = new(Key, "ENABLED"),
        ReplicaKey = new ReplicaKey.Found("Enabled"),
    };

    [Fact]
    public void When_all_is_in_place_all_checks_pass() => Assert.All(Preflight.Of(InOrder), check => Assert.Equal(PreflightResult.Passed, check.Result));

    public static TheoryData<string, string, string> Failures => new()
    {
        { "the primary Region", "PrimaryRegion", "eu-central-1 is the instance's primary Region: the instance is there already, and can neither be added nor removed. Name another Region." },
        { "an opt-in Region", "RegionNotSupported", "AWS replicates only between Regions that are enabled by default, and eu-south-1 is none of them: name one of ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2." },
        { "a primary opt-in Region", "RegionNotSupported", "AWS replicates only between Regions that are enabled by default, and the primary Region eu-south-1 is none of them, and cannot be changed." },
        { "an account instance", "NotOrganizationInstance", "Only an organization instance can be replicated, and this one belongs to account 100000000001 and not to the management account 200000000002: enable Identity Center for the organization, in its management account." },
        { "no organization", "NotOrganizationInstance", "Only an organization instance can be replicated, and account 100000000001 is in no organization: enable Identity Center for the organization, in its management account." },
        { "permission sets switched off", "PermissionSetsDisabled", "Permission sets are switched off in the instance: enable them in the Identity Center console. AWS does not let it be undone." },
        { "a key that AWS owns", "EncryptionKeyNotReady", "The instance is encrypted with a key that AWS owns: create a multi-Region key in KMS, and choose it in the Identity Center console under Settings, Encryption." },
        { "a single-Region key", "EncryptionKeyNotReady", "arn:aws:kms:eu-central-1:100000000001:key/1 is a single-Region key, which cannot be converted: create a multi-Region key in KMS, and choose it in the Identity Center console under Settings, Encryption." },
        { "an encryption that failed", "EncryptionKeyNotReady", $"The encryption with {Key} is UPDATE_FAILED (\"key is disabled\"), and has to be ENABLED." },
        { "no replica key", "ReplicaKeyNotReady", $"KMS has no key {Replica}: replicate {Key} to eu-west-1, with its key policy." },
        { "a disabled replica key", "ReplicaKeyNotReady", $"{Replica} is \"Disabled\" in KMS: enable it in eu-west-1." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_is_missing_is_said_with_its_remedy(string what, string reason, string sentence)
    {
        var failed = Assert.Single(Preflight.Of(Facts(what)), check => check.Result is PreflightResult.Failed);
        Assert.Equal((reason, sentence), (failed.Reason.ToString(), failed.Message));
    }

    [Fact]
    public void What_cannot_be_known_does_not_fail()
    {
        var unknown = Preflight.Of(InOrder with
        {
            PrimaryRegion = null,
            ManagementAccount = new ManagementAccount.Unknown("Denied."),
            PermissionSetsEnabled = null,
            ReplicaKey = new ReplicaKey.Unknown("Denied as well."),
        });
        Assert.Equal(
            ["PrimaryRegion Unknown", "RegionSupported Passed", "OrganizationInstance Unknown", "PermissionSetsEnabled Unknown", "EncryptionKey Passed", "ReplicaKey Unknown"],
            unknown.Select(check => $"{check.Name} {check.Result}"));
        Assert.Equal("Denied as well.", unknown[^1].Message);
    }

    [Fact]
    public void Next_steps_name_the_keys_the_Region_and_the_portal()
    {
        var steps = NextSteps.For("eu-west-1", "eu-central-1", "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", InOrder.Key);
        Assert.Equal(steps, NextSteps.For("eu-west-1", "eu-central-1", "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", InOrder.Key));
        Assert.Equal(8, steps.Count);
        Assert.Equal($"Before: create the replica {Replica}: aws kms replicate-key --region eu-central-1 --key-id {Key} --replica-region eu-west-1 --policy file://POLICY.", steps[0]);
        Assert.Contains(steps, step => step.Contains("https://ssoins-7223a1b2c3d4e5f6.eu-west-1.portal.amazonaws.com", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("ACS URL of eu-west-1 in the Identity Center console in eu-central-1", StringComparison.Ordinal));
        Assert.All(steps, step => Assert.InRange(step.Length, 1, 512));
    }

    [Fact]
    public void Next_steps_without_a_key_say_what_key_is_needed() =>
        Assert.Equal(
            "Before: encrypt the instance with a customer-managed multi-Region KMS key, and replicate that key to eu-west-1.",
            NextSteps.For("eu-west-1", null, "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", new(null, null))[0]);

    private static PreflightFacts Facts(string what) => what switch
    {
        "the primary Region" => InOrder with { Region = "eu-central-1" },
        "an opt-in Region" => InOrder with { Region = "eu-south-1" },
        "a primary opt-in Region" => InOrder with { PrimaryRegion = "eu-south-1" },
        "an account instance" => InOrder with { ManagementAccount = new ManagementAccount.Known("200000000002") },
        "no organization" => InOrder with { ManagementAccount = new ManagementAccount.None() },
        "permission sets switched off" => InOrder with { PermissionSetsEnabled = false },
        "a key that AWS owns" => InOrder with { Key = new(null, "ENABLED") },
        "a single-Region key" => InOrder with { Key = new("arn:aws:kms:eu-central-1:100000000001:key/1", "ENABLED") },
        "an encryption that failed" => InOrder with { Key = new(Key, "UPDATE_FAILED", "key is disabled") },
        "no replica key" => InOrder with { ReplicaKey = new ReplicaKey.Absent() },
        "a disabled replica key" => InOrder with { ReplicaKey = new ReplicaKey.Found("Disabled") },
        _ => throw new ArgumentException(what),
    };
}
