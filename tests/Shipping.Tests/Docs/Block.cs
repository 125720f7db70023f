using System.Text.RegularExpressions;

namespace Shipping.Tests.Docs;

/// <summary>A fenced or indented block of a page.</summary>
/// <param name="Page">Path of the page from the root.</param>
/// <param name="Line">Line of the page on which its text begins.</param>
/// <param name="Info">What stands behind the fence: a language, and words for these tests; empty for an indented block.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record Block(string Page, int Line, string Info, string Text)
{
    /// <summary>README, CONTRIBUTING, everything under docs/, and the chart's page.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md", "CONTRIBUTING.md", "charts/identity-center-operator/README.md",
        .. Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>All blocks of all pages.</summary>
    public static IReadOnlyList<Block> All { get; } = [.. Pages.SelectMany(page => In(page, File.ReadAllText(Repository.At(page))))];

    /// <summary>Where it is, as editors and terminals open it.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>Its language.</summary>
    public string Language => Info.Split(' ')[0];

    /// <summary>Its lines.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The word for the tests of this name: <c>spec=PermissionSet</c> is <c>PermissionSet</c>; null when there is none.</summary>
    public string? Word(string name) => Info.Split(' ').Skip(1).Select(word => word.Split('=', 2)).Where(parts => parts[0] == name).Select(parts => parts.Length == 2 ? parts[1] : "").FirstOrDefault();

    /// <summary>The block at a place.</summary>
    public static Block At(string place) => All.Single(block => block.Place == place);

    /// <summary>The blocks of a text.</summary>
    public static IEnumerable<Block> In(string page, string text) =>
        from Match match in Blocks().Matches(text)
        let fenced = match.Groups["text"]
        let body = fenced.Success ? fenced : match.Groups["indented"]
        select new Block(page, text[..body.Index].Count(c => c == '\n') + 1, match.Groups["info"].Value.Trim(), Dedented(body.Value));

    private static string Dedented(string text)
    {
        var indent = text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', text.Split('\n').Select(line => line.Length >= indent ? line[indent..] : ""));
    }

    // An indented block begins after an empty line; within a list such lines go on with the item, which begins with a mark.
    [GeneratedRegex(@"^(?<indent> *)(?<fence>`{3,})(?<info>[^\n`]*)\n(?<text>.*?)^\k<indent>\k<fence>[ ]*$|(?<=\n\n)(?<indented>(?: {4}[^\s*-][^\n]*\n)(?: {4}[^\n]*\n)*)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
