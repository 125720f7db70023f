using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>No namespace uses up the room of others in the deletion guard, and what waits only for room goes when there is some.</summary>
public sealed class FairGuardStories : AccessStory
{
    private const string Default = "default";
    private const string Busy = "busy";
    private const string Quiet = "quiet";

    [Fact]
    public async Task A_namespace_that_uses_up_its_room_holds_up_no_other()
    {
        var arn = await TwoTenantsAsync("{maxRevocations: 5, window: 24h}");
        await Cluster.AssignmentsIn(Quiet).ApplyAsync("ours", For("{group: Data}", "accounts: [\"400000000001\"]"));
        await Cluster.AssignmentsIn(Quiet).ReadyAsync("ours");
        await GivenAsync(Busy, 6);
        await DeletedAsync(Busy, 6);
        // A fifth would take the only one that the other namespace may need.
        await Until(async () => (await Cluster.AssignmentsIn(Busy).ListAsync()).Count(seen => seen.Namespace == Busy) == 2, "four of them are gone");
        await Cluster.AssignmentsIn(Quiet).DeleteAsync("ours");
        await Cluster.AssignmentsIn(Quiet).GoneAsync("ours");
        Assert.Equal(2, (await Aws.Access.HeldAsync(arn)).Count);
        var guard = (await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Namespaces?.Any(told => told is { Namespace: Quiet, Used: 1 }) == true, "tells of both")).Instance.Guard!;
        var busy = guard.Namespaces!.Single(told => told.Namespace == Busy);
        Assert.Equal((4, 2), (busy.Used, busy.Blocked));
        // In the moment in which the other one is counted, and its object does not say so yet, it counts twice.
        Assert.InRange(busy.Limit, 3, 4);
        Assert.Contains("\"reader\" in a4000000", guard.Blocked!.Sample![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_spec_gives_a_namespace_is_all_that_it_has()
    {
        var arn = await TwoTenantsAsync("{perNamespace: {maxRevocations: 1}, window: 24h}");
        await GivenAsync(Busy, 2);
        await DeletedAsync(Busy, 2);
        await Until(async () => (await Aws.Access.HeldAsync(arn)).Count == 1, "one of them is revoked");
        var held = await HeldBackAsync(Busy);
        Assert.Contains("and the deletion guard allows 0 now in this namespace (spec.deletionGuard of IdentityCenter default)", held.Message, StringComparison.Ordinal);
        Assert.Single(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Little_that_waits_for_room_goes_by_itself_when_there_is_some()
    {
        var arn = await TwoTenantsAsync("{maxRevocations: 5, window: 2m}");
        await GivenAsync(Busy, 6);
        await DeletedAsync(Busy, 6);
        var held = await HeldBackAsync(Busy);
        Assert.Contains("it waits until there is room again, or until the annotation identitycenter.dev/approve is set to", held.Message, StringComparison.Ordinal);
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Blocked is { Plans: 1, Queued: 1 }, "tells that it goes by itself");
        await Cluster.AssignmentsIn(Busy).GoneAsync(held.Name);
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task What_is_more_waits_for_a_person_however_much_room_there_is()
    {
        var arn = await TwoTenantsAsync("{maxRevocations: 5, window: 1m}");
        await Cluster.AssignmentsIn(Busy).ApplyAsync("many", For("{group: Web}", "accounts: [\"400000000001\", \"400000000002\", \"400000000003\", \"400000000004\"]"));
        await Cluster.AssignmentsIn(Busy).ReadyAsync("many");
        await GivenAsync(Busy, 2);
        await DeletedAsync(Busy, 2);
        await Until(async () => (await Aws.Access.HeldAsync(arn)).Count == 4, "two are revoked");
        await Cluster.AssignmentsIn(Busy).DeleteAsync("many");
        var held = await Cluster.AssignmentsIn(Busy).ReasonAsync("many", "GuardTripped");
        var end = Time.GetUtcNow().AddMinutes(4);
        await Until(() => Task.FromResult(Time.GetUtcNow() > end), "the window is over");
        await RestsAsync();
        Assert.Equal(4, (await Aws.Access.HeldAsync(arn)).Count);
        await Cluster.AssignmentsIn(Busy).AnnotateAsync("many", "identitycenter.dev/approve", held.Assignment.Plan!.Hash);
        await Cluster.AssignmentsIn(Busy).GoneAsync("many");
    }

    // Each of one assignment, so that a hundred small deletions can be told from one large one.
    private async Task GivenAsync(string ns, int count)
    {
        for (var i = 0; i < count; i++)
            await Cluster.AssignmentsIn(ns).ApplyAsync($"one-{i}", For("{group: Data}, {group: Audit}".Split(", ")[i % 2], $"accounts: [\"{Accounts[5 - i]}\"]"));
        for (var i = 0; i < count; i++)
            await Cluster.AssignmentsIn(ns).ReadyAsync($"one-{i}");
    }

    private async Task DeletedAsync(string ns, int count)
    {
        for (var i = 0; i < count; i++)
            await Cluster.AssignmentsIn(ns).DeleteAsync($"one-{i}");
    }

    private async Task<Seen> HeldBackAsync(string ns)
    {
        Seen? held = null;
        await Until(async () => (held = (await Cluster.AssignmentsIn(ns).ListAsync()).FirstOrDefault(seen => seen.Namespace == ns && seen.Reason == "GuardTripped")) is not null, "one is held back");
        return held!;
    }

    private async Task<string> TwoTenantsAsync(string guard)
    {
        await Cluster.NamespaceAsync(Busy);
        await Cluster.NamespaceAsync(Quiet);
        await Cluster.Instances.ApplyAsync(Default, $"{{deletionGuard: {guard}}}");
        return await BeginAsync(set: $"{{assignableFrom: {{namespaces: [{Busy}, {Quiet}]}}}}");
    }
}
