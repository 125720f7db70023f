using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Packaging;

namespace Shipping.Tests.Charts;

public sealed class ChartTests
{
    public static TheoryData<string> Derived => [.. DerivedFiles.Of(Repository.Root).Select(file => file.Path)];

    public static TheoryData<string> Templates => [.. HelmChart.Templates];

    public static TheoryData<string> Values => [.. Leaves(HelmChart.Values, "Values")];

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

    [ToolTheory("helm")]
    [MemberData(nameof(Templates))]
    public async Task Every_template_yields_objects_when_everything_is_on(string template) =>
        Assert.Contains($"\n# Source: identity-center-operator/templates/{template}\n", await HelmChart.TextAsync(Overlays.Everything), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_value_is_used_by_a_template(string path) => Assert.Contains(
        TemplateTexts, text => Enclosing(path).Any(part => Regex.IsMatch(text, $@"\.{Regex.Escape(part)}[\s)]")));

    // Helm renders nothing, without a word, for a value that is not there.
    [Fact]
    public void A_template_names_only_values_that_there_are()
    {
        var values = Leaves(HelmChart.Values, "Values").SelectMany(Enclosing).ToHashSet(StringComparer.Ordinal);
        var named = TemplateTexts.SelectMany(text => Regex.Matches(text, @"\.(Values(\.\w+)+)")).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(named);
        Assert.Subset(values, named);
    }

    [ToolFact("helm")]
    public async Task The_primary_region_must_be_set() =>
        Assert.Contains("Set aws.region to the primary Region of IAM Identity Center.", await HelmChart.RefusalAsync(""), StringComparison.Ordinal);

    [ToolTheory("helm")]
    [InlineData(Overlays.Minimal)]
    [InlineData(Overlays.Everything)]
    public async Task Helm_finds_nothing_to_complain_of(string overlay) => Assert.Contains("0 chart(s) failed", await HelmChart.LintAsync(overlay), StringComparison.Ordinal);

    [ToolTheory("helm")]
    [InlineData("replicas: 0", "'/replicas': minimum")]
    [InlineData("replicas: two", "'/replicas': got string, want integer")]
    [InlineData("replica: 2", "'replica' not allowed")]
    [InlineData("aws: {region: Frankfurt}", "'/aws/region': 'Frankfurt' does not match")]
    [InlineData("aws: {regoin: eu-central-1}", "'regoin' not allowed")]
    [InlineData("image: {digest: latest}", "'/image/digest': 'latest' does not match")]
    [InlineData("image: {pullPolicy: Sometimes}", "'/image/pullPolicy': value must be one of")]
    [InlineData("serviceAccount: {roleArn: identity-center}", "'/serviceAccount/roleArn': 'identity-center' does not match")]
    [InlineData("serviceAccount: {annotations: {a: 1}}", "'/serviceAccount/annotations/a': got number, want string")]
    [InlineData("operator: {logLevel: loud}", "'/operator/logLevel': value must be one of")]
    [InlineData("operator: {extraArgs: --workers=4}", "'/operator/extraArgs': got string, want array")]
    [InlineData("networkPolicy: {egressPorts: [70000]}", "'/networkPolicy/egressPorts/0': maximum")]
    [InlineData("networkPolicy: {dnsPorts: []}", "'/networkPolicy/dnsPorts': minItems")]
    [InlineData("networkPolicy: {dnsPorts: [dns]}", "'/networkPolicy/dnsPorts/0': got string, want integer")]
    [InlineData("networkPolicy: {instanceMetadata: maybe}", "'/networkPolicy/instanceMetadata': got string, want boolean")]
    [InlineData("podMonitor: {interval: often}", "'/podMonitor/interval': 'often' does not match")]
    public async Task Bad_values_are_refused(string overlay, string problem) => Assert.Contains(problem, await HelmChart.RefusalAsync(overlay), StringComparison.Ordinal);

    [ToolFact("helm")]
    public async Task Its_roles_are_those_of_config_rbac() => Assert.Equal(Manifest.Rbac(Manifest.Read("config", "rbac")), Manifest.Rbac(await HelmChart.ObjectsAsync(Overlays.Minimal)));

    [ToolFact("helm")]
    public async Task Edit_includes_assignments_only_when_asked()
    {
        Assert.DoesNotContain("aggregate-to-edit", await AssignAsync(Overlays.Minimal), StringComparison.Ordinal);
        Assert.Contains("aggregate-to-edit", await AssignAsync(Overlays.Everything), StringComparison.Ordinal);
    }

    [ToolFact("helm")]
    public async Task Its_definitions_are_those_of_config_crds_and_outlive_it()
    {
        var shipped = (await HelmChart.ObjectsAsync(Overlays.Minimal)).Where(o => o.Kind() == "CustomResourceDefinition").ToList();
        Assert.All(shipped, crd => Assert.Equal("keep", (string?)crd["metadata"]!["annotations"]!["helm.sh/resource-policy"]));
        Assert.Equal(Manifest.Read("config", "crds").Select(crd => crd["spec"]!.ToJsonString()), shipped.Select(crd => crd["spec"]!.ToJsonString()));
        Assert.DoesNotContain(await HelmChart.ObjectsAsync($"{Overlays.Minimal}\ncrds: {{install: false}}"), o => o.Kind() == "CustomResourceDefinition");
    }

    [ToolFact("helm")]
    public async Task Its_pods_are_those_of_the_kustomize_base()
    {
        var (chart, kustomize) = (Pod(await HelmChart.ObjectsAsync(Overlays.Minimal)), Pod(Manifest.Read("config", "manager")));
        // The base leaves the Region to the overlay.
        Assert.True(((JsonObject)chart["containers"]![0]!).Remove("env"));
        Assert.Equal(Manifest.Canonical(kustomize), Manifest.Canonical(chart));
    }

    [ToolFact("helm")]
    public async Task Its_network_policy_and_budget_are_those_of_the_kustomize_base()
    {
        var chart = await HelmChart.ObjectsAsync($"{Overlays.Minimal}\nnetworkPolicy: {{enabled: true}}");
        Assert.Equal(Manifest.Canonical(Manifest.Read("config", "network-policy", "networkpolicy.yaml").The("NetworkPolicy")["spec"]!), Manifest.Canonical(chart.The("NetworkPolicy")["spec"]!));
        Assert.Equal(Manifest.Canonical(Manifest.Read("config", "manager").The("PodDisruptionBudget")["spec"]!), Manifest.Canonical(chart.The("PodDisruptionBudget")["spec"]!));
    }

    [ToolFact("helm")]
    public async Task Its_alerts_point_to_the_runbooks_that_the_values_name()
    {
        var rules = (await HelmChart.ObjectsAsync(Overlays.Everything)).The("PrometheusRule")["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray());
        Assert.All(rules, rule => Assert.Equal($"https://wiki.example.com/runbooks/{rule!["alert"]}.md", (string?)rule["annotations"]!["runbook_url"]));
    }

    [ToolTheory("helm")]
    [InlineData("pod", "runAsNonRoot", "true")]
    [InlineData("pod", "seccompProfile", """{"type":"RuntimeDefault"}""")]
    [InlineData("container", "allowPrivilegeEscalation", "false")]
    [InlineData("container", "readOnlyRootFilesystem", "true")]
    [InlineData("container", "capabilities", """{"drop":["ALL"]}""")]
    public async Task Its_pods_keep_to_the_restricted_pod_security_standard(string where, string setting, string value)
    {
        var pod = Pod(await HelmChart.ObjectsAsync(Overlays.Minimal));
        var context = (where == "pod" ? pod : pod["containers"]![0]!)["securityContext"]!;
        Assert.Equal(value, context[setting]!.ToJsonString());
    }

    [ToolFact("helm")]
    public async Task The_pods_are_found_by_whatever_selects_them()
    {
        var objects = await HelmChart.ObjectsAsync(Overlays.Everything);
        var labels = objects.The("Deployment")["spec"]!["template"]!["metadata"]!["labels"]!.AsObject();
        string[] kinds = ["Deployment", "PodDisruptionBudget", "PodMonitor"];
        var selectors = kinds.Select(kind => objects.The(kind)["spec"]!["selector"]!).Append(objects.The("NetworkPolicy")["spec"]!["podSelector"]!);
        Assert.All(selectors, selector => Assert.All(selector["matchLabels"]!.AsObject(), label => Assert.Equal((string?)label.Value, (string?)labels[label.Key])));
    }

    private static IEnumerable<string> TemplateTexts => Directory.EnumerateFiles(Path.Combine(HelmChart.Folder, "templates")).Select(File.ReadAllText);

    private static async Task<string> AssignAsync(string overlay) => Manifest.Rbac(await HelmChart.ObjectsAsync(overlay))["ClusterRole  identity-center-operator-assign"];

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
