using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>AWS accepts a change of a permission set, and shows it only some time later.</summary>
public sealed class LaggingListStories : Story
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_change_that_is_not_shown_yet_is_not_made_again_and_accounts_are_updated_once()
    {
        await StartOperatorAsync(TimeSpan.FromSeconds(5));
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 2);
        await RestsAsync();
        Lagging(Lag);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit], description: audit}");
        await Cluster.ReadyAsync("reader");
        var ready = Aws.Mark;
        await Until(() => Task.FromResult(Aws.CallsSince(ready).Count(call => call == "ListPermissionSets") >= 6), "the sweep has passed by some times");
        await RestsAsync();
        Assert.Equal(
            ["AttachManagedPolicyToPermissionSet", "DetachManagedPolicyFromPermissionSet", "ProvisionPermissionSet", "UpdatePermissionSet"],
            Aws.WritesSince(mark).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("DriftDetected", await Cluster.EventsAsync("reader"), StringComparison.Ordinal);
        Lagging(TimeSpan.Zero);
        Assert.Equal("arn:aws:iam::aws:policy/SecurityAudit", (await Aws.FindAsync("reader"))!.ManagedPolicies);
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    [Fact]
    public async Task A_set_that_is_created_and_deleted_before_it_is_shown_does_not_stay_behind()
    {
        await StartOperatorAsync();
        Lagging(Lag);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Cluster.UntilAsync("reader", seen => seen.Status.Arn is not null, "is created");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Lagging(TimeSpan.Zero);
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task A_change_back_before_the_first_is_shown_is_made()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: one}");
        await Cluster.ReadyAsync("reader");
        Lagging(Lag);
        await Cluster.ApplyAsync("reader", "{description: two}");
        await Until(() => Task.FromResult(Aws.Count("UpdatePermissionSet") == 1), "it is changed");
        await Cluster.ApplyAsync("reader", "{description: one}");
        await Cluster.ReadyAsync("reader");
        Lagging(TimeSpan.Zero);
        Assert.Equal("one", (await Aws.FindAsync("reader"))!.Description);
    }

    private void Lagging(TimeSpan lag) => Aws.Server.Behaviour = Aws.Server.Behaviour with { ListsLag = lag };
}
