using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.CommandLine;

/// <summary>What a large company has: 100 permission sets and 5,000 assignments, exported at the rate that AWS grants, and taken over.</summary>
public sealed class LargeExportStory(ITestOutputHelper output) : CommandStory
{
    private const int Sets = 100;
    private const int AccountsOfSet = 10;
    private const int GroupsOfSet = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(9);

    private protected override TimeProvider CommandTime => TimeProvider.System;

    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Enumerable.Range(1, 200).Select(i => new SeedAccount { Id = Account(i), Name = $"account-{i}" })],
        },
        Groups = [.. Enumerable.Range(1, 60).Select(i => new SeedGroup { Name = $"Group {i}" })],
        Users = [],
        PermissionSets = [.. Enumerable.Range(1, Sets).Select(i => new SeedPermissionSet { Name = $"Set{i}", Description = $"Number {i}", ManagedPolicies = ["ReadOnlyAccess"] })],
        Assignments = [.. from set in Enumerable.Range(1, Sets)
                          from each in Enumerable.Range(1, GroupsOfSet)
                          select new SeedAssignment { PermissionSet = $"Set{set}", Group = $"Group {((set + (each * 11)) % 60) + 1}", Accounts = [.. Enumerable.Range(set, AccountsOfSet).Select(Account)] }],
        Limits = Limits.None,
    };

    [LargeFact]
    public async Task A_hundred_sets_and_five_thousand_assignments_are_taken_over_without_a_write()
    {
        using var folder = new TemporaryFolder();
        var start = TimeProvider.System.GetTimestamp();
        var result = await RunAsync("export", "--directory", folder.Path);
        output.WriteLine($"{result.Error}exported after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s with {CommandCalls(0).Count} requests");
        Assert.Contains("100 permission sets, 5000 assignments in 100 AccountAssignments", result.Error, StringComparison.Ordinal);
        await Cluster.NamespaceAsync("access");
        await Cluster.Plane.ApplyFolderAsync(folder.Path);
        start = TimeProvider.System.GetTimestamp();
        await StartOperatorAsync();
        await Eventually.TrueAsync(async () => (await Cluster.AllAsync()).All(seen => seen.IsReady), "all objects are Ready", Deadline);
        await RestsAsync();
        output.WriteLine($"all {(await Cluster.AllAsync()).Count} objects Ready after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s, {Aws.CallsSince(0).Count} requests of the operator, {Aws.WritesSince(0).Count} writes");
        Assert.Empty(Aws.WritesSince(0));
        start = TimeProvider.System.GetTimestamp();
        var mark = Aws.Mark;
        var plan = await RunAsync(["plan", "--filename", folder.Path, .. InCluster]);
        output.WriteLine($"{plan.Out}planned after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s with {CommandCalls(mark).Count} requests");
        Assert.Equal(0, plan.ExitCode);
    }

    private static string Account(int number) => $"4{number:00000000000}";
}
