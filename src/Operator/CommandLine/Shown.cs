using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Shows what somebody else called a thing: nothing in it that a terminal obeys, and no line's end.</summary>
internal static class Shown
{
    /// <summary>The text as it is, or in quotation marks and escaped where it has such things in it.</summary>
    public static string Safely(string text)
    {
        var quoted = Quoted.Text(text, int.MaxValue);
        return quoted.Length == text.Length + 2 || quoted[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) == text ? text : quoted;
    }
}
