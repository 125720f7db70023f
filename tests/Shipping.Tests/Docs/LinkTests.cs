using System.Text.RegularExpressions;

namespace Shipping.Tests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. new[] { "docs", "charts", "hack", "src" }.SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_within_the_repository_leads_somewhere(string page)
    {
        var broken = Links().Matches(WithoutCode(page)).Select(link => link.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link));
        Assert.Empty(broken);
    }

    [Fact]
    public void A_broken_link_would_be_noticed()
    {
        Assert.True(Leads("README.md", "docs/metrics.md#the-runtime"));
        Assert.False(Leads("README.md", "docs/metrics.md#nowhere"));
        Assert.False(Leads("docs/metrics.md", "docs/metrics.md"));
    }

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? Repository.At(page) : Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0]);
        return parts.Length == 1 ? Path.Exists(target) : File.Exists(target) && Headings().Matches(File.ReadAllText(target)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]);
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string page) => Code().Replace(File.ReadAllText(Repository.At(page)), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
