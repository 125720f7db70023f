using System.Text.RegularExpressions;

namespace Shipping.Tests.Docs;

/// <summary>A command that a page shows.</summary>
/// <param name="Place">Page and line.</param>
/// <param name="Text">The command as one would type it, on one line.</param>
internal sealed partial record Command(string Place, string Text)
{
    private static readonly string[] Shells = ["sh", "console"];
    private static readonly string[] Programs =
        ["kubectl", "make", "dotnet", "export", "aws", "docker", "helm", "git", "curl", "npm", "terraform", "identity-center-operator", "hack/run-tests"];

    /// <summary>All commands of all pages.</summary>
    public static IReadOnlyList<Command> All { get; } = [.. Block.All.SelectMany(In)];

    /// <summary>The program, without settings of the environment before it.</summary>
    public string Program => ProgramOf(Text);

    /// <summary>The words as a shell would split them, for commands without quotes that matter.</summary>
    public string[] Words => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The commands of a block: where there are prompts the lines with a prompt, else all lines but comments; a backslash or a bar goes on with the next line.</summary>
    public static IEnumerable<Command> In(Block block)
    {
        if (!IsShell(block))
            yield break;
        var prompted = block.Lines.Any(line => line.StartsWith("$ ", StringComparison.Ordinal));
        for (var line = 0; line < block.Lines.Length; line++)
        {
            var (text, at) = (block.Lines[line], line);
            while (text.EndsWith('\\') || text.EndsWith(" |", StringComparison.Ordinal))
                text = text.TrimEnd('\\') + " " + block.Lines[++line].TrimStart();
            if (prompted ? text.StartsWith("$ ", StringComparison.Ordinal) : text.Trim().Length > 0 && text[0] != '#')
                yield return new($"{block.Page}:{block.Line + at}", prompted ? text[2..] : text);
        }
    }

    /// <summary>Blocks that say so, and those that say nothing and begin with a prompt or a program.</summary>
    private static bool IsShell(Block block) =>
        Shells.Contains(block.Language) || (block.Language.Length == 0 && block.Lines.Any(line => line.StartsWith("$ ", StringComparison.Ordinal) || Programs.Contains(ProgramOf(line))));

    private static string ProgramOf(string text) => Setting().Replace(text, "").Split(' ')[0];

    [GeneratedRegex(@"^(?:[A-Z_]+=\S* )+")]
    private static partial Regex Setting();
}
