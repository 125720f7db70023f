using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Shows a value that somebody else wrote: bounded, on one line, with nothing in it that a terminal obeys or an eye misses.</summary>
public static class Quoted
{
    /// <summary>The value in double quotes: at most <paramref name="maxLength"/> characters of it, with control, format and unpaired characters as \uXXXX.</summary>
    public static string Text(string value, int maxLength = 80)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= maxLength ? $"\"{Escape(value)}\"" : $"\"{Escape(value.AsSpan(0, maxLength))}…\" ({value.Length:N0} characters)";
    }

    private static string Escape(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                text.Append('\\').Append((char)rune.Value);
            else if (IsVisible(rune))
                text.Append(rune.ToString());
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return text.ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
