using System.Text.Json.Nodes;

namespace Shipping.Tests.Monitoring;

public sealed class DashboardTests
{
    private static readonly JsonNode Dashboard = JsonNode.Parse(File.ReadAllText(Repository.At("config", "monitoring", "dashboard.json")))!;
    private static readonly IReadOnlyList<JsonNode> Panels = [.. Dashboard["panels"]!.AsArray().Select(panel => panel!)];

    private static readonly IReadOnlyList<string> Asked = [.. Panels.SelectMany(panel => panel["targets"]!.AsArray()).Select(target => (string)target!["expr"]!)];

    public static TheoryData<string> Queries => [.. Asked];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Each_query_uses_only_metrics_that_exist(string query)
    {
        var used = Metrics.Used(query).ToList();
        Assert.NotEmpty(used);
        Assert.Subset(Metrics.Documented.ToHashSet(), used.ToHashSet());
    }

    [ToolFact("promtool")]
    public async Task Promtool_can_read_every_query()
    {
        using var folder = new TemporaryFolder();
        var rules = new JsonArray([.. Asked.Select((query, index) => (JsonNode)new JsonObject { ["record"] = $"panel:{index}", ["expr"] = query })]);
        var file = new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["name"] = "panels", ["rules"] = rules }) };
        await File.WriteAllTextAsync(folder.At("panels.yaml"), file.ToJsonString());
        Assert.Contains($"{rules.Count} rules found", await Tools.RunAsync("promtool", "check", "rules", "--lint=none", folder.At("panels.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_panel_has_a_title_a_description_and_a_place_of_its_own()
    {
        Assert.All(Panels, panel => Assert.NotEmpty((string)panel["title"]!));
        Assert.All(Panels, panel => Assert.NotEmpty((string)panel["description"]!));
        var cells = Panels.SelectMany(Cells).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.Equal(Panels.Count, Panels.Select(panel => (int)panel["id"]!).Distinct().Count());
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonNode panel)
    {
        var at = panel["gridPos"]!;
        return from x in Enumerable.Range((int)at["x"]!, (int)at["w"]!)
               from y in Enumerable.Range((int)at["y"]!, (int)at["h"]!)
               select (x, y);
    }
}
