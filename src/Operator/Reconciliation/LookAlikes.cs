using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Characters that look like those of ASCII, or like nothing at all: what copying from a web page, a word processor or a chat brings along. Most names and policies in
/// AWS are ASCII, and nobody sees in a message what is wrong with <c>docdb‑elastic</c>.
/// </summary>
public static class LookAlikes
{
    private const int FirstFullWidth = 0xFF01;
    private const int LastFullWidth = 0xFF5E;
    private const int FromFullWidth = FirstFullWidth - '!';

    // Cyrillic and Greek letters that no eye tells from Latin ones, each before its twin; then quotation marks and other signs.
    private static readonly FrozenDictionary<int, string> _twins = Pairs(
        "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u0501d\u04BBh\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0425X\u0406I\u0408J\u0405S"
        + "\u03BFo\u03BDv\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y\u03A7X\u212AK"
        + "\u2018'\u2019'\u201A'\u201B'\u2032'\u00B4'\u02BC'\u201C\"\u201D\"\u201E\"\u201F\"\u2033\"\u00AB\"\u00BB\"\u2212-\u02D7-\u2044/\u2215/\u2217*\u204E*\u22C6*\u2731*\u02F8:\u2236:\uA789:\u05C3:\u201A,\u2024.");

    /// <summary>What a character looks like, in ASCII: empty for what nobody sees, null for what looks like itself alone.</summary>
    public static string? Of(Rune rune) => rune.Value switch
    {
        < 0x80 => null,
        >= FirstFullWidth and <= LastFullWidth => ((char)(rune.Value - FromFullWidth)).ToString(),
        0x2026 => "...",
        var value when _twins.TryGetValue(value, out var twin) => twin,
        _ when Quoted.IsBlank(rune) => "",
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DashPunctuation => "-",
            UnicodeCategory.SpaceSeparator => " ",
            UnicodeCategory.Format => "",
            _ => null,
        },
    };

    /// <summary>The text with each such character replaced by what it looks like.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Of(rune) ?? rune.ToString());
        return plain.ToString();
    }

    /// <summary>The first character that is not allowed, and which one it is, counted from 1; null when all are.</summary>
    public static (Rune Character, int Position)? FirstNot(string text, Func<Rune, bool> allowed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowed);
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            position++;
            if (!allowed(rune))
                return (rune, position);
        }

        return null;
    }

    /// <summary>A character in words, as a part of a sentence: <c>a space</c>, <c>"#"</c>, <c>"‑" (U+2011), which looks like "-"</c>, <c>U+200B, which nobody sees</c>.</summary>
    public static string Describe(Rune rune)
    {
        if (rune.Value is ' ' or '\t' or '\n' or '\r')
            return rune.Value switch { ' ' => "a space", '\t' => "a tab", _ => "a line break" };
        var quoted = Quoted.Text(rune.ToString());
        if (rune.IsAscii && rune.Value is > ' ' and < 0x7F)
            return quoted;
        var code = $"U+{rune.Value:X4}";
        var named = quoted.Contains("\\u", StringComparison.Ordinal) ? code : $"{quoted} ({code})";
        return Of(rune) switch
        {
            null => named,
            "" => $"{named}, which nobody sees",
            " " => $"{named}, which looks like a space",
            var twin => $"{named}, which looks like {Quoted.Text(twin)}",
        };
    }

    private static FrozenDictionary<int, string> Pairs(string pairs) =>
        Enumerable.Range(0, pairs.Length / 2).DistinctBy(i => pairs[2 * i]).ToFrozenDictionary(i => (int)pairs[2 * i], i => pairs[(2 * i) + 1].ToString());
}
