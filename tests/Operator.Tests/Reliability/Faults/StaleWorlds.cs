using IdentityCenterOperator.AccountAssignments;
using LocalIdentityCenter;
using Operator.Tests.AccountAssignments.Year;
using Operator.Tests.Harness;
using Testing;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Reliability.Faults;

/// <summary>What the operator is told is old, or less than there is, or the clock is wrong: nobody loses access over it, and where many would, the guard says so.</summary>
[Collection(FaultyCluster.Name)]
public sealed class StaleWorlds(FaultPlane plane) : IAsyncLifetime
{
    private FaultWorld _world = null!;
    private bool _clockWasSet;

    private Objects Assignments => _world.Cluster.Assignments;

    public async Task InitializeAsync() => _world = await FaultWorld.BeginAsync(plane.Cluster);

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        // Whose clock was set writes times that go back.
        if (!_clockWasSet)
            StatusRules.Check(_world.History);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Access_that_one_object_hands_over_to_another_stays_while_the_operator_sees_it_late(int events)
    {
        await GrantedAsync("before", "{group: Data}", "accounts: [\"400000000001\", \"400000000002\"]");
        _world.Front.FallBehind(events);
        await ApplyAsync("after", "{group: Data}", "allAccounts: true");
        await Assignments.DeleteAsync("before");
        await ApplyAsync("other", "{group: Web}", "accounts: [\"400000000003\"]");
        await PassAsync(TimeSpan.FromSeconds(30));
        _world.Front.FallBehind(0);
        await Assignments.GoneAsync("before");
        await HoldsAsync([.. Holds(Group, 1, 2, 3, 4, 5, 6), .. Holds(Web, 3)]);
        Assert.Empty(Revocations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_set_that_was_edited_and_deleted_and_declared_again_is_right_in_the_end_however_late_the_operator_sees_it(int events)
    {
        await _world.Cluster.ApplyAsync("reader", "{description: One, managedPolicies: [ReadOnlyAccess]}");
        await _world.Cluster.ReadyAsync("reader");
        _world.Front.FallBehind(events);
        await _world.Cluster.ApplyAsync("reader", "{description: Two, managedPolicies: [SecurityAudit]}");
        await _world.Cluster.DeleteAsync("reader");
        await PassAsync(TimeSpan.FromSeconds(20));
        _world.Front.FallBehind(0);
        await _world.Cluster.GoneAsync("reader");
        _world.Front.FallBehind(events);
        await _world.Cluster.ApplyAsync("reader", "{description: Three, managedPolicies: [ReadOnlyAccess]}");
        await PassAsync(TimeSpan.FromSeconds(20));
        _world.Front.FallBehind(0);
        await _world.Cluster.ReadyAsync("reader");
        var set = (await _world.Aws.FindAsync("reader"))!;
        Assert.Equal(("Three", "arn:aws:iam::aws:policy/ReadOnlyAccess"), (set.Description, set.ManagedPolicies));
    }

    [Theory]
    [InlineData("ListAccounts", 0)]
    [InlineData("ListAccounts", 1)]
    [InlineData("ListAccounts", 5)]
    [InlineData("ListOrganizationalUnitsForParent", 0)]
    [InlineData("ListGroups", 0)]
    [InlineData("ListGroups", 1)]
    [InlineData("ListPermissionSets", 0)]
    [InlineData("ListAccountsForProvisionedPermissionSet", 0)]
    [InlineData("ListAccountAssignments*", 0)]
    public async Task A_list_that_comes_back_short_takes_nothing_away_and_is_forgotten_when_it_is_whole(string operation, int keep)
    {
        await GrantedAsync("named", "{group: Data}", "accounts: [\"400000000001\", \"400000000002\"]");
        await GrantedAsync("unit", "{group: Audit}", "organizationalUnits: [{path: Workloads/Prod}]");
        await GrantedAsync("everywhere", "{user: alice@example.com}", "allAccounts: true");
        string[] all = [.. Holds(Group, 1, 2), .. Holds(Audit, 1, 2, 3), .. Holds(Alice, 1, 2, 3, 4, 5, 6)];
        await HoldsAsync(all);
        Shorten(operation, keep);
        await SweptAsync();
        await SweptAsync();
        Assert.Empty(Revocations);
        _world.Aws.Server.Faults.Clear();
        await SweptAsync();
        foreach (var name in new[] { "named", "unit", "everywhere" })
            await Assignments.ReadyAsync(name);
        Assert.Empty(Revocations);
        await HoldsAsync(all);
        await Assignments.DeleteAsync("named");
        await Assignments.GoneAsync("named");
        await HoldsAsync(all[2..]);
    }

    [Fact]
    public async Task Tags_that_come_back_empty_trip_the_guard_where_many_would_lose_access_and_it_says_so()
    {
        await Person.InsistsAsync(() => _world.Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 2}}"));
        await GrantedAsync("tagged", "{group: Data}", "accountSelector: {matchLabels: {env: dev}}");
        Shorten("organizations:ListTagsForResource", 0);
        var tripped = await Assignments.ReasonAsync("tagged", "GuardTripped");
        Assert.Contains("3 assignments would be revoked", tripped.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await Assignments.EventsAsync("tagged")).Contains("GuardTripped", StringComparison.Ordinal), "an Event says so");
        Assert.NotNull((await _world.Cluster.Instances.UntilAsync("default", seen => seen.Instance.Guard?.Blocked is not null, "shows what is held back")).Instance.Guard!.Blocked);
        _world.Aws.Server.Faults.Clear();
        await Assignments.ReadyAsync("tagged");
        Assert.Empty(Revocations);
        await HoldsAsync(Holds(Group, 4, 5, 6));
    }

    [Fact]
    public async Task Access_that_is_taken_back_at_once_is_revoked_although_reads_do_not_show_it_yet()
    {
        await ApplyAsync("brief", "{group: Data}", "accounts: [\"400000000001\"]");
        _world.Aws.Server.Behaviour = _world.Aws.Server.Behaviour with { StaleReads = TimeSpan.FromMilliseconds(500) };
        await Eventually.TrueAsync(async () => (await Assignments.RecordedAsync("brief")).Count > 0, "it is recorded what is about to be assigned");
        await Eventually.TrueAsync(() => Task.FromResult(_world.Held(FaultWorld.Access).Contains($"{Accounts[0]} {Group}")), "AWS has it");
        await Assignments.DeleteAsync("brief");
        await Assignments.GoneAsync("brief");
        await HoldsAsync([]);
    }

    [Fact]
    public async Task A_set_that_is_taken_back_at_once_is_deleted_although_reads_do_not_show_it_yet()
    {
        _world.Aws.Server.Behaviour = _world.Aws.Server.Behaviour with { StaleReads = TimeSpan.FromMilliseconds(500) };
        await _world.Cluster.ApplyAsync("brief", "{description: Brief}");
        await Eventually.TrueAsync(() => Task.FromResult(_world.WritesSince(0).Any(write => write is { Operation: "CreatePermissionSet", Succeeded: true })), "AWS has it");
        await _world.Cluster.DeleteAsync("brief");
        await _world.Cluster.GoneAsync("brief");
        _world.Aws.Server.Behaviour = _world.Aws.Server.Behaviour with { StaleReads = TimeSpan.Zero };
        await Eventually.TrueAsync(async () => !(await _world.Aws.NamesAsync()).Contains("brief"), "AWS does not have it any more");
        Assert.Contains(_world.WritesSince(0), write => write is { Operation: "DeletePermissionSet", Succeeded: true });
    }

    [Fact]
    public async Task A_clock_that_jumps_beyond_many_ends_trips_the_guard_and_back_again_all_is_as_it_was()
    {
        await GrantedAsync("ending", "{group: Data}", "allAccounts: true", $"expiresAt: \"{AccessWindow.Text(_world.Time.GetUtcNow().AddDays(300))}\"");
        SetClock(TimeSpan.FromDays(365));
        await LookAgainAsync("ending", "ahead");
        var tripped = await Assignments.ReasonAsync("ending", "GuardTripped");
        Assert.Contains("6 assignments would be revoked", tripped.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await Assignments.EventsAsync("ending")).Contains("GuardTripped", StringComparison.Ordinal), "an Event says so");
        SetClock(TimeSpan.FromDays(-365));
        await LookAgainAsync("ending", "back");
        await Assignments.ReadyAsync("ending");
        Assert.Empty(Revocations);
        await HoldsAsync(Holds(Group, 1, 2, 3, 4, 5, 6));
    }

    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public async Task A_clock_that_jumps_takes_nothing_away_and_stops_nothing(int days)
    {
        await GrantedAsync("lasting", "{group: Data}", "allAccounts: true", "expiresAt: \"2099-01-01T00:00:00Z\"");
        await GrantedAsync("edited", "{group: Web}", "accounts: [\"400000000001\"]");
        await GrantedAsync("dropped", "{group: Audit}", "accounts: [\"400000000001\"]");
        SetClock(TimeSpan.FromDays(days));
        await ApplyAsync("edited", "{group: Web}", "accounts: [\"400000000002\"]");
        await Assignments.DeleteAsync("dropped");
        await _world.Aws.Access.RevokeAsync(_world.Aws.SetArn(FaultWorld.Access), Accounts[4], Group);
        await Assignments.GoneAsync("dropped");
        await HoldsAsync([.. Holds(Group, 1, 2, 3, 4, 5, 6), .. Holds(Web, 2)]);
        await Assignments.ReadyAsync("lasting");
        await Assignments.ReadyAsync("edited");
        Assert.Equal([$"{Accounts[0]} {Web}", $"{Accounts[0]} {Audit}"], Revocations.Order(StringComparer.Ordinal));
    }

    private IReadOnlyList<string> Revocations =>
        [.. _world.WritesSince(0).Where(write => write.Operation == "DeleteAccountAssignment").Select(write => $"{write["TargetId"]} {write["PrincipalId"]}")];

    private static IReadOnlyList<string> Holds(string principal, params IEnumerable<int> accounts) => [.. accounts.Select(account => $"{Accounts[account - 1]} {principal}")];

    private void Shorten(string operation, int keep) =>
        _world.Aws.Server.Faults.Add(new() { Kind = FaultKind.Shorten, Operation = operation, Keep = keep, AccessKeyId = "AKIAOPERATOR" });

    private Task ApplyAsync(string name, string principal, string targets, string? more = null) => Assignments.ApplyAsync(
        name, $"{{permissionSetName: {FaultWorld.Access}, principals: [{principal}], targets: {{{targets}}}{(more is null ? "" : $", {more}")}}}");

    private async Task GrantedAsync(string name, string principal, string targets, string? more = null)
    {
        await ApplyAsync(name, principal, targets, more);
        await Assignments.ReadyAsync(name);
    }

    private void SetClock(TimeSpan by)
    {
        _clockWasSet = true;
        _world.Time.Jump(by);
    }

    private Task LookAgainAsync(string name, string wish) => Assignments.AnnotateAsync(name, "identitycenter.dev/reconcile-at", wish);

    // Beside what somebody granted by hand.
    private Task HoldsAsync(IEnumerable<string> rows)
    {
        var wanted = rows.Append($"{Accounts[5]} {Web}").ToHashSet();
        return Eventually.TrueAsync(() => Task.FromResult(_world.Held(FaultWorld.Access).SetEquals(wanted)), $"AWS has {string.Join(", ", wanted)}");
    }

    // A look at everything that began after this.
    private async Task SweptAsync()
    {
        var wish = $"{Guid.NewGuid()}";
        await _world.Cluster.Instances.AnnotateAsync("default", "identitycenter.dev/reconcile-at", wish);
        await PassAsync(TimeSpan.FromSeconds(45));
    }

    private Task PassAsync(TimeSpan time)
    {
        var end = _world.Time.GetUtcNow() + time;
        return Eventually.TrueAsync(() => Task.FromResult(_world.Time.GetUtcNow() >= end), $"{time} passed");
    }
}
