using System.Text;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>A plan for a terminal.</summary>
internal static class PlanText
{
    /// <summary>The text.</summary>
    public static string Of(PlanReport report, Paint paint)
    {
        var text = new StringBuilder();
        foreach (var resource in report.Telling)
        {
            text.Append(Painted(paint, PlanLines.SignOf(resource), $"{PlanLines.SignOf(resource)} {PlanLines.Heading(resource)}")).Append('\n');
            foreach (var line in PlanLines.Of(resource))
                text.Append("    ").Append(Painted(paint, line.Sign, line.Text)).Append('\n');
            text.Append('\n');
        }

        foreach (var note in report.Notes)
            text.Append(note).Append('\n');
        return text.Append(paint.Strong($"Plan: {report.Summary}")).Append('\n').ToString();
    }

    private static string Painted(Paint paint, char sign, string text) => sign switch
    {
        '+' => paint.Good(text),
        '-' => paint.Bad(text),
        '!' => paint.Attention(text),
        _ => text,
    };
}
