using System.Text.Json.Nodes;

namespace Shipping.Tests.Docs;

/// <summary>The site that mkdocs.yml makes of docs/.</summary>
public sealed class NavigationTests
{
    private static readonly JsonObject Configuration = Manifest.Read("mkdocs.yml").Single();

    [Fact]
    public void Every_page_is_in_the_navigation_and_every_entry_is_a_page() =>
        Assert.Equal(Block.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Entries(Configuration["nav"]).Select(entry => $"docs/{entry}").Order(StringComparer.Ordinal));

    [ToolFact("mkdocs")]
    public async Task The_site_builds_without_a_warning()
    {
        using var folder = new TemporaryFolder();
        await Tools.RunAsync("mkdocs", "build", "--strict", "--quiet", "--site-dir", folder.Path);
        var page = await File.ReadAllTextAsync(Path.Combine(folder.Path, "account-assignments", "index.html"));
        // Fences with more than a language, tables, and lists that follow a paragraph at once are what mkdocs reads otherwise than GitHub.
        Assert.Contains("<code class=\"language-yaml\">", page, StringComparison.Ordinal);
        Assert.Contains("<table>", page, StringComparison.Ordinal);
        Assert.Contains("<li>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("```", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\\|", await File.ReadAllTextAsync(Path.Combine(folder.Path, "reference", "permissionset", "index.html")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Entries(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Entries),
        JsonObject map => map.SelectMany(entry => Entries(entry.Value)),
        _ => [(string)node!],
    };
}
