using System.Text;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>A plan for a pull request: a block in which GitHub and GitLab colour what comes and what goes, and take nothing for a mention or a link.</summary>
internal static partial class PlanMarkdown
{
    /// <summary>The text.</summary>
    public static string Of(PlanReport report)
    {
        var lines = string.Concat(report.Telling.SelectMany(Lines));
        var text = new StringBuilder("### Plan for IAM Identity Center\n\n").Append(report.Summary).Append('\n');
        if (lines.Length > 0)
        {
            var fence = new string('`', Math.Max(3, Backticks().Matches(lines).Select(run => run.Length + 1).DefaultIfEmpty().Max()));
            text.Append('\n').Append(fence).Append("diff\n").Append(lines).Append(fence).Append('\n');
        }

        foreach (var note in report.Notes)
            text.Append("\n> ").Append(note).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Lines(ResourcePlan resource) =>
        PlanLines.Of(resource).Select(line => $"{line.Sign}   {line.Text}\n").Prepend($"{PlanLines.SignOf(resource)} {PlanLines.Heading(resource)}\n");

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
