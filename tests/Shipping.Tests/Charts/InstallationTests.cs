using System.Text.Json.Nodes;

namespace Shipping.Tests.Charts;

/// <summary>What a real API server says of everything that users install.</summary>
[Collection(ClusterTests.Name)]
public sealed class InstallationTests(ClusterFixture cluster)
{
    [ToolTheory("helm")]
    [InlineData(Overlays.Minimal)]
    [InlineData(Overlays.Everything)]
    public async Task The_API_server_takes_every_object_of_the_chart(string overlay)
    {
        foreach (var o in await HelmChart.ObjectsAsync(overlay))
            await TakesAsync(o);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("config/monitoring")]
    [InlineData("config/network-policy")]
    [InlineData("config/network-policy/instance-metadata")]
    public async Task The_API_server_takes_every_object_that_kustomize_yields(string folder)
    {
        foreach (var o in await KustomizeAsync(folder))
            await TakesAsync(o);
    }

    [ToolFact("helm")]
    public async Task The_base_has_everything_that_the_chart_installs_by_default()
    {
        var chart = (await HelmChart.ObjectsAsync(Overlays.Minimal)).Select(o => $"{o.Kind()} {o.Name()}");
        var kustomize = (await KustomizeAsync("config")).Where(o => o.Kind() != "Namespace").Select(o => $"{o.Kind()} {o.Name()}");
        Assert.Equal(chart.Order(StringComparer.Ordinal), kustomize.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_roles_of_the_base_are_those_of_config_rbac() =>
        Assert.Equal(Manifest.Rbac(Manifest.Read("config", "rbac")), Manifest.Rbac(await KustomizeAsync("config")));

    [ToolFact("kubectl")]
    public async Task The_example_sets_image_region_and_role()
    {
        // The control plane's own kubectl may be of a time before overlays had this form.
        IReadOnlyList<JsonObject> objects = [.. Manifest.Parse(await Tools.RunAsync("kubectl", "kustomize", Repository.At("examples", "kustomize")))];
        foreach (var o in objects)
            await TakesAsync(o);
        var container = objects.The("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!;
        Assert.StartsWith("111122223333.dkr.ecr.", (string?)container["image"], StringComparison.Ordinal);
        Assert.Equal("""[{"name":"AWS_REGION","value":"eu-central-1"}]""", container["env"]!.ToJsonString());
        Assert.Equal("arn:aws:iam::111122223333:role/identity-center-operator", (string?)objects.The("ServiceAccount")["metadata"]!["annotations"]!["eks.amazonaws.com/role-arn"]);
    }

    [ToolFact("helm")]
    public async Task A_mistake_in_an_object_would_be_noticed()
    {
        var deployment = (await HelmChart.ObjectsAsync(Overlays.Minimal)).The("Deployment");
        deployment["spec"]!["replica"] = 2;
        var refusal = await Assert.ThrowsAsync<ExpectationException>(() => TakesAsync(deployment));
        Assert.Contains("replica", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void View_reads_every_kind_and_edit_writes_all_but_assignments_and_records()
    {
        var kinds = Manifest.Read("config", "crds").Select(crd => (string)crd["spec"]!["names"]!["plural"]!).ToList();
        var roles = Manifest.Read("config", "rbac").Where(o => o.Kind() == "ClusterRole").ToDictionary(o => o.Name());
        Assert.Subset(Resources(roles["identity-center-operator-view"]), kinds.ToHashSet());
        // Nobody but the operator writes what it goes by.
        Assert.Equal(kinds.Except(["accountassignments", "accessrecords"]).Order(), Resources(roles["identity-center-operator-edit"]).Order());
        Assert.Equal(["accountassignments"], Resources(roles["identity-center-operator-assign"]));
        Assert.DoesNotContain("accountassignments", Resources(roles["identity-center-operator-edit"]));
    }

    private async Task TakesAsync(JsonObject o)
    {
        var said = await cluster.Plane.DryRunAsync(o);
        Assert.Contains("server dry run", said, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonObject>> KustomizeAsync(string folder) =>
        [.. Manifest.Parse(await cluster.Plane.KubectlAsync("kustomize", Repository.At(folder.Split('/'))))];

    private static HashSet<string> Resources(JsonObject role) => [.. role["rules"]!.AsArray().SelectMany(rule => rule!["resources"]!.AsArray()).Select(name => (string)name!)];
}
