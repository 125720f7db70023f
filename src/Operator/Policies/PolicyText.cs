using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdentityCenterOperator.Policies;

/// <summary>
/// Writes JSON without white space and in Latin-1 alone: AWS takes no other characters in an inline policy
/// (<c>[\u0009\u000A\u000D\u0020-\u00FF]+</c> in the service model), so the rest is escaped.
/// </summary>
internal static class PolicyText
{
    public static string Minify(JsonElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return text.ToString();
    }

    public static StringBuilder AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
            AppendCharacter(text, character);
        return text.Append('"');
    }

    public static StringBuilder AppendList<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            append(item);
        }

        return text.Append(close);
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendList(text, '{', element.EnumerateObject(), '}', member => Append(AppendString(text, member.Name).Append(':'), member.Value));
                break;
            case JsonValueKind.Array:
                AppendList(text, '[', element.EnumerateArray(), ']', item => Append(text, item));
                break;
            case JsonValueKind.String:
                AppendString(text, element.GetString()!);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void AppendCharacter(StringBuilder text, char character)
    {
        if (character is '"' or '\\')
            text.Append('\\').Append(character);
        else if (character is (>= ' ' and < '\u007F') or (>= '\u00A0' and <= '\u00FF'))
            text.Append(character);
        else
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
    }
}
