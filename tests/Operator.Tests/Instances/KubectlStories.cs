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
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Summary: "3/3" }, "has reached the accounts");
        var table = await Cluster.Plane.KubectlAsync("get", "access", "--all-namespaces");
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS IDENTITY STORE REGION LAST SWEEP AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("identitycenter.identitycenter.dev/default True Synced d-99671a2b3c eu-central-1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS AWS NAME ACCOUNTS DRIFT AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("permissionset.identitycenter.dev/reader True Synced reader 3/3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assignments_are_found_by_the_permission_set_that_they_use_where_the_server_selects_by_fields()
    {
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {allAccounts: true}}");
        await Cluster.Assignments.ApplyAsync("web", "{permissionSetRef: {name: writer}, principals: [{group: Data}], targets: {allAccounts: true}}");
        await Cluster.Assignments.ApplyAsync("other", "{permissionSetName: reader, principals: [{group: Data}], targets: {allAccounts: true}}");
        if (!Cluster.Plane.Server.SelectsByField)
        {
            var refusal = await Assert.ThrowsAsync<Testing.ExpectationException>(() => FoundAsync("spec.permissionSetRef.name=reader"));
            Assert.Contains("field label not supported: spec.permissionSetRef.name", refusal.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("data", await FoundAsync("spec.permissionSetRef.name=reader"));
        Assert.Equal("other", await FoundAsync("spec.permissionSetName=reader"));
    }

    private Task<string> FoundAsync(string selector) =>
        Cluster.Plane.KubectlAsync("get", "assign", "--all-namespaces", "--field-selector", selector, "-o", "jsonpath={.items[*].metadata.name}");

    [Theory]
    [InlineData("permissionsets", "spec", "sessionDuration")]
    [InlineData("accountassignments", "spec.targets", "organizationalUnits")]
    [InlineData("replicaregions", "spec", "deletionPolicy")]
    [InlineData("identitycenters", "spec.deletionGuard", "maxRevocations")]
    public async Task Explain_tells_of_each_field_what_it_is_for(string kind, string path, string field)
    {
        await PublishedAsync(kind);
        var told = await Cluster.Plane.KubectlAsync("explain", $"{kind}.{path}");
        var (indent, none) = Cluster.Plane.Server.ExplainsByOpenApiV3 ? ("  ", "<empty>") : ("   ", "<no description>");
        Assert.Contains($"\n{indent}{field}\t", told, StringComparison.Ordinal);
        Assert.DoesNotContain(none, told, StringComparison.OrdinalIgnoreCase);
        var alone = await Cluster.Plane.KubectlAsync("explain", $"{kind}.{path}.{field}");
        Assert.Matches(@"DESCRIPTION:\s+[A-Z][a-z]", alone);
        Assert.DoesNotContain("<empty>", alone.Split("FIELDS")[0], StringComparison.Ordinal);
    }

    // A moment after the kind is served, its schema is published where kubectl looks for it.
    private Task PublishedAsync(string kind) => Until(
        async () => Cluster.Plane.Server.ExplainsByOpenApiV3
            ? (await Cluster.Plane.KubectlAsync("get", "--raw", "/openapi/v3/apis/identitycenter.dev/v1alpha1")).Contains($"/{kind}/", StringComparison.Ordinal)
            : (await Cluster.Plane.KubectlAsync("get", "--raw", "/openapi/v2")).Contains($"/{kind}/", StringComparison.Ordinal),
        "the schema is published");
}
