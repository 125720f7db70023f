using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.ReplicaRegions;

/// <summary>From YAML to a Region that is ACTIVE.</summary>
public sealed class LifecycleStories : RegionStory
{
    [Fact]
    public async Task The_sample_becomes_Active_with_its_checks_and_what_is_left_to_people()
    {
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{deletionPolicy: Retain, timeout: 2h}");
        var ready = (await Regions.ReadyAsync("eu-west-1")).Region;
        Assert.Equal(("eu-west-1", "eu-central-1", "Active", true), (ready.Region, ready.PrimaryRegion, ready.Phase.ToString(), ready.Owned));
        Assert.Equal(
            ["PrimaryRegion Passed", "RegionSupported Passed", "OrganizationInstance Passed", "PermissionSetsEnabled Passed", "EncryptionKey Passed", "ReplicaKey Passed"],
            ready.Preflight!.Select(check => $"{check.Check} {check.Status}"));
        Assert.Contains(ReplicaIn("eu-west-1"), ready.NextSteps![0], StringComparison.Ordinal);
        Assert.Equal((null, null, 0), (ready.Workflow, ready.WaitingSince, ready.Drift?.Total));
        Assert.NotNull(ready.AddedDate);
        Assert.Equal("ACTIVE", await StatusAsync("eu-west-1"));
        Assert.Equal(["AddRegion"], Aws.WritesSince(0));
        await Until(async () => (await Regions.EventsAsync("eu-west-1")).Contains("Normal Active", StringComparison.Ordinal), "an Event tells of it");
    }

    [Fact]
    public async Task Three_that_are_applied_together_become_Active_one_at_a_time()
    {
        await StartOperatorAsync();
        string[] names = ["eu-west-1", "eu-north-1", "us-east-1"];
        await Task.WhenAll(names.Select(name => Regions.ApplyAsync(name, "{}")));
        foreach (var name in names)
            await Regions.ReadyAsync(name);
        Assert.Equal(names.Order(StringComparer.Ordinal), Asked("AddRegion").Order(StringComparer.Ordinal));
        Assert.All(Aws.Server.Calls.All.Where(call => call.Operation == "AddRegion"), call => Assert.Equal("OK", call.Outcome));
        var histories = History.Objects.ToList();
        Assert.Equal(2, histories.Count(versions => versions.Any(version => version.Reason == "RegionBusy")));
    }

    [Fact]
    public async Task Who_has_waited_longest_comes_first_and_who_fails_a_check_holds_nobody_up()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PhaseAsync("eu-west-1", "Adding");
        foreach (var name in new[] { "us-east-1", "eu-west-2", "eu-north-1" })
        {
            await Regions.ApplyAsync(name, "{}");
            await Regions.ReasonAsync(name, "RegionBusy");
            await PassAsync(TimeSpan.FromSeconds(2));
        }

        // The first in the line loses its replica key.
        Aws.Server.Organization.SetKey(ReplicaIn("us-east-1"), "Disabled");
        Release();
        await Regions.ReadyAsync("eu-west-2");
        await Regions.ReadyAsync("eu-north-1");
        Assert.Equal(["eu-west-1", "eu-west-2", "eu-north-1"], Asked("AddRegion"));
        Assert.Equal("ReplicaKeyNotReady", (await Regions.GetAsync("us-east-1")).Reason);
    }

    [Fact]
    public async Task A_line_outlives_the_operator()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await PhaseAsync("eu-west-1", "Adding");
        foreach (var name in new[] { "us-east-1", "eu-north-1" })
        {
            await Regions.ApplyAsync(name, "{}");
            await Regions.ReasonAsync(name, "RegionBusy");
            await PassAsync(TimeSpan.FromSeconds(2));
        }

        await Operator.StopAsync();
        Release();
        await StartOperatorAsync();
        await Regions.ReadyAsync("eu-north-1");
        Assert.Equal(["eu-west-1", "us-east-1", "eu-north-1"], Asked("AddRegion"));
    }

    [Fact]
    public async Task One_that_takes_too_long_times_out_is_watched_on_and_recovers()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{timeout: 1m}");
        var late = await Regions.ReasonAsync("eu-west-1", "ReplicationTimedOut");
        Assert.NotNull(late.Condition("Stalled"));
        Assert.Contains("longer than spec.timeout allows", late.Message, StringComparison.Ordinal);
        Release();
        var ready = await Regions.ReadyAsync("eu-west-1");
        Assert.Null(ready.Condition("Stalled"));
        Assert.Equal(["eu-west-1"], Asked("AddRegion"));
    }

    [Fact]
    public async Task More_time_that_is_given_later_counts_from_the_same_beginning()
    {
        await StartOperatorAsync();
        Stick("AddRegion");
        await Regions.ApplyAsync("eu-west-1", "{timeout: 1m}");
        var late = await Regions.ReasonAsync("eu-west-1", "ReplicationTimedOut");
        await Regions.ApplyAsync("eu-west-1", "{timeout: 2h}");
        var patient = await Regions.ReasonAsync("eu-west-1", "Progressing");
        Assert.Equal(late.Region.Workflow, patient.Region.Workflow);
    }

    [Fact]
    public async Task A_Region_that_is_there_already_is_taken_over_without_a_request()
    {
        await AddByHandAsync("eu-west-1");
        await ListedAsync("eu-west-1", "ACTIVE");
        await StartOperatorAsync();
        var ready = await ActiveAsync("ireland", "{region: eu-west-1}");
        Assert.True(ready.Region.Owned);
        Assert.Empty(Aws.WritesSince(0));
        await Until(async () => (await Regions.EventsAsync("ireland")).Contains("Adopted", StringComparison.Ordinal), "an Event tells of it");
    }

    [Fact]
    public async Task A_Region_that_somebody_is_adding_is_followed_from_the_time_that_AWS_tells()
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "AddRegion" });
        await AddByHandAsync("eu-west-1");
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{timeout: 24h}");
        var adding = (await PhaseAsync("eu-west-1", "Adding")).Region;
        Assert.True(adding.Owned);
        Assert.Equal(adding.AddedDate, adding.Workflow!.StartedAt);
        Release();
        await Regions.ReadyAsync("eu-west-1");
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_Region_that_nobody_declared_is_waited_for_as_well()
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "AddRegion" });
        await AddByHandAsync("us-east-1");
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{}");
        var busy = await Regions.ReasonAsync("eu-west-1", "RegionBusy");
        Assert.Equal("AWS adds or removes one Region at a time, and is adding Region us-east-1. Waiting for the turn to add Region eu-west-1 to the instance.", busy.Message);
        Assert.Empty(Aws.WritesSince(0));
        Release();
        await Regions.ReadyAsync("eu-west-1");
    }

    [Fact]
    public async Task Of_two_objects_about_one_Region_the_older_keeps_it_and_the_younger_succeeds_it()
    {
        await StartOperatorAsync();
        await ActiveAsync("eu-west-1", "{deletionPolicy: Delete}");
        await PassAsync(TimeSpan.FromSeconds(12));
        await Regions.ApplyAsync("ireland", "{region: eu-west-1, deletionPolicy: Delete}");
        var refused = await Regions.ReasonAsync("ireland", "AlreadyManaged");
        Assert.Equal("Region eu-west-1 belongs to the older ReplicaRegion \"eu-west-1\": delete one of the two.", refused.Message);
        var mark = Aws.Mark;
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.True((await Regions.ReadyAsync("ireland")).Region.Owned);
        Assert.Empty(Aws.WritesSince(mark));
    }

    [Fact]
    public async Task A_Region_that_was_removed_by_hand_is_reported_and_added_again()
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(3));
        var before = await ActiveAsync("eu-west-1");
        await RemoveByHandAsync("eu-west-1");
        await Regions.UntilAsync("eu-west-1", seen => seen.Condition("Drifted") is not null, "is Drifted");
        await Until(() => Task.FromResult(Asked("AddRegion").Count == 2), "the Region is asked for again");
        Assert.Equal(0, (await Regions.ReadyAsync("eu-west-1")).Region.Drift?.Total);
        Assert.True(Operator.Log.Has("DriftDetected", "Somebody removed Region eu-west-1"));
        Assert.Contains(History.Of(before), version => version.Region.Drift?.Entries is [{ Path: "spec.region", Desired: "eu-west-1" }]);
    }

    [Fact]
    public async Task Observe_reports_what_is_missing_and_asks_for_nothing()
    {
        await StartOperatorAsync();
        await Regions.ApplyAsync("eu-west-1", "{managementPolicy: Observe, deletionPolicy: Delete}");
        var drifted = await Regions.ReasonAsync("eu-west-1", "Drifted");
        Assert.Equal(["add Region eu-west-1 to the instance"], drifted.Region.Plan!.Steps!);
        Assert.Equal(6, drifted.Region.Preflight!.Count);
        await AddByHandAsync("eu-west-1");
        await ListedAsync("eu-west-1", "ACTIVE");
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "now");
        var ready = await Regions.ReadyAsync("eu-west-1");
        Assert.Equal((null, "now"), (ready.Region.Owned, ready.Region.LastHandledReconcileAt));
        await Regions.DeleteAsync("eu-west-1");
        await Regions.GoneAsync("eu-west-1");
        Assert.Empty(Aws.WritesSince(0));
        Assert.Equal("ACTIVE", await StatusAsync("eu-west-1"));
    }

    [Fact]
    public async Task While_it_is_paused_nothing_is_asked_for()
    {
        await StartOperatorAsync();
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Disabled");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await Regions.ReasonAsync("eu-west-1", "ReplicaKeyNotReady");
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/paused", "true");
        await Regions.UntilAsync("eu-west-1", seen => seen.Condition("Ready")?.Reason == "Paused", "is paused");
        Aws.Server.Organization.SetKey(ReplicaIn("eu-west-1"), "Enabled");
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/reconcile-at", "now");
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(0));
        await Regions.AnnotateAsync("eu-west-1", "identitycenter.dev/paused", null);
        await Regions.ReadyAsync("eu-west-1");
    }
}
