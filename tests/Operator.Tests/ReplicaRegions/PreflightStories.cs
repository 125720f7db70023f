using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>What is not in place is said before AWS is asked.</summary>
public sealed class PreflightStories : RegionStory
{
    [Theory]
    [InlineData("eu-central-1", "PrimaryRegion", "eu-central-1 is the instance's primary Region")]
    [InlineData("eu-south-1", "RegionNotSupported", "eu-south-1 is none of them: name one of ap-northeast-1")]
    [InlineData("us-west-2", "ReplicaKeyNotReady", "KMS has no key arn:aws:kms:us-west-2:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab: replicate arn:aws:kms:eu-central-1")]
    public async Task A_Region_that_cannot_be_added_is_refused_with_its_sentence(string region, string reason, string sentence)
    {
        await StartOperatorAsync();
        await Regions.ApplyAsync(region, "{deletionPolicy: Delete}");
        await RefusedAsync(region, reason, sentence);
        await Regions.DeleteAsync(region);
        await Regions.GoneAsync(region);
        Assert.Empty(Aws.WritesSince(0));
        Assert.Equal("ACTIVE", await StatusAsync("eu-central-1"));
    }

    [Fact]
    public async Task A_key_that_is_being_changed_is_waited_for()
    {
        Aws.Server.Behaviour = Aws.Server.Behaviour with { InstanceLatency = TimeSpan.FromHours(1) };
        await Aws.Console.UpdateInstanceAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            EncryptionConfiguration = new() { KeyType = KmsKeyType.CUSTOMER_MANAGED_KEY, KmsKeyArn = Key },
        });
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        await RefusedAsync("eu-west-1", "EncryptionKeyNotReady", $"The encryption with {Key} is UPDATING, and has to be ENABLED.");
    }

    [Fact]
    public async Task A_key_that_AWS_owns_is_refused_until_it_is_replaced_and_somebody_asks_again()
    {
        await EncryptAsync(new() { KeyType = KmsKeyType.AWS_OWNED_KMS_KEY });
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        await RefusedAsync("eu-west-1", "EncryptionKeyNotReady", "The instance is encrypted with a key that AWS owns");
        await EncryptAsync(new() { KeyType = KmsKeyType.CUSTOMER_MANAGED_KEY, KmsKeyArn = Key });
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "now");
        await Regions.ReadyAsync("eu-west-1");
    }

    [Fact]
    public async Task A_disabled_replica_key_is_looked_at_again_by_itself()
    {
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Disabled");
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        await RefusedAsync("eu-west-1", "ReplicaKeyNotReady", $"{ReplicaIn("eu-west-1")} is \"Disabled\" in KMS: enable it in eu-west-1.");
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Enabled");
        await PassAsync(TimeSpan.FromSeconds(280));
        await Regions.ReadyAsync("eu-west-1");
    }

    [Fact]
    public async Task Keys_that_the_role_may_not_describe_are_Unknown_and_hold_nothing_up()
    {
        await StartOperatorAsync();
        Aws.Fault(FaultKind.Denied, "DescribeKey");
        var ready = await ActiveAsync("eu-west-1");
        var check = ready.Region.Preflight!.Single(check => check.Check == "ReplicaKey");
        Assert.Equal("Unknown", check.Status.ToString());
        Assert.StartsWith($"Whether {ReplicaIn("eu-west-1")} is there is not known: kms:DescribeKey failed in eu-west-1 (AccessDeniedException)", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_AWS_can_see_is_told_in_its_words_and_holds_nobody_up()
    {
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Enabled", grantsIdentityCenter: false);
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{deletionPolicy: Delete}");
        var refused = await Regions.ReasonAsync("eu-west-1", "RegionRefused");
        Assert.Contains("does not allow IAM Identity Center to use the key", refused.Message, StringComparison.Ordinal);
        Assert.Equal((null, null), (refused.Region.Owned, refused.Region.Workflow));
        await ActiveAsync("eu-north-1");
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Enabled");
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "now");
        await Regions.ReadyAsync("eu-west-1");
    }

    private async Task EncryptAsync(EncryptionConfiguration key)
    {
        Aws.Server.Behaviour = Aws.Server.Behaviour with { InstanceLatency = TimeSpan.FromMilliseconds(10) };
        await Aws.Console.UpdateInstanceAsync(new() { InstanceArn = Organization.InstanceArn, EncryptionConfiguration = key });
        await Until(
            async () => (await Aws.Console.DescribeInstanceAsync(new() { InstanceArn = Organization.InstanceArn })).EncryptionConfigurationDetails?.EncryptionStatus?.Value == "ENABLED",
            "the key is in use");
    }

    private async Task RefusedAsync(string region, string reason, string sentence)
    {
        var refused = await Regions.ReasonAsync(region, reason);
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Condition("Stalled"));
        Assert.Contains(refused.Region.Preflight!, check => check.Status.ToString() == "Failed" && check.Message == refused.Message);
        await RestsAsync();
        Assert.Empty(Asked("AddRegion"));
    }
}

/// <summary>The instance itself is not one that can be replicated.</summary>
public sealed class WrongInstanceStories : RegionStory
{
    private protected override Seed Seed => InOrder with { Instance = InOrder.Instance! with { Owner = Organization.Accounts[0] } };

    [Fact]
    public async Task An_account_instance_is_not_replicated()
    {
        await LaunchOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        await Regions.ReasonAsync("eu-west-1", "NotOrganizationInstance");
        Assert.Empty(Asked("AddRegion"));
    }
}

/// <summary>Permission sets are switched off.</summary>
public sealed class SwitchedOffStories : RegionStory
{
    private protected override Seed Seed => InOrder with { Instance = InOrder.Instance! with { PermissionSetsEnabled = false } };

    [Fact]
    public async Task An_instance_with_permission_sets_switched_off_is_not_replicated()
    {
        await LaunchOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        await Regions.ReasonAsync("eu-west-1", "PermissionSetsDisabled");
        Assert.Empty(Asked("AddRegion"));
    }
}

/// <summary>The key of the instance exists in one Region alone.</summary>
public sealed class SingleRegionKeyStories : RegionStory
{
    private const string Single = "arn:aws:kms:eu-central-1:100000000001:key/11111111-2222-3333-4444-555555555555";

    private protected override Seed Seed => InOrder with { Instance = InOrder.Instance! with { EncryptionKey = Single }, Keys = [new() { Arn = Single }] };

    [Fact]
    public async Task A_single_Region_key_is_named_and_no_replica_is_looked_for()
    {
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        var refused = await Regions.ReasonAsync("eu-west-1", "EncryptionKeyNotReady");
        Assert.StartsWith($"{Single} is a single-Region key, which cannot be converted", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Asked("AddRegion"));
        Assert.Equal(0, Aws.Count("DescribeKey"));
    }
}
