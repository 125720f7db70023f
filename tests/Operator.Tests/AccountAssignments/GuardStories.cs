using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>More would be revoked than somebody meant, perhaps.</summary>
public sealed class GuardStories : AccessStory
{
    private static readonly string Everywhere = For("{group: Data}", "allAccounts: true");

    [Fact]
    public async Task What_goes_beyond_the_guard_waits_until_the_object_approves_its_hash()
    {
        var arn = await BeginWithDataAsync(spec: Everywhere);
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Web}", "accounts: [\"400000000001\"]"));
        var tripped = await Assignments.ReasonAsync("data", "GuardTripped");
        // What is new is assigned all the same.
        Assert.Equal([$"+ {Accounts[0]} {Web}"], ChangesSince(mark));
        Assert.Equal(6, tripped.Assignment.Plan!.Total);
        Assert.StartsWith("revoke ", tripped.Assignment.Plan.Steps![0], StringComparison.Ordinal);
        Assert.Contains(tripped.Assignment.Plan.Hash, tripped.Message, StringComparison.Ordinal);
        await Assignments.AnnotateAsync("data", "identitycenter.dev/approve", tripped.Assignment.Plan.Hash);
        await Aws.Access.UntilAsync(arn, Holds(Web, 1));
        Assert.Null((await Assignments.ReadyAsync("data")).Assignment.Plan);
    }

    [Fact]
    public async Task Many_small_deletions_trip_the_guard_as_one_large_one_does_and_are_approved_together()
    {
        var arn = await BeginAsync();
        for (var i = 1; i <= 6; i++)
            await Assignments.ApplyAsync($"data-{i}", For("{group: Data}", $"accounts: [\"{Accounts[i - 1]}\"]"));
        for (var i = 1; i <= 6; i++)
            await Assignments.ReadyAsync($"data-{i}");
        for (var i = 1; i <= 6; i++)
            await Assignments.DeleteAsync($"data-{i}");
        await Until(async () => (await Assignments.ListAsync()).Count == 1, "all but one are gone");
        var left = Assert.Single(await Assignments.ListAsync());
        await Assignments.ReasonAsync(left.Name, "GuardTripped");
        var shown = await Cluster.Instances.UntilAsync("default", seen => seen.Json["status"]?["guard"]?["blocked"] is not null, "shows what is held back");
        await Cluster.Instances.AnnotateAsync("default", "identitycenter.dev/approve", (string)shown.Json["status"]!["guard"]!["blocked"]!["hash"]!);
        await Assignments.GoneAsync(left.Name);
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_was_held_back_goes_when_the_change_is_undone()
    {
        var arn = await BeginWithDataAsync(spec: Everywhere);
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"999999999999\"]"));
        await RestsAsync();
        await Assignments.ApplyAsync("data", Everywhere);
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2, 3, 4, 5, 6), await Aws.Access.HeldAsync(arn));
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
    }

    [Fact]
    public async Task An_organization_that_comes_back_smaller_takes_nothing_away()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(3), Everywhere);
        var mark = Aws.Mark;
        foreach (var account in Accounts.Take(4))
            Aws.Server.Organization.RemoveAccount(account);
        await Assignments.UntilAsync("data", seen => seen.Assignment.Assignments?.Desired == 2, "wants two accounts");
        await RestsAsync();
        Assert.Empty(ChangesSince(mark));
        Assert.Equal(6, (await Assignments.RecordedAsync("data")).Sum(entry => entry.Accounts!.Count));
    }
}
