using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Monitoring;
using IdentityCenterOperator.Reconciliation;

namespace Shipping.Tests.Monitoring;

public sealed partial class AlertTests
{
    private static readonly string Tests = Repository.At("tests", "Shipping.Tests", "Monitoring", "alerts.test.yaml");
    private static readonly string Rules = Repository.At("charts", "identity-center-operator", "files", "alerts.yaml");

    private static readonly IReadOnlyList<JsonNode> Alerts =
        [.. Manifest.Read("config", "monitoring", "prometheusrule.yaml")[0]["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];

    public static TheoryData<string> Names => [.. Alerts.Select(alert => (string)alert["alert"]!)];

    [ToolFact("promtool")]
    public async Task Promtool_takes_the_rules()
    {
        var said = await Tools.RunAsync("promtool", "check", "rules", Rules);
        Assert.Contains($"{Alerts.Count} rules found", said, StringComparison.Ordinal);
    }

    [ToolFact("promtool")]
    public async Task Each_alert_fires_when_it_should_and_only_then()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Rules, folder.At("alerts.yaml"));
        File.Copy(Tests, folder.At("alerts.test.yaml"));
        Assert.Contains("SUCCESS", await Tools.RunAsync("promtool", "test", "rules", folder.At("alerts.test.yaml")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_alert_is_tried(string name) => Assert.Contains(name, File.ReadAllText(Tests), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_alert_says_what_it_is_about_and_where_to_read_on(string name)
    {
        var alert = Alerts.Single(rule => (string)rule["alert"]! == name);
        Assert.Contains((string)alert["labels"]!["severity"]!, new[] { "critical", "warning", "info" });
        Assert.NotEmpty((string)alert["annotations"]!["summary"]!);
        Assert.NotEmpty((string)alert["annotations"]!["description"]!);
        Assert.EndsWith($"docs/runbooks/{name}.md", (string)alert["annotations"]!["runbook_url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_alert_has_a_runbook_and_each_runbook_an_alert() => Assert.Equal(
        Alerts.Select(alert => (string)alert["alert"]!).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.At("docs", "runbooks"), "IdentityCenter*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_runbook_says_what_it_means_what_to_look_at_and_what_to_do(string name)
    {
        var page = File.ReadAllText(Repository.At("docs", "runbooks", $"{name}.md"));
        Assert.StartsWith($"# {name}\n", page, StringComparison.Ordinal);
        Assert.All(new[] { "## What it means", "## What to look at", "## What to do" }, heading => Assert.Contains(heading, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_overview_lists_every_alert_with_its_severity_and_its_runbook() => Assert.Equal(
        Alerts.Select(alert => ((string)alert["alert"]!, (string)alert["labels"]!["severity"]!)).Order(),
        Rows().Matches(File.ReadAllText(Repository.At("docs", "alerts.md"))).Select(row => (row.Groups[1].Value, row.Groups[2].Value)).Order());

    [Fact]
    public void The_alerts_use_only_metrics_that_exist() =>
        Assert.Empty(Alerts.SelectMany(alert => Metrics.Used((string)alert["expr"]!)).Except(Metrics.Documented));

    [Fact]
    public void What_is_held_back_is_left_out_of_the_alert_as_it_is_of_the_waiting()
    {
        var rule = (string)Alerts.Single(alert => (string)alert["alert"]! == "IdentityCenterResourceNotReady")["expr"]!;
        Assert.Equal(ResourceState.Held.Order(StringComparer.Ordinal), LeftOut().Match(rule).Groups[1].Value.Split('|').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_alerts_and_their_tests_speak_of_reasons_that_exist()
    {
        var known = Enum.GetNames<Reason>().Append(ResourceState.Outdated).Append(ResourceState.Unseen).ToHashSet(StringComparer.Ordinal);
        var named = ReasonLabel().Matches(File.ReadAllText(Rules) + File.ReadAllText(Tests)).SelectMany(match => match.Groups[1].Value.Split('|')).ToList();
        Assert.NotEmpty(named);
        Assert.Subset(known, named.ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex("reason!~\"([^\"]*)\"")]
    private static partial Regex LeftOut();

    [GeneratedRegex("reason(?:=|!=|=~|!~)\"([^\"]*)\"")]
    private static partial Regex ReasonLabel();

    [GeneratedRegex(@"^\| \[(\w+)\]\(runbooks/\1\.md\) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
