using Amazon.SSOAdmin.Model;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Security;

/// <summary>The whole folder is deleted, or an organizational unit moved: what happens under the default guard, what a person reads, and how they go on (docs/runbooks/worst-day.md).</summary>
public sealed class WorstDayStories(ITestOutputHelper output) : Story
{
    private static readonly WorstDay Company = Environment.GetEnvironmentVariable("LARGE") is null ? new(2, 3, 60) : new(5, 5, 200);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(Environment.GetEnvironmentVariable("LARGE") is null ? 2 : 9);

    private protected override Seed Seed => Company.Seed;

    [Fact]
    public async Task A_folder_that_is_deleted_takes_nothing_away_and_Retain_gives_it_all_back()
    {
        await DeclareAsync();
        await FeedAsync(Company.Yaml(), "delete", "--wait=false", "-f", "-");
        await HeldBackAsync();
        Assert.Equal(Company.Assignments, await HeldAsync());
        await ShowAsync();
        var mark = Aws.Mark;
        foreach (var name in Company.ObjectNames)
            await KubectlAsync("patch", "assign", name, "-n", Cluster.TrustedNamespace, "--type=merge", "-p", """{"spec":{"deletionPolicy":"Retain"}}""");
        foreach (var name in Company.SetNames)
            await KubectlAsync("patch", "permset", name, "--type=merge", "-p", """{"spec":{"deletionPolicy":"Retain"}}""");
        await EmptyAsync();
        Assert.Equal(Company.Assignments, await HeldAsync());
        await DeclareAgainAsync();
        Assert.DoesNotContain(Aws.WritesSince(mark), call => call.Contains("Assignment", StringComparison.Ordinal) || call is "DeletePermissionSet" or "CreatePermissionSet");
        Assert.Equal(0, Aws.Count("DeleteAccountAssignment"));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_on_purpose_goes_after_one_approval()
    {
        await DeclareAsync();
        await FeedAsync(Company.Yaml(), "delete", "--wait=false", "-f", "-");
        var blocked = await HeldBackAsync();
        Assert.Equal(Company.Assignments, await HeldAsync());
        await KubectlAsync("annotate", "identitycenters", "--all", "--overwrite", $"identitycenter.dev/approve={blocked.Hash}");
        await EmptyAsync();
        Assert.Equal(0, await HeldAsync());
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task What_was_held_back_is_known_again_after_a_restart_and_the_window_with_it()
    {
        await DeclareAsync();
        await FeedAsync(Company.Yaml(), "delete", "--wait=false", "-f", "-");
        await HeldBackAsync();
        await Operator.StopAsync();
        await StartOperatorAsync();
        await HeldBackAsync();
        Assert.Equal(Company.Assignments, await HeldAsync());
    }

    [Fact]
    public async Task A_unit_that_is_moved_away_costs_no_more_than_the_guard_allows_and_moving_it_back_mends_it()
    {
        await DeclareAsync("{organizationalUnits: [{path: Workloads/Prod}]}", TimeSpan.FromSeconds(20));
        var prod = Company.AccountIds.Take(Company.Accounts / 2).ToList();
        var (all, each) = (Company.Assignments / 2, prod.Count);
        // As many objects as fit go through whole; a plan that does not fit is held back whole.
        var through = Math.Min(50, all / 5) / each;
        foreach (var account in prod)
            Aws.Server.Organization.MoveAccount(account, WorstDay.Dev);
        await Eventually.TrueAsync(
            async () => (await Cluster.Assignments.ListAsync()).Count(seen => seen.Reason == "GuardTripped") == Company.ObjectNames.Count() - through && Aws.Count("DeleteAccountAssignment") == through * each,
            "what does not fit is held back",
            Deadline);
        var held = (await Cluster.Assignments.ListAsync()).First(seen => seen.Reason == "GuardTripped");
        Assert.EndsWith("or the change is undone.", held.Message, StringComparison.Ordinal);
        foreach (var account in prod)
            Aws.Server.Organization.MoveAccount(account, WorstDay.Prod);
        await AllReadyAsync(seen => seen.Assignment.Assignments?.Assigned == each);
        Assert.Equal((all, through * each), (await HeldAsync(), Aws.Count("DeleteAccountAssignment")));
    }

    private async Task DeclareAsync(string targets = "{organizationalUnits: [{path: Workloads}]}", TimeSpan? sweepInterval = null)
    {
        await StartOperatorAsync(sweepInterval);
        await FeedAsync(Company.Yaml(targets), "apply", "-f", "-");
        await AllReadyAsync();
    }

    private async Task DeclareAgainAsync()
    {
        await FeedAsync(Company.Yaml(), "apply", "-f", "-");
        await AllReadyAsync();
    }

    private Task AllReadyAsync(Func<Seen, bool>? and = null) => Eventually.TrueAsync(
        async () => (await Cluster.Assignments.ListAsync()) is var all && all.Count == Company.ObjectNames.Count() && all.All(seen => seen.IsReady && and?.Invoke(seen) != false),
        "everything is Ready",
        Deadline);

    // All plans are held back: what a person finds on IdentityCenter/default, or on the operator's own object where that is gone.
    private async Task<IdentityCenterOperator.Entities.GuardBlocked> HeldBackAsync()
    {
        var seen = await Eventually.ValueAsync(
            async () => await Cluster.Instances.ListAsync() is [var one, ..] ? one : null, seen => seen?.Instance.Guard?.Blocked?.Revocations == Company.Assignments, "all revocations are held back", Deadline);
        await Eventually.TrueAsync(
            async () => (await Cluster.Assignments.ListAsync()).All(seen => seen.Reason == "GuardTripped" && seen.Message.Contains("or spec.deletionPolicy to Retain", StringComparison.Ordinal))
                && (await Cluster.ListAsync()).All(seen => seen.Reason == "StillAssigned"),
            "each object says why it is still there",
            Deadline);
        Assert.Equal(0, Aws.Count("DeleteAccountAssignment"));
        return seen!.Instance.Guard!.Blocked!;
    }

    private async Task ShowAsync()
    {
        output.WriteLine(await KubectlAsync("get", "access", "-A"));
        output.WriteLine(await KubectlAsync("get", "identitycenters", "-o", "jsonpath={.items[*].status.guard.blocked}"));
        output.WriteLine(await KubectlAsync("describe", "assign", Company.ObjectNames.First(), "-n", Cluster.TrustedNamespace));
        output.WriteLine(await Cluster.Assignments.EventsAsync(Company.ObjectNames.First()));
    }

    private Task EmptyAsync() => Eventually.TrueAsync(async () => (await Cluster.AllAsync()).Count == 0, "no object is left", Deadline);

    private async Task<int> HeldAsync()
    {
        var held = 0;
        foreach (var name in await Aws.NamesAsync())
            held += await HeldAsync((await Aws.ArnAsync(name))!);
        return held;
    }

    private async Task<int> HeldAsync(string arn)
    {
        var held = await Task.WhenAll(Company.AccountIds.Select(account => Aws.Console.ListAccountAssignmentsAsync(
            new ListAccountAssignmentsRequest { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, AccountId = account, MaxResults = 100 })));
        return held.Sum(answer => answer.AccountAssignments?.Count ?? 0);
    }

    private Task<string> KubectlAsync(params string[] arguments) => Cluster.Plane.KubectlAsync(arguments);

    private Task FeedAsync(string input, params string[] arguments) => Cluster.Plane.KubectlWithInputAsync(input, arguments);
}
