using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Texts as AWS counts and checks them: by characters, of which an emoji is one, and not by the halves of it that a .NET string is made of.</summary>
internal static class AwsText
{
    /// <summary>Characters of a text.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>Whether a character is one for tags and attributes: a letter, a digit, a space or one of <c>_.:/=+-@</c>, of any script.</summary>
    public static bool IsOfTags(Rune rune) => rune.Value is '_' or '.' or ':' or '/' or '=' or '+' or '-' or '@' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether a text is one for tags and attributes: letters, digits, spaces and <c>_.:/=+-@</c>, of any script.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">Fewest characters.</param>
    /// <param name="most">Most characters.</param>
    public static bool IsTag(string text, int least, int most) => Length(text) is var length && length >= least && length <= most && text.EnumerateRunes().All(IsOfTags);
}
