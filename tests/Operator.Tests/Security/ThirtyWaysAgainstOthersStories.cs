using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of a tenant that go against others: whoever approves, and the people of another namespace. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysAgainstOthersStories : ThirtyWaysStory
{
    [Fact]
    public async Task Way_8_a_tenant_takes_the_name_and_the_uid_of_an_object_of_another_namespace_to_have_what_that_left_behind()
    {
        await TenantsAsync();
        var arn = await BeginAsync(set: OpenToBoth);
        await Neighbour.CreateAsync("mine", DataInTwo.Replace("targets", "deletionPolicy: Retain, targets", StringComparison.Ordinal));
        var uid = (await Ours.ReadyAsync("mine")).Uid;
        await Neighbour.DeleteAsync("mine");
        await Ours.GoneAsync("mine");
        // What it takes over and does not want would be revoked.
        await CreateAsync(For("{group: Web}", "accounts: [\"400000000003\"]"), $"{{uid: {uid}}}");
        Assert.NotEqual(uid, (await Mine.ReadyAsync("mine")).Uid);
        await Mallory.DeleteAsync("mine");
        await Mine.GoneAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal([Group], (await Ours.RecordedForAsync(uid)).Select(entry => entry.PrincipalId));
    }

    [Fact]
    public async Task Way_9_a_tenant_puts_another_plan_in_the_place_of_the_one_that_was_shown_before_it_is_approved()
    {
        await Cluster.Instances.ApplyAsync(Default, NoRoom);
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        await Mallory.CreateAsync("mine", For("{group: Data}, {group: Web}"));
        await Mine.ReadyAsync("mine");
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Data}]}}");
        var shown = await BlockedAsync();
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Audit}]}}");
        await Mine.UntilAsync("mine", seen => seen is { Reason: "GuardTripped", Assignment.Plan.Total: 4 }, "shows the other plan");
        await Cluster.Instances.AnnotateAsync(Default, Approve, shown);
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Blocked?.Note?.Contains(shown, StringComparison.Ordinal) == true, "says that this is not what is held back");
        await RestsAsync();
        NothingRevoked();
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2), .. Holds(Web, 1, 2), .. Holds(Audit, 1, 2)]);
    }

    [Fact]
    public async Task Way_10_a_tenant_uses_up_the_room_of_the_guard_so_that_nobody_elses_access_ends()
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: 5, window: 24h}}");
        await TenantsAsync();
        var arn = await BeginAsync(set: OpenToBoth);
        await Neighbour.CreateAsync("ours", For("{group: Audit}", "accounts: [\"400000000001\"]"));
        await Ours.ReadyAsync("ours");
        for (var i = 0; i < 6; i++)
            await Mallory.CreateAsync($"one-{i}", For("{group: Data}", $"accounts: [\"{Accounts[i]}\"]"));
        for (var i = 0; i < 6; i++)
            await Mine.ReadyAsync($"one-{i}");
        for (var i = 0; i < 6; i++)
            await Mallory.DeleteAsync($"one-{i}");
        await Until(async () => (await Mine.ListAsync()).Any(seen => seen.Namespace == Theirs && seen.Reason == "GuardTripped"), "the tenant's room is used up");
        await Neighbour.DeleteAsync("ours");
        await Ours.GoneAsync("ours");
        Assert.DoesNotContain($"{Accounts[0]} {Audit}", await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Way_11_a_tenant_without_the_right_asks_for_what_others_have_so_that_it_outlives_their_object()
    {
        await TenantsAsync();
        var arn = await BeginAsync(set: "{assignableFrom: {namespaces: [neighbour]}}");
        await Neighbour.CreateAsync("ours", DataInTwo);
        await Ours.ReadyAsync("ours");
        string[] sets = ["permissionSetRef: {name: reader}", "permissionSetRef: {name: reader}, managementPolicy: Observe", "permissionSetName: reader", "permissionSetName: reader, managementPolicy: Observe", "permissionSetRef: {name: nobody-made-this}"];
        foreach (var (i, set) in sets.Index())
            await Mallory.CreateAsync($"twin-{i}", DataInTwo.Replace("permissionSetRef: {name: reader}", set, StringComparison.Ordinal));
        foreach (var (i, _) in sets.Index())
            await Mine.UntilAsync($"twin-{i}", seen => seen.Reason is "NamespaceNotAllowed" or "PermissionSetNotFound", "has no right to it");
        await Neighbour.DeleteAsync("ours");
        await Ours.GoneAsync("ours");
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task Way_12_a_tenant_floods_the_operator_with_names_edits_and_Events_so_that_it_has_no_time_for_others()
    {
        await TenantsAsync();
        var arn = await BeginAsync(set: OpenToBoth);
        var refused = await Assert.ThrowsAsync<KubernetesException>(() => Mallory.CreateAsync("huge", For(Nobodies(1_001))));
        Assert.Equal("Invalid", refused.Reason);
        await Mallory.CreateAsync("mine", For("{group: Nobody}"));
        for (var i = 0; i < 36; i++)
        {
            await Mallory.PatchAsync("mine", $"{{spec: {{principals: [{{group: Nobody-{i}}}]}}}}");
            await Mine.UntilAsync("mine", seen => seen.Message.Contains($"\"Nobody-{i}\"", StringComparison.Ordinal), "says whom there is not");
        }

        await Mallory.CreateAsync("large", For(Nobodies(1_000)));
        await Neighbour.CreateAsync("ours", For("{group: Web}"));
        await Ours.ReadyAsync("ours");
        Assert.Equal(Holds(Web, 1, 2), await Aws.Access.HeldAsync(arn));
        // As many as an object has in five minutes, and one or two more.
        Assert.InRange((await Mine.EventsAsync("mine")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 27);
    }

    private static string Nobodies(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{user: nobody-{i}@example.com}}"));
}
