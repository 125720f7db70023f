using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.Instances;

/// <summary>
/// The table of docs/identity-center.md: what is the case when the operator starts, what IdentityCenter and every resource say of it, that nothing is written meanwhile and
/// the process stays up, and that it heals by itself.
/// </summary>
public sealed class SituationStories : Story
{
    private const string Default = "default";
    private const string OperatorKey = "AKIAOPERATOR";

    private static readonly string Member = Organization.Accounts[0];

    private static readonly Dictionary<string, Situation> Situations = new()
    {
        ["the instance's primary Region is another"] = new(
            Healthy(instance => instance with { PrimaryRegion = "us-east-1", Regions = ["eu-central-1"] }), "WrongRegion", "start the operator with AWS_REGION=us-east-1"),
        ["the instance is not in this Region"] = new(
            Healthy(instance => instance with { PrimaryRegion = "us-east-1" }), "InstanceNotFound", "No IAM Identity Center instance is visible in this Region"),
        ["the organization has no instance"] = new(Delegated() with { Instance = null }, "InstanceNotFound", "No IAM Identity Center instance is visible in this Region"),
        ["several instances are visible"] = new(
            Delegated(), "SeveralInstances", "Name one in spec.instanceArn of IdentityCenter default", HasOwnInstance: true),
        ["the only instance is an account's own"] = new(
            Delegated() with { Instance = null },
            "NotOrganizationInstance",
            $"is an account instance of account {Member}, which has neither permission sets nor assignments",
            HasOwnInstance: true),
        ["permission sets are switched off"] = new(
            Healthy(instance => instance with { PermissionSetsEnabled = false }), "PermissionSetsDisabled", "enable them in its settings (sso:UpdateInstance)"),
        ["AWS cannot be reached"] = new(Delegated(), "AwsUnavailable", "AWS could not be reached", IsUnreachable: true),
    };

    private protected override Seed Seed => Delegated();

    public static TheoryData<string> Names => [.. Situations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_written_everybody_is_told_and_it_heals_by_itself(string name)
    {
        var situation = Situations[name];
        await BeginAsync(situation);
        var mark = Aws.Mark;
        await LaunchOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        var center = await Cluster.Instances.ReasonAsync(Default, situation.Reason);
        var set = await Cluster.ReasonAsync("reader", situation.Reason);
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {allAccounts: true}}");
        var assignment = await Cluster.Assignments.ReasonAsync("data", situation.Reason);
        Assert.Contains(situation.Sentence, center.Message, StringComparison.Ordinal);
        Assert.Contains(situation.Sentence, set.Message, StringComparison.Ordinal);
        Assert.Contains(situation.Sentence, assignment.Message, StringComparison.Ordinal);
        Assert.Equal(situation.IsUnreachable ? "Reconciling" : "Stalled", center.Status.Conditions!.Single(condition => condition.Type != "Ready").Type);
        Assert.Empty(Aws.WritesSince(mark));
        await HealAsync();
        await Cluster.Instances.ReadyAsync(Default);
        await Cluster.ReadyAsync("reader");
        await Cluster.Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task A_situation_that_begins_later_stops_writes_and_deletes_nothing()
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(20));
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await Cluster.ReadyAsync("reader");
        var healthy = Aws.Server.Save();
        await LoadAsync(Situations["permission sets are switched off"].Seed);
        await Cluster.Instances.ReasonAsync(Default, "PermissionSetsDisabled");
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.UntilAsync("reader", seen => seen.Reason == "PermissionSetsDisabled", "waits");
        Assert.Empty(Aws.WritesSince(mark));
        Aws.Server.Load(healthy);
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task A_Region_that_waited_for_the_instance_goes_on_when_it_is_back_as_it_was()
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(20));
        var healthy = Aws.Server.Save();
        await LoadAsync(Situations["the instance is not in this Region"].Seed);
        await Cluster.Instances.ReasonAsync(Default, "InstanceNotFound");
        await Cluster.Regions.ApplyAsync("eu-west-1", "{}");
        await Cluster.Regions.ReasonAsync("eu-west-1", "InstanceNotFound");
        Aws.Server.Load(healthy);
        // Its checks are made: the instance of this organization has a key of AWS.
        await Cluster.Regions.ReasonAsync("eu-west-1", "EncryptionKeyNotReady");
    }

    [Fact]
    public async Task Naming_one_of_several_instances_is_answered_at_once()
    {
        await BeginAsync(Situations["several instances are visible"]);
        await LaunchOperatorAsync();
        await Cluster.Instances.ReasonAsync(Default, "SeveralInstances");
        await Cluster.Instances.ApplyAsync(Default, $"{{instanceArn: \"{Organization.InstanceArn}\"}}");
        var ready = await Cluster.Instances.ReadyAsync(Default);
        Assert.Equal(Organization.InstanceArn, ready.Instance.InstanceArn);
    }

    // The operator runs in a member account that Identity Center is delegated to: the only kind of account that can have an instance of its own besides.
    private static Seed Delegated()
    {
        var seed = Organization.Seed();
        return seed with { Organization = seed.Organization with { DelegatedAdministrator = Member }, Callers = [new(OperatorKey, Member)] };
    }

    private static Seed Healthy(Func<SeedInstance, SeedInstance> change) => Delegated() with { Instance = change(Organization.Seed().Instance!) };

    private async Task BeginAsync(Situation situation)
    {
        await LoadAsync(situation.Seed);
        if (situation.HasOwnInstance)
            await Aws.CreateInstanceAsync(OperatorKey);
        if (situation.IsUnreachable)
            Aws.Fault(FaultKind.DropBefore, "*");
    }

    private async Task HealAsync()
    {
        Aws.Server.Faults.Clear();
        await LoadAsync(Delegated());
    }

    private async Task LoadAsync(Seed seed)
    {
        await using var other = await LocalIdentityCenterServer.StartAsync(seed);
        Aws.Server.Load(other.Save());
    }

    private sealed record Situation(Seed Seed, string Reason, string Sentence, bool HasOwnInstance = false, bool IsUnreachable = false);
}
