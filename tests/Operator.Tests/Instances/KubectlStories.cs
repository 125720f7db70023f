using Operator.Tests.ReplicaRegions;

namespace Operator.Tests.Instances;

/// <summary>What a user with kubectl sees.</summary>
public sealed class KubectlStories : RegionStory
{
    [Fact]
    public async Task Get_access_lists_all_kinds_with_what_a_person_looks_for()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {organizationalUnits: [{path: Workloads/Prod}]}}");
        await Cluster.Assignments.ReadyAsync("data");
        await Regions.ApplyAsync("eu-west-1", "{}");
        await Regions.ReadyAsync("eu-west-1");
        await Cluster.Instances.UntilAsync("default", seen => seen is { IsReady: true, Instance.LastSweep: not null }, "is Ready");
        var table = await Cluster.Plane.KubectlAsync("get", "access", "--all-namespaces");
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS IDENTITY STORE REGION LAST SWEEP AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("identitycenter.identitycenter.dev/default True Synced d-99671a2b3c eu-central-1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS AWS NAME ACCOUNTS DRIFT AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("permissionset.identitycenter.dev/reader True Synced reader 0/0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("permissionsets", "spec", "sessionDuration")]
    [InlineData("accountassignments", "spec.targets", "organizationalUnits")]
    [InlineData("replicaregions", "spec", "deletionPolicy")]
    [InlineData("identitycenters", "spec.deletionGuard", "maxRevocations")]
    public async Task Explain_tells_of_each_field_what_it_is_for(string kind, string path, string field)
    {
        // A moment after the kind is served, its schema is published.
        await Until(async () => (await Cluster.Plane.KubectlAsync("get", "--raw", "/openapi/v2")).Contains($"/{kind}/", StringComparison.Ordinal), "the schema is published");
        var told = await Cluster.Plane.KubectlAsync("explain", $"{kind}.{path}");
        Assert.Contains($"   {field}\t", told, StringComparison.Ordinal);
        Assert.DoesNotContain("<no description>", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<empty>", (await Cluster.Plane.KubectlAsync("explain", $"{kind}.{path}.{field}")).Split("FIELDS")[0], StringComparison.Ordinal);
    }
}
