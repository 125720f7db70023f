using Amazon.IdentityStore;
using Amazon.Runtime;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Instances;

/// <summary>
/// 30 declared and 12 undeclared permission sets, 400 declared and 57 undeclared assignments, 9 of them of a group that is gone; and beside them what the ignore list
/// names.
/// </summary>
public sealed class UnmanagedStories : Story
{
    private const string Default = "default";
    private const string Admins = "99671a2b3c-aaaaaaaa-2222-3333-4444-555555555555";
    private const string Leavers = "99671a2b3c-bbbbbbbb-2222-3333-4444-555555555555";
    private const string Report = "{unmanaged: {ignore: [{permissionSetName: \"AWS*\"}, {tag: {ManagedBy: ControlTower}}]}}";
    private const string Revoke = "{unmanaged: {assignments: Revoke, ignore: [{permissionSetName: \"AWS*\"}, {tag: {ManagedBy: ControlTower}}]}}";

    private static readonly string[] Accounts = [.. Enumerable.Range(1, 40).Select(i => $"4000000000{i:00}")];
    private static readonly string[] Declared = [.. Enumerable.Range(1, 30).Select(i => $"set-{i:00}")];
    private static readonly string[] Legacy = [.. Enumerable.Range(1, 12).Select(i => $"legacy-{i:00}")];

    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Accounts.Select(id => new SeedAccount { Id = id, Name = $"a{id}" })],
        },
        Users = [new() { UserName = "alice" }],
        Groups = [new() { Id = Organization.Group, Name = "Data" }, new() { Id = Admins, Name = "Admins" }, new() { Id = Leavers, Name = "Leavers" }],
        PermissionSets =
        [
            .. Declared.Concat(Legacy).Select(name => new SeedPermissionSet { Name = name }),
            new() { Name = "AWSReadOnlyAccess" },
            new() { Name = "ct-audit", Tags = new Dictionary<string, string> { ["ManagedBy"] = "ControlTower" } },
        ],
        Assignments =
        [
            .. Declared.Take(10).SelectMany(set => new[] { "Data", "Admins" }.Select(group => new SeedAssignment { PermissionSet = set, Group = group, Accounts = Names(0, 20) })),
            new() { PermissionSet = "set-01", Group = "Data", Accounts = Names(20, 20) },
            new() { PermissionSet = "legacy-01", User = "alice", Accounts = Names(0, 14) },
            new() { PermissionSet = "legacy-01", Group = "Data", Accounts = Names(14, 14) },
            new() { PermissionSet = "legacy-02", Group = "Leavers", Accounts = Names(0, 9) },
            new() { PermissionSet = "AWSReadOnlyAccess", Group = "Admins", Accounts = Names(0, 5) },
            new() { PermissionSet = "ct-audit", Group = "Admins", Accounts = Names(0, 5) },
        ],
    };

    [Fact]
    public async Task What_nobody_declared_is_counted_exactly_and_named_in_part()
    {
        await DeclareAsync(Report);
        var status = (await CountedAsync()).Instance;
        Assert.Equal((12, 57, 9), (status.Unmanaged!.PermissionSets, status.Unmanaged.Assignments, status.Unmanaged.Orphaned));
        Assert.Equal(20, status.Unmanaged.Sample!.Count);
        Assert.Equal("permission set \"legacy-01\"", status.Unmanaged.Sample[0]);
        Assert.Equal($"assignment of \"legacy-02\" in a{Accounts[0]} ({Accounts[0]}) to group {Leavers}, which does not exist any more", status.Unmanaged.Sample[10]);
        Assert.Equal($"assignment of \"legacy-01\" in a{Accounts[0]} ({Accounts[0]}) to user \"alice\"", status.Unmanaged.Sample[19]);
        Assert.DoesNotContain(Aws.WritesSince(0), call => call.StartsWith("Delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoke_takes_away_what_was_listed_after_the_approval_and_not_one_more()
    {
        await DeclareAsync(Revoke);
        await CountedAsync();
        var held = (await Eventually.ValueAsync(
            () => Cluster.Instances.GetAsync(Default), seen => seen.Instance is { Plan.Total: 57, Guard.Blocked.Revocations: 57 }, "the plan is held back"))!;
        Assert.Contains("57 assignments that nobody declared would be taken away", held.Message, StringComparison.Ordinal);
        Assert.Equal(0, Aws.Count("DeleteAccountAssignment"));
        var before = await AssignmentsAsync();
        await Cluster.Instances.AnnotateAsync(Default, "identitycenter.dev/approve", held.Instance.Plan!.Hash);
        await Eventually.TrueAsync(() => Aws.Count("DeleteAccountAssignment") >= 57, "all are being revoked");
        await Eventually.ValueAsync(
            () => Cluster.Instances.GetAsync(Default), seen => seen.Instance is { Unmanaged.Assignments: 0, Guard.Blocked: null, Plan: null }, "nothing is left to revoke");
        var after = await AssignmentsAsync();
        Assert.Equal((467, 410), (before.Count, after.Count));
        Assert.Equal(57, Aws.Count("DeleteAccountAssignment"));
        Assert.DoesNotContain(after, row => row.Contains(Leavers, StringComparison.Ordinal) || row.StartsWith("legacy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_that_is_not_resolved_stands_against_nothing_that_it_cannot_mean()
    {
        // It names a group that does not exist: nobody is meant by it, whatever becomes of the group.
        await DeclareAsync("{deletionGuard: {maxRevocations: 1000, maxPercent: 100}, unmanaged: {assignments: Revoke}}", unresolved: 1);
        await Eventually.ValueAsync(() => Cluster.Instances.GetAsync(Default), seen => seen.Instance is { Unmanaged.Assignments: 0 }, "all that nobody declared is revoked");
        Assert.Equal(107, Aws.Count("DeleteAccountAssignment"));
        Assert.Equal("PrincipalNotFound", (await Cluster.Assignments.GetAsync("set-10")).Reason);
    }

    [Theory]
    [InlineData("{permissionSetRef: {name: set-10}, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}}", true)]
    [InlineData("{permissionSetRef: {name: set-10}, principals: [{group: Data}, {group: Data, user: alice}], targets: {accounts: [\"400000000001\"]}}", false)]
    public async Task Just_that_stays_which_an_object_may_mean_that_nobody_has_looked_at_or_that_is_written_wrong(string spec, bool paused)
    {
        await Cluster.Instances.ApplyAsync(Default, "{}");
        if (!await TryApplyAsync(spec))
            return;
        if (paused)
            await Cluster.Assignments.AnnotateAsync("waiting", "identitycenter.dev/paused", "true");
        await DeclareAsync("{deletionGuard: {maxRevocations: 1000, maxPercent: 100}, unmanaged: {assignments: Revoke}}", unresolved: 1);
        await Eventually.TrueAsync(() => Aws.Count("DeleteAccountAssignment") == 106, "all else is revoked");
        await RestsAsync();
        var arn = (await Aws.ArnAsync("set-10"))!;
        Assert.Equal([$"{Accounts[0]} {Organization.Group}"], await Aws.Access.HeldAsync(arn));
        Assert.Equal(106, Aws.Count("DeleteAccountAssignment"));
        if (!paused)
            await Cluster.Instances.UntilAsync(Default, seen => seen.Message.Contains("1 assignment that nobody declared would be taken away, but AccountAssignment trusted/waiting may ask for just that", StringComparison.Ordinal), "says why it stays");
    }

    [Fact]
    public async Task Before_everything_was_read_there_is_no_number()
    {
        Aws.Fault(LocalIdentityCenter.FaultKind.Denied, "GetInlinePolicyForPermissionSet", containing: await Aws.ArnAsync("legacy-12"));
        await DeclareAsync(Report);
        var seen = await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.LastSweep is { Complete: false }, "has had an incomplete look");
        Assert.Null(seen.Instance.Unmanaged);
    }

    // A server that knows the rule stores no such object.
    private async Task<bool> TryApplyAsync(string spec)
    {
        try
        {
            await Cluster.Assignments.ApplyAsync("waiting", spec);
            return true;
        }
        catch (IdentityCenterOperator.Kubernetes.Client.KubernetesException e) when (e.Reason == "Invalid")
        {
            return false;
        }
    }

    private static string[] Names(int from, int count) => [.. Accounts.Skip(from).Take(count).Select(id => $"a{id}")];

    private async Task DeclareAsync(string spec, int unresolved = 0)
    {
        await DeleteLeaversAsync();
        await Cluster.Instances.ApplyAsync(Default, spec);
        foreach (var name in Declared)
            await Cluster.ApplyAsync(name, "{adoptionPolicy: Always}");
        foreach (var name in Declared.Take(10 - unresolved))
            await GrantAsync(Cluster, name);
        if (unresolved > 0)
            await Cluster.Assignments.ApplyAsync("set-10", "{permissionSetRef: {name: set-10}, principals: [{group: Nobody}], targets: {accounts: [\"400000000001\"]}}");
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(60));
    }

    private Task<Seen> CountedAsync() => Eventually.ValueAsync(
        () => Cluster.Instances.GetAsync(Default), seen => seen.Instance.Unmanaged is { PermissionSets: 12 or 14, Assignments: 57 or 107, Orphaned: not null }, "all is counted")!;

    private static Task GrantAsync(Cluster cluster, string set)
    {
        var accounts = string.Join(", ", Accounts.Take(20).Select(id => $"\"{id}\""));
        return cluster.Assignments.ApplyAsync(set, $"{{permissionSetRef: {{name: {set}}}, principals: [{{group: Data}}, {{group: Admins}}], targets: {{accounts: [{accounts}]}}}}");
    }

    private async Task DeleteLeaversAsync()
    {
        using var directory = new AmazonIdentityStoreClient(
            new BasicAWSCredentials("AKIACONSOLE", "secret"), new AmazonIdentityStoreConfig { ServiceURL = Aws.Server.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });
        await directory.DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = Leavers });
    }

    private async Task<IReadOnlyList<string>> AssignmentsAsync()
    {
        var rows = new List<string>();
        foreach (var name in await Aws.NamesAsync())
        {
            var arn = (await Aws.ArnAsync(name))!;
            foreach (var account in Accounts)
            {
                var answer = await Aws.Console.ListAccountAssignmentsAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, AccountId = account, MaxResults = 100 });
                rows.AddRange((answer.AccountAssignments ?? []).Select(row => $"{name} {account} {row.PrincipalId}"));
            }
        }

        return rows;
    }
}
