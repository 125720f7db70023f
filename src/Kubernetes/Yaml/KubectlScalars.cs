using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>Words without quotation marks as kubectl reads them: see <see cref="YamlWords.Kubectl"/>.</summary>
internal static partial class KubectlScalars
{
    // No 64-bit integer has more, in any base.
    private const int MostDigits = 64;

    /// <summary>What a word means; null for null.</summary>
    public static JsonValue? Value(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => JsonValue.Create(true),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => JsonValue.Create(false),
        _ => Number(text) ?? JsonValue.Create(text),
    };

    /// <summary>The text that a key becomes: <c>on</c> is the key "true". Null for a key that has none that all readers agree on.</summary>
    public static string? Key(string text) => Value(text) switch
    {
        null => null,
        { } value => value.GetValueKind() switch
        {
            JsonValueKind.String => text,
            JsonValueKind.Number when !value.TryGetValue<long>(out _) => null,
            _ => value.ToJsonString(),
        },
    };

    /// <summary>Whether it is infinity or no number, which kubectl cannot send.</summary>
    public static bool IsBeyondJson(string text) => Unsendable().IsMatch(text);

    private static JsonValue? Number(string text)
    {
        if (text[0] is not ((>= '0' and <= '9') or '-' or '+' or '.'))
            return null;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (text[0] != '.' && Integer(digits) is { } integer)
            return JsonValue.Create(integer);
        return Float().IsMatch(digits) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? JsonValue.Create(real) : null;
    }

    private static long? Integer(string text)
    {
        var isNegative = text[0] == '-';
        var (radix, digits) = Base(text[0] is '-' or '+' ? text[1..] : text);
        if (digits.Length is 0 or > MostDigits)
            return null;
        var value = Int128.Zero;
        foreach (var digit in digits.Select(DigitOf))
        {
            value = (value * radix) + (isNegative ? -digit : digit);
            if (digit >= radix || value < long.MinValue || value > long.MaxValue)
                return null;
        }

        return (long)value;
    }

    private static (int Radix, string Digits) Base(string text) => text switch
    {
        ['0', 'x' or 'X', ..] => (16, text[2..]),
        ['0', 'o' or 'O', ..] => (8, text[2..]),
        ['0', 'b' or 'B', ..] => (2, text[2..]),
        ['0', _, ..] => (8, text[1..]),
        _ => (10, text),
    };

    private static int DigitOf(char digit) => char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue / 2;

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"\A([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Unsendable();
}
