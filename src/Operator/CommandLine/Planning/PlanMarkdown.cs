using System.Text;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>
/// A plan for a pull request: a block in which GitHub and GitLab colour what comes and what goes, and take nothing for a mention or a link. It fits into a comment of
/// GitHub: what does not is counted, what needs somebody's hand is kept first.
/// </summary>
internal static partial class PlanMarkdown
{
    // GitHub refuses a longer one: "Body is too long (maximum is 65536 characters)".
    private const int LongestComment = 65_536;
    private const int LongestObject = 16_384;
    private const int LongestLine = 2_048;
    private const int RoomForTheRest = 1_024;

    /// <summary>The text.</summary>
    public static string Of(PlanReport report)
    {
        var head = $"### Plan for IAM Identity Center\n\n{report.Summary}\n";
        var notes = string.Concat(report.Notes.Select(note => $"\n> {note}\n"));
        var all = report.Telling.Select(resource => (resource.Verdict, Text: TextOf(resource))).ToList();
        var room = LongestComment - RoomForTheRest - head.Length - notes.Length;
        var (lines, left) = Fitting(all, room);
        var text = new StringBuilder(head);
        if (lines.Length > 0)
        {
            var fence = new string('`', FenceFor(lines));
            text.Append('\n').Append(fence).Append("diff\n").Append(lines).Append(fence).Append('\n');
        }

        if (left > 0)
            text.Append($"\n> {Counted.Of(left, "more object")}, for which a comment has no room: `plan --output text` tells of all.\n");
        return text.Append(notes).ToString();
    }

    private static (string Lines, int Left) Fitting(List<(Verdict Verdict, string Text)> all, int room)
    {
        if (LengthOf(string.Concat(all.Select(each => each.Text))) <= room)
            return (string.Concat(all.Select(each => each.Text)), 0);
        var (text, left) = (new StringBuilder(), 0);
        foreach (var (_, each) in all.OrderByDescending(each => each.Verdict is Verdict.Refused).ThenByDescending(each => each.Verdict is Verdict.Withheld or Verdict.Waits))
        {
            if (left == 0 && text.Length + LengthOf(each) <= room)
                text.Append(each);
            else
                left++;
        }

        return (text.ToString(), left);
    }

    private static int LengthOf(string lines) => lines.Length + (2 * FenceFor(lines));

    private static int FenceFor(string lines) => Math.Max(3, Backticks().Matches(lines).Select(run => run.Length + 1).DefaultIfEmpty().Max());

    private static string TextOf(ResourcePlan resource)
    {
        var lines = PlanLines.Of(resource).Select(line => $"{line.Sign}   {Cut(line.Text)}\n").Prepend($"{PlanLines.SignOf(resource)} {PlanLines.Heading(resource)}\n").ToList();
        var (text, shown) = (new StringBuilder(), 0);
        while (shown < lines.Count && text.Length + lines[shown].Length <= LongestObject)
            text.Append(lines[shown++]);
        return shown == lines.Count ? text.ToString() : text.Append($"!   and {Counted.Of(lines.Count - shown, "more line")}\n").ToString();
    }

    private static string Cut(string text) => text.Length <= LongestLine ? text : $"{text[..LongestLine]}…";

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
