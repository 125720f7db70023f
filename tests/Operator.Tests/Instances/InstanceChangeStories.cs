using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;

namespace Operator.Tests.Instances;

/// <summary>The operator reaches another instance than the one that everything in the cluster is about.</summary>
public sealed class InstanceChangeStories : AccessStory
{
    private const string Default = "default";
    private const string Discovered = "discovered";
    private const string OtherArn = "arn:aws:sso:::instance/ssoins-bbbbbbbbbbbbbbbb";

    [Fact]
    public async Task Nothing_is_written_to_another_instance_until_it_is_named_and_nothing_of_the_one_is_looked_for_in_the_other()
    {
        var arn = await BeginWithDataAsync();
        var recorded = await Assignments.RecordedAsync("data");
        await Operator.StopAsync();

        await using var other = await Aws.StartAsync(OtherSeed());
        await using var running = await RunningOperator.LaunchAsync(Cluster, other, Time);
        await Cluster.ApplyAsync("reader", "{description: edited}");
        await Assignments.ApplyAsync("data", For("{group: Web}"));
        foreach (var told in new[] { await Cluster.Instances.ReasonAsync(Default, "InstanceChanged"), await Cluster.ReasonAsync("reader", "InstanceChanged"), await Assignments.ReasonAsync("data", "InstanceChanged") })
        {
            Assert.Contains(Organization.InstanceArn, told.Message, StringComparison.Ordinal);
            Assert.Contains(OtherArn, told.Message, StringComparison.Ordinal);
        }

        Assert.Equal(Organization.InstanceArn, (await Cluster.Instances.GetAsync(Default)).Instance.InstanceArn);
        Assert.Equal(arn, (await Cluster.GetAsync("reader")).Status.Arn);
        Assert.Empty(other.WritesSince(0));

        await Cluster.Instances.ApplyAsync(Default, $"{{instanceArn: \"{OtherArn}\"}}");
        var moved = await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.InstanceArn == OtherArn, "is made in the other instance");
        Assert.StartsWith("arn:aws:sso:::permissionSet/ssoins-bbbbbbbbbbbbbbbb/", moved.Status.Arn, StringComparison.Ordinal);
        await Assignments.ReadyAsync("data");
        Assert.Equal(OtherArn, (await Cluster.Instances.ReadyAsync(Default)).Instance.InstanceArn);
        // What it has in the former instance is remembered, and not touched.
        Assert.Equal(recorded.Select(Words), (await Assignments.RecordedAsync("data")).Where(granted => granted.PermissionSetArn == arn).Select(Words));
        Assert.DoesNotContain(other.CallsSince(0), call => call == "DeleteAccountAssignment");
        Assert.All(other.Server.Calls.Since(0), call => Assert.DoesNotContain("7223a1b2c3d4e5f6", call.Body, StringComparison.Ordinal));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_was_made_in_the_former_instance_holds_a_deletion_until_somebody_decides()
    {
        await BeginWithDataAsync();
        await Operator.StopAsync();
        await Cluster.Instances.ApplyAsync(Default, $"{{instanceArn: \"{OtherArn}\"}}");
        await using var other = await Aws.StartAsync(OtherSeed());
        await Assignments.DeleteAsync("data");
        await using var running = await RunningOperator.LaunchAsync(Cluster, other, Time);
        var held = await Assignments.ReasonAsync("data", "InstanceChanged");
        Assert.Contains("2 assignments", held.Message, StringComparison.Ordinal);
        await Assignments.ApplyAsync("data", For("{group: Data}", more: "deletionPolicy: Retain"));
        await Assignments.GoneAsync("data");
        Assert.Equal(2, Assert.Single(await Assignments.RecordedForAsync(held.Uid)).Accounts!.Count);
    }

    [Fact]
    public async Task What_an_object_that_is_gone_left_in_the_former_instance_is_neither_revoked_nor_forgotten()
    {
        var arn = await BeginWithDataAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", more: "deletionPolicy: Retain"));
        var uid = (await Assignments.ReadyAsync("data")).Uid;
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Operator.StopAsync();
        await Cluster.Instances.ApplyAsync(Default, $"{{instanceArn: \"{OtherArn}\"}}");
        await using var other = await Aws.StartAsync(OtherSeed());
        await using var running = await RunningOperator.LaunchAsync(Cluster, other, Time);
        // Nobody may use it any more, and an admin wants it gone, too.
        await Cluster.ApplyAsync("reader", "{assignableFrom: {namespaces: [others]}}");
        await Cluster.Records.AnnotateAsync(uid, "identitycenter.dev/revoke", "true");
        var told = await Cluster.Records.ReasonAsync(uid, "InstanceChanged");
        Assert.Contains("delete the record", told.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await Assignments.RecordedForAsync(uid)).Accounts!.Count);
        Assert.DoesNotContain(other.CallsSince(0), call => call == "DeleteAccountAssignment");
        Assert.All(other.Server.Calls.Since(0), call => Assert.DoesNotContain(arn, call.Body, StringComparison.Ordinal));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Where_nobody_declares_the_instance_the_operators_own_object_remembers_it()
    {
        await Cluster.Instances.DeleteAsync(Default);
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Discovered);
        await Operator.StopAsync();
        await using var other = await Aws.StartAsync(OtherSeed());
        await using var running = await RunningOperator.LaunchAsync(Cluster, other, Time);
        Assert.Equal(Organization.InstanceArn, (await Cluster.Instances.ReasonAsync(Discovered, "InstanceChanged")).Instance.InstanceArn);
    }

    [Theory]
    [InlineData("arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa", "d-1111111111", "100000000001", false)]
    [InlineData("arn:aws:sso:::instance/ssoins-bbbbbbbbbbbbbbbb", "d-1111111111", "100000000001", true)]
    [InlineData("arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa", "d-2222222222", "100000000001", true)]
    [InlineData("arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa", "d-1111111111", "200000000002", true)]
    public void Instance_directory_and_organization_must_be_those_that_are_recorded(string arn, string store, string management, bool isOther)
    {
        var recorded = new RecordedInstance("arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa", "d-1111111111", "100000000001");
        Assert.Equal(isOther, recorded.To(new(arn, store, management), management) is { Reason: Reason.InstanceChanged });
        Assert.Null((recorded with { IdentityStoreId = null, ManagementAccountId = null }).To(new(recorded.Arn, store, management), management));
    }

    private static string Words(IdentityCenterOperator.Entities.RecordedAccess granted) => $"{granted.PermissionSetArn} {granted.PrincipalId} {string.Join(",", granted.Accounts ?? [])}";

    private static Seed OtherSeed()
    {
        var seed = Organization.Seed();
        return seed with
        {
            Instance = new() { Id = "ssoins-bbbbbbbbbbbbbbbb", IdentityStore = "d-bbbbbbbbbb", PrimaryRegion = "eu-central-1" },
            Groups = [new() { Name = "Data" }, new() { Name = "Web" }],
            Users = [],
        };
    }
}
