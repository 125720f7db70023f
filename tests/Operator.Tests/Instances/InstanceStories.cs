using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.Instances;

/// <summary>The life of IdentityCenter/default.</summary>
public sealed class InstanceStories : Story
{
    private const string Default = "default";
    private const string Discovered = "discovered";

    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with { Organization = seed.Organization with { DelegatedAdministrator = Organization.Accounts[1] } };
        }
    }

    [Fact]
    public async Task Where_nobody_declares_it_an_object_of_the_operators_own_tells_what_was_found()
    {
        await Cluster.Instances.DeleteAsync(Default);
        await StartOperatorAsync();
        var seen = await Cluster.Instances.UntilAsync(Discovered, seen => seen is { IsReady: true, Instance.LastSweep: not null }, "is Ready and has had a look");
        var status = seen.Instance;
        Assert.Null(seen.Json["spec"]);
        Assert.Null(await Cluster.Instances.FindAsync(Default));
        Assert.Equal((Organization.InstanceArn, "d-99671a2b3c", "eu-central-1"), (status.InstanceArn, status.IdentityStoreId, status.PrimaryRegion));
        Assert.Equal(("100000000001", Organization.Accounts[1], true), (status.ManagementAccountId, status.DelegatedAdministrator, status.PermissionSetsEnabled));
        Assert.Equal("AWS_OWNED_KMS_KEY", status.Encryption!.KeyType);
        Assert.Equal(["permission_sets", "permission_sets_per_account", "policies_per_permission_set", "inline_policy_size"], status.Quotas!.Select(quota => quota.Name));
        Assert.True(status.LastSweep!.Complete);
        Assert.Null(seen.Json["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task What_a_repository_declares_in_its_spec_stays_the_repositorys()
    {
        await Cluster.Instances.DeleteAsync(Default);
        await Cluster.Instances.ApplyAsync(Default, "{sweepInterval: 30m}");
        await StartOperatorAsync();
        var seen = await Cluster.Instances.ReadyAsync(Default);
        Assert.Equal((1, "30m"), (seen.Generation, (string?)seen.Json["spec"]!["sweepInterval"]));
        Assert.All(
            seen.Json["metadata"]!["managedFields"]!.AsArray().Where(entry => ((string)entry!["manager"]!).StartsWith("identity-center-operator", StringComparison.Ordinal)),
            entry => Assert.Equal(["f:status"], entry!["fieldsV1"]!.AsObject().Select(field => field.Key)));
    }

    [Fact]
    public async Task The_operators_own_object_goes_when_somebody_declares_one_and_comes_back_when_that_is_deleted()
    {
        await Cluster.Instances.DeleteAsync(Default);
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Discovered);
        await Cluster.Instances.ApplyAsync(Default, "{sweepInterval: 30m}");
        await Cluster.Instances.ReadyAsync(Default);
        await Cluster.Instances.GoneAsync(Discovered);
        await Cluster.Instances.DeleteAsync(Default);
        await Cluster.Instances.ReadyAsync(Discovered);
        Assert.Null(await Cluster.Instances.FindAsync(Default));
    }

    [Fact]
    public async Task The_operators_own_object_that_was_left_behind_goes_when_the_operator_starts_beside_a_declared_one()
    {
        await Cluster.Instances.DeleteAsync(Default);
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Discovered);
        await Operator.StopAsync();
        await Cluster.Instances.ApplyAsync(Default, "{}");
        await StartOperatorAsync();
        await Cluster.Instances.GoneAsync(Discovered);
        await Cluster.Instances.ReadyAsync(Default);
    }

    [Fact]
    public async Task Without_it_the_defaults_are_in_force_and_what_was_declared_before_is_not()
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxPermissionSets: 0}}");
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Instances.DeleteAsync(Default);
        await Cluster.Instances.ReadyAsync(Discovered);
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        var shown = await Cluster.Instances.UntilAsync(Discovered, seen => seen.Instance.Guard?.Taken is { Count: > 0 }, "tells what was taken away");
        Assert.Equal(1, shown.Instance.Guard!.Taken!.Sum(minute => minute.PermissionSets));
    }

    [Fact]
    public async Task A_delegation_that_the_caller_may_not_see_is_absent_and_no_obstacle()
    {
        Aws.Fault(LocalIdentityCenter.FaultKind.Denied, "ListDelegatedAdministrators");
        await StartOperatorAsync();
        var seen = await Cluster.Instances.ReadyAsync(Default);
        Assert.Equal((null, "100000000001"), (seen.Instance.DelegatedAdministrator, seen.Instance.ManagementAccountId));
    }

    [Fact]
    public async Task Reconcile_at_brings_a_look_at_everything_now()
    {
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Default);
        await Aws.CreateAsync("Legacy");
        await Cluster.Instances.AnnotateAsync(Default, "identitycenter.dev/reconcile-at", "now");
        var seen = await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.LastHandledReconcileAt == "now", "answers");
        Assert.Equal(1, seen.Instance.Quotas!.Single(quota => quota.Name == "permission_sets").Used);
    }

    [Fact]
    public async Task Attributes_for_access_control_are_made_changed_healed_and_left_when_they_are_no_longer_declared()
    {
        await Cluster.Instances.ApplyAsync(Default, "{attributes: [{key: department, source: \"${path:enterprise.department}\"}]}");
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(20));
        await Cluster.Instances.ReadyAsync(Default);
        Assert.Equal("department=${path:enterprise.department}", await Aws.AttributesAsync());
        await Cluster.Instances.ApplyAsync(Default, "{attributes: [{key: department, source: \"${path:enterprise.department}\"}, {key: team, source: \"${path:userType}\"}]}");
        await Until(async () => await Aws.AttributesAsync() == "department=${path:enterprise.department} team=${path:userType}", "the attributes were changed");
        await Cluster.Instances.ReadyAsync(Default);
        await Aws.SetAttributesAsync("somebody=${path:title}");
        await Until(async () => await Aws.AttributesAsync() == "department=${path:enterprise.department} team=${path:userType}", "the attributes were healed");
        await Until(async () => (await Cluster.Instances.EventsAsync(Default)).Contains("DriftHealed: Attributes for access control are as declared again.", StringComparison.Ordinal), "the healing is told");
        await Cluster.Instances.ApplyAsync(Default, "{requestsPerSecond: 10}");
        await Cluster.Instances.ReadyAsync(Default);
        var mark = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "ListPermissionSets") >= 2), "the sweep has passed by");
        Assert.Equal("department=${path:enterprise.department} team=${path:userType}", await Aws.AttributesAsync());
        await Cluster.Instances.ApplyAsync(Default, "{attributes: []}");
        await Until(async () => await Aws.AttributesAsync() is null, "the attributes are gone");
    }

    [Fact]
    public async Task Attributes_that_are_not_shown_yet_are_not_set_again()
    {
        await Cluster.Instances.ApplyAsync(Default, "{attributes: [{key: department, source: \"${path:enterprise.department}\"}]}");
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Default);
        await RestsAsync();
        Aws.Server.Behaviour = Aws.Server.Behaviour with { StaleReads = TimeSpan.FromSeconds(2) };
        await Cluster.Instances.ApplyAsync(Default, "{attributes: [{key: team, source: \"${path:userType}\"}]}");
        await Cluster.Instances.ReadyAsync(Default);
        Assert.Equal(1, Aws.Count("UpdateInstanceAccessControlAttributeConfiguration"));
        Aws.Server.Behaviour = Aws.Server.Behaviour with { StaleReads = TimeSpan.Zero };
        Assert.Equal("team=${path:userType}", await Aws.AttributesAsync());
    }
}
