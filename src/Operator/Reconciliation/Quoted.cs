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
        return value.Length <= maxLength ? $"\"{Escape(value)}\"" : $"\"{Escape(Beginning(value, maxLength))}…\" ({value.Length:N0} characters)";
    }

    /// <summary>A sentence as one line, without quotes: what is visible stays as it is, the rest is written as \uXXXX.</summary>
    public static string Line(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return IsPlain(value) ? value : Escape(value, quotes: false);
    }

    /// <summary>The same of at most <paramref name="maxLength"/> characters.</summary>
    public static string Line(string value, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= maxLength ? Line(value) : $"{Line(Beginning(value, maxLength))}…";
    }

    /// <summary>At most so many characters of a text, between two characters and not in the middle of one.</summary>
    public static string Beginning(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string Escape(ReadOnlySpan<char> value, bool quotes = true)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (quotes && (rune.Value is '"' or '\\'))
                text.Append('\\').Append((char)rune.Value);
            else if (IsVisible(rune))
                text.Append(rune.ToString());
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return text.ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || (!IsBlank(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));

    /// <summary>
    /// Whether a letter, mark or sign shows nothing: those that Unicode lets a font leave out (Default_Ignorable_Code_Point) although their category does not say so, and the
    /// empty Braille cell.
    /// </summary>
    internal static bool IsBlank(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
