using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Packaging;
using Shipping.Tests.Rendering;

namespace Shipping.Tests.Charts;

public sealed class ChartTests
{
    private static readonly string Folder = Repository.At("charts", "identity-center-operator");
    private static readonly ChartRenderer Chart = new(Folder);
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")))!;

    public static TheoryData<string> Derived => [.. DerivedFiles.Of(Repository.Root).Select(file => file.Path)];

    public static TheoryData<string> Templates => [.. Chart.Templates];

    public static TheoryData<string> Values => [.. Leaves(Chart.Values(""), "Values")];

    [Theory]
    [MemberData(nameof(Derived))]
    public void What_the_chart_and_the_base_say_again_is_up_to_date(string path)
    {
        var at = Repository.At(path.Split('/'));
        var text = DerivedFiles.Of(Repository.Root).Single(file => file.Path == path).Text;
        Assert.True(File.Exists(at) && File.ReadAllText(at) == text, $"{path} is not up to date: run `make packaging`");
    }

    [Fact]
    public void No_definition_of_a_kind_that_is_gone_stays_in_the_chart() => Assert.Empty(DerivedFiles.Stale(Repository.Root));

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_template_yields_objects_when_everything_is_on(string template) =>
        Assert.NotEmpty(Manifest.Parse(Chart.Render(template, Overlays.Everything)));

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_value_is_used_by_a_template(string path) => Assert.Contains(
        Directory.EnumerateFiles(Path.Combine(Folder, "templates")).Select(File.ReadAllText), text => Enclosing(path).Any(part => Regex.IsMatch(text, $@"\.{Regex.Escape(part)}[\s)]")));

    [Fact]
    public void The_primary_region_must_be_set()
    {
        var problem = Assert.Throws<ExpectationException>(() => Chart.Objects(""));
        Assert.Contains("aws.region", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Overlays.Minimal)]
    [InlineData(Overlays.Everything)]
    public void Good_values_fit_the_schema(string overlay) => Assert.Empty(SchemaValidator.Problems(Chart.Values(overlay), Schema));

    [Theory]
    [InlineData("replicas: 0", "$.replicas")]
    [InlineData("replicas: two", "$.replicas")]
    [InlineData("replica: 2", "has no replica")]
    [InlineData("aws: {region: Frankfurt}", "$.aws.region")]
    [InlineData("aws: {regoin: eu-central-1}", "has no regoin")]
    [InlineData("image: {digest: latest}", "$.image.digest")]
    [InlineData("image: {pullPolicy: Sometimes}", "$.image.pullPolicy")]
    [InlineData("serviceAccount: {roleArn: identity-center}", "$.serviceAccount.roleArn")]
    [InlineData("serviceAccount: {annotations: {a: 1}}", "$.serviceAccount.annotations.a")]
    [InlineData("operator: {logLevel: loud}", "$.operator.logLevel")]
    [InlineData("operator: {extraArgs: --workers=4}", "$.operator.extraArgs")]
    [InlineData("networkPolicy: {egressPorts: [70000]}", "$.networkPolicy.egressPorts[0]")]
    [InlineData("podMonitor: {interval: often}", "$.podMonitor.interval")]
    public void Bad_values_do_not(string overlay, string problem) =>
        Assert.Contains(SchemaValidator.Problems(Chart.Values(overlay), Schema), found => found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Its_roles_are_those_of_config_rbac() => Assert.Equal(Manifest.Rbac(Manifest.Read("config", "rbac")), Manifest.Rbac(Chart.Objects(Overlays.Minimal)));

    [Fact]
    public void Edit_includes_assignments_only_when_asked()
    {
        Assert.DoesNotContain("aggregate-to-edit", Assign(Overlays.Minimal), StringComparison.Ordinal);
        Assert.Contains("aggregate-to-edit", Assign(Overlays.Everything), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_definitions_are_those_of_config_crds_and_outlive_it()
    {
        var shipped = Chart.Objects(Overlays.Minimal).Where(o => o.Kind() == "CustomResourceDefinition").ToList();
        Assert.All(shipped, crd => Assert.Equal("keep", (string?)crd["metadata"]!["annotations"]!["helm.sh/resource-policy"]));
        Assert.Equal(Manifest.Read("config", "crds").Select(crd => crd["spec"]!.ToJsonString()), shipped.Select(crd => crd["spec"]!.ToJsonString()));
        Assert.DoesNotContain(Chart.Objects($"{Overlays.Minimal}\ncrds: {{install: false}}"), o => o.Kind() == "CustomResourceDefinition");
    }

    [Fact]
    public void Its_pods_are_those_of_the_kustomize_base()
    {
        var (chart, kustomize) = (Pod(Chart.Objects(Overlays.Minimal)), Pod(Manifest.Read("config", "manager")));
        // The base leaves the Region to the overlay.
        Assert.True(((JsonObject)chart["containers"]![0]!).Remove("env"));
        Assert.Equal(Manifest.Canonical(kustomize), Manifest.Canonical(chart));
    }

    [Fact]
    public void Its_network_policy_and_budget_are_those_of_the_kustomize_base()
    {
        var chart = Chart.Objects($"{Overlays.Minimal}\nnetworkPolicy: {{enabled: true}}");
        Assert.Equal(Manifest.Canonical(Manifest.Read("config", "network-policy", "networkpolicy.yaml").The("NetworkPolicy")["spec"]!), Manifest.Canonical(chart.The("NetworkPolicy")["spec"]!));
        Assert.Equal(Manifest.Canonical(Manifest.Read("config", "manager").The("PodDisruptionBudget")["spec"]!), Manifest.Canonical(chart.The("PodDisruptionBudget")["spec"]!));
    }

    [Fact]
    public void Its_alerts_point_to_the_runbooks_that_the_values_name()
    {
        var rules = Chart.Objects(Overlays.Everything).The("PrometheusRule")["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray());
        Assert.All(rules, rule => Assert.Equal($"https://wiki.example.com/runbooks/{rule!["alert"]}.md", (string?)rule["annotations"]!["runbook_url"]));
    }

    [Theory]
    [InlineData("pod", "runAsNonRoot", "true")]
    [InlineData("pod", "seccompProfile", """{"type":"RuntimeDefault"}""")]
    [InlineData("container", "allowPrivilegeEscalation", "false")]
    [InlineData("container", "readOnlyRootFilesystem", "true")]
    [InlineData("container", "capabilities", """{"drop":["ALL"]}""")]
    public void Its_pods_keep_to_the_restricted_pod_security_standard(string where, string setting, string value)
    {
        var pod = Pod(Chart.Objects(Overlays.Minimal));
        var context = (where == "pod" ? pod : pod["containers"]![0]!)["securityContext"]!;
        Assert.Equal(value, context[setting]!.ToJsonString());
    }

    [Fact]
    public void The_pods_are_found_by_whatever_selects_them()
    {
        var objects = Chart.Objects(Overlays.Everything);
        var labels = objects.The("Deployment")["spec"]!["template"]!["metadata"]!["labels"]!.AsObject();
        string[] kinds = ["Deployment", "PodDisruptionBudget", "PodMonitor"];
        var selectors = kinds.Select(kind => objects.The(kind)["spec"]!["selector"]!).Append(objects.The("NetworkPolicy")["spec"]!["podSelector"]!);
        Assert.All(selectors, selector => Assert.All(selector["matchLabels"]!.AsObject(), label => Assert.Equal((string?)label.Value, (string?)labels[label.Key])));
    }

    [ToolFact("helm")]
    public async Task Helm_finds_nothing_to_complain_of()
    {
        var said = await Tools.RunAsync("helm", "lint", "--strict", Folder, "--set", "aws.region=eu-central-1");
        Assert.Contains("0 chart(s) failed", said, StringComparison.Ordinal);
    }

    [ToolFact("helm")]
    public async Task Helm_renders_what_these_tests_render()
    {
        var values = Path.GetTempFileName();
        await File.WriteAllTextAsync(values, Overlays.Everything);
        var rendered = Manifest.Parse(await Tools.RunAsync("helm", "template", "identity-center-operator", Folder, "--namespace", "identity-center-system", "--values", values));
        Assert.Equal(Chart.Objects(Overlays.Everything).Select(Manifest.Canonical).Order(StringComparer.Ordinal), rendered.Select(Manifest.Canonical).Order(StringComparer.Ordinal));
        File.Delete(values);
    }

    private static string Assign(string overlay) => Manifest.Rbac(Chart.Objects(overlay))["ClusterRole  identity-center-operator-assign"];

    private static JsonObject Pod(IEnumerable<JsonObject> objects) => objects.The("Deployment")["spec"]!["template"]!["spec"]!.AsObject();

    private static IEnumerable<string> Leaves(JsonNode? node, string path) =>
        node is JsonObject { Count: > 0 } map ? map.SelectMany(entry => Leaves(entry.Value, $"{path}.{entry.Key}")) : [path];

    // A value is used by its own name, or as part of a map that is.
    private static IEnumerable<string> Enclosing(string path)
    {
        for (var parts = path.Split('.'); parts.Length > 1; parts = parts[..^1])
            yield return string.Join('.', parts);
    }
}
