using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.AccountAssignments;

/// <summary>The largest object that there may be: 20 groups in 1,000 accounts.</summary>
public sealed class LargeStory(ITestOutputHelper output) : AccessStory
{
    private const int Groups = 20;
    private const int MostStatus = 500_000;

    private const string Settings = """
        apiVersion: identitycenter.dev/v1alpha1
        kind: IdentityCenter
        metadata: {name: default}
        spec: {outstandingOperations: 100}
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(9);

    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Enumerable.Range(1, 1000).Select(i => new SeedAccount { Id = $"4{i:00000000000}", Name = $"account-{i}" })],
        },
        Groups = [.. Enumerable.Range(1, Groups + 1).Select(i => new SeedGroup { Name = $"Group {i}" })],
        Users = [],
        PermissionSets = [],
        Assignments = [],
        Behaviour = new() { Latency = TimeSpan.FromMilliseconds(5), DeprovisionLatency = TimeSpan.FromMilliseconds(5) },
        Limits = Limits.None,
    };

    [LargeFact]
    public async Task Twenty_thousand_assignments_of_one_object_are_made_and_one_principal_more_is_refused()
    {
        await Cluster.Plane.ApplyAsync(Settings);
        await BeginAsync();
        var start = TimeProvider.System.GetTimestamp();
        await Assignments.ApplyAsync("everyone", Spec(Groups));
        var ready = await Eventually.ValueAsync(() => Assignments.FindAsync("everyone"), seen => seen?.IsReady == true, "all is assigned", Deadline, TimeSpan.FromSeconds(1));
        var status = ready!.Json["status"]!.ToJsonString().Length;
        output.WriteLine($"{ready.Assignment.Assignments!.Summary} after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s; status {status / 1000} KB, object {ready.Json.ToJsonString().Length / 1000} KB; "
            + $"resident {Environment.WorkingSet / 1_000_000} MB with API client, local Identity Center and test");
        Assert.Equal("20000/20000", ready.Assignment.Assignments.Summary);
        Assert.InRange(status, 0, MostStatus);

        var mark = Aws.Mark;
        await Assignments.ApplyAsync("everyone", Spec(Groups + 1));
        var refused = await Assignments.ReasonAsync("everyone", "TooManyAssignments");
        output.WriteLine(refused.Condition("Ready")!.Message);
        Assert.Contains("21 principals in 1,000 accounts are 21,000 assignments, and one object may have 20,000", refused.Condition("Ready")!.Message, StringComparison.Ordinal);
        Assert.Empty(Aws.WritesSince(mark));
    }

    private static string Spec(int groups) =>
        $"{{permissionSetRef: {{name: reader}}, principals: [{string.Join(", ", Enumerable.Range(1, groups).Select(i => $"{{group: Group {i}}}"))}], targets: {{allAccounts: true}}}}";
}

/// <summary>A test that takes minutes.</summary>
internal sealed class LargeFactAttribute : FactAttribute
{
    public LargeFactAttribute() => Skip = Environment.GetEnvironmentVariable("LARGE") is null ? "takes minutes; set LARGE=1 to run it" : null;
}
