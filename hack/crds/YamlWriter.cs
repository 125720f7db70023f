using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Crds;

/// <summary>Writes JSON as YAML that a person likes to read: blocks, long text folded, no anchors. Keys keep their order.</summary>
public static partial class YamlWriter
{
    private const int Width = 120;

    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", ".inf", ".nan"];

    /// <summary>The text of one document.</summary>
    public static string Write(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var yaml = new StringBuilder();
        Map(yaml, document, "");
        return yaml.ToString();
    }

    private static void Map(StringBuilder yaml, JsonObject map, string indent, bool continued = false)
    {
        foreach (var (key, value) in map)
        {
            yaml.Append(continued ? "" : indent).Append(Scalar(key)).Append(':');
            continued = false;
            Value(yaml, value, indent);
        }
    }

    /// <summary>What follows a key, to the end of its last line. Lists are not indented, as in kubectl's output.</summary>
    private static void Value(StringBuilder yaml, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                yaml.Append('\n');
                Map(yaml, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                yaml.Append('\n');
                List(yaml, list, indent);
                break;
            default:
                yaml.Append(' ').Append(Text(value, indent)).Append('\n');
                break;
        }
    }

    private static void List(StringBuilder yaml, JsonArray list, string indent)
    {
        foreach (var item in list)
        {
            yaml.Append(indent).Append('-');
            if (item is JsonObject { Count: > 0 } map)
                Map(yaml.Append(' '), map, indent + "  ", continued: true);
            else
                Value(yaml, item, indent + "  ");
        }
    }

    private static string Text(JsonNode? value, string indent) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => Folded((string)v!, indent) ?? Scalar((string)v!),
        _ => value.ToJsonString(),
    };

    /// <summary>A folded block when the text is long or has several lines, and survives folding; else null.</summary>
    private static string? Folded(string text, string indent)
    {
        if (indent.Length + text.Length <= Width - 20 && !text.Contains('\n'))
            return null;
        if (Unfoldable().IsMatch(text))
            return null;
        var inner = indent + "  ";
        return $">-\n{string.Join("\n\n", text.Split('\n').Select(line => string.Join('\n', Wrap(line, Width - inner.Length).Select(l => inner + l))))}";
    }

    private static IEnumerable<string> Wrap(string line, int width)
    {
        var current = new StringBuilder();
        foreach (var word in line.Split(' '))
        {
            if (current.Length > 0 && current.Length + 1 + word.Length > width)
            {
                yield return current.ToString();
                current.Clear();
            }

            current.Append(current.Length > 0 ? " " : "").Append(word);
        }

        yield return current.ToString();
    }

    private static string Scalar(string text) =>
        text.Any(char.IsControl) ? JsonSerializer.Serialize(text)
        : Plain().IsMatch(text) && !IsOther(text) ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Text that a YAML reader, of 1.1 or 1.2, would take for something else.</summary>
    private static bool IsOther(string text) =>
        Words.Contains(text, StringComparer.OrdinalIgnoreCase)
        || double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text[^1] is ':' or ' ';

    [GeneratedRegex(@"^[\p{L}_/.(^$][^\x00-\x1f]*$")]
    private static partial Regex Plain();

    /// <summary>Lines that begin or end with space, runs of spaces and empty lines would come back changed.</summary>
    [GeneratedRegex(@"^\s|\s$|  |\n\s|[^\S\n]\n|[\x00-\x09\x0b-\x1f]")]
    private static partial Regex Unfoldable();
}
