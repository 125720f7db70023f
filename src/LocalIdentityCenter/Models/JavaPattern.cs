using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Models;

/// <summary>
/// A pattern of a model, as the services hold values against it. The models' patterns are written for Java, where <c>\w</c> and <c>\d</c> are ASCII, a match is of the whole
/// value, and a character is a code point: an emoji is one <c>\p{S}</c>. The regular expressions of .NET see its two halves instead, which are of no such category.
/// </summary>
internal sealed class JavaPattern
{
    private static readonly TimeSpan matchTimeout = TimeSpan.FromSeconds(1);

    // A character of each category, none of them in Latin-1, which patterns name by ranges.
    private static readonly Dictionary<UnicodeCategory, char> likes = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\u0531',
        [UnicodeCategory.LowercaseLetter] = '\u0561',
        [UnicodeCategory.TitlecaseLetter] = '\u01C5',
        [UnicodeCategory.ModifierLetter] = '\u02EE',
        [UnicodeCategory.OtherLetter] = '\u05D0',
        [UnicodeCategory.NonSpacingMark] = '\u0300',
        [UnicodeCategory.SpacingCombiningMark] = '\u0903',
        [UnicodeCategory.EnclosingMark] = '\u0488',
        [UnicodeCategory.DecimalDigitNumber] = '\u0660',
        [UnicodeCategory.LetterNumber] = '\u2160',
        [UnicodeCategory.OtherNumber] = '\u2070',
        [UnicodeCategory.ConnectorPunctuation] = '\u203F',
        [UnicodeCategory.DashPunctuation] = '\u2010',
        [UnicodeCategory.OpenPunctuation] = '\u2045',
        [UnicodeCategory.ClosePunctuation] = '\u2046',
        [UnicodeCategory.InitialQuotePunctuation] = '\u2018',
        [UnicodeCategory.FinalQuotePunctuation] = '\u2019',
        [UnicodeCategory.OtherPunctuation] = '\u2020',
        [UnicodeCategory.MathSymbol] = '\u2044',
        [UnicodeCategory.CurrencySymbol] = '\u20A0',
        [UnicodeCategory.ModifierSymbol] = '\u02C2',
        [UnicodeCategory.OtherSymbol] = '\u2100',
        [UnicodeCategory.Format] = '\u200B',
        [UnicodeCategory.PrivateUse] = '\uE000',
        [UnicodeCategory.OtherNotAssigned] = '\u0378',
    };

    private readonly Regex regex;

    public JavaPattern(string pattern) => regex = new($@"\A(?:{AsciiClasses(pattern)})\z", RegexOptions.CultureInvariant, matchTimeout);

    /// <summary>Whether the whole value fits.</summary>
    public bool IsMatch(string value) => regex.IsMatch(value.Any(char.IsHighSurrogate) ? Flattened(value) : value);

    // Each character beyond U+FFFF as one of its category that .NET sees whole.
    private static string Flattened(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes()) text.Append(rune.IsBmp ? (char)rune.Value : likes[Rune.GetUnicodeCategory(rune)]);
        return text.ToString();
    }

    private static string AsciiClasses(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 32);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) { text.Append(Escape(pattern[++i], inClass)); continue; }
            if (pattern[i] == '[') inClass = true;
            if (pattern[i] == ']') inClass = false;
            text.Append(pattern[i]);
        }
        return text.ToString();
    }

    private static string Escape(char escaped, bool inClass) => (escaped, inClass) switch
    {
        ('w', true) => "a-zA-Z_0-9",
        ('w', false) => "[a-zA-Z_0-9]",
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        _ => $@"\{escaped}",
    };
}
