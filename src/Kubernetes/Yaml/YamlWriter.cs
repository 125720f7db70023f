using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>
/// Writes JSON as YAML that a person likes to read: blocks, long text folded, no anchors. Keys keep their order. <see cref="YamlReader"/> reads the same value from it.
/// </summary>
public static partial class YamlWriter
{
    private const int Width = 120;

    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", ".inf", ".nan"];

    /// <summary>The text of one document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="noteOn">What to write as a comment behind a text in a list; null for nothing. It must be of one line.</param>
    public static string Write(JsonNode document, Func<string, string?>? noteOn = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var writer = new DocumentWriter(noteOn ?? (_ => null));
        if (document is JsonArray { Count: > 0 } list)
            writer.List(list, "");
        else if (document is JsonObject { Count: > 0 } map)
            writer.Map(map, "");
        else
            return Text(document, "") + "\n";
        return writer.ToString();
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
        Unprintable().IsMatch(text) ? $"\"{string.Concat(text.EnumerateRunes().Select(Escaped))}\""
        : Plain().IsMatch(text) && !IsOther(text) ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // What is no whole character was replaced already.
    private static string Escaped(Rune rune) => rune.Value switch
    {
        '"' or '\\' => $"\\{rune}",
        _ when Unprintable().IsMatch(rune.ToString()) => $"\\U{rune.Value:X8}",
        _ => rune.ToString(),
    };

    /// <summary>Text that a YAML reader, of 1.1 or 1.2, would take for something else.</summary>
    private static bool IsOther(string text) =>
        Words.Contains(text, StringComparer.OrdinalIgnoreCase)
        || double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        || KubectlScalars.Value(text)?.GetValueKind() is not JsonValueKind.String
        || text.Contains(": ", StringComparison.Ordinal) || text.Contains("? ", StringComparison.Ordinal) || text.Contains(" *", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text[^1] is ':' or ' ';

    [GeneratedRegex(@"\A[\p{L}_/.(^$][^\x00-\x1f]*\z")]
    private static partial Regex Plain();

    /// <summary>Control characters, what YAML takes for a line's end, halves of characters, the byte order mark.</summary>
    [GeneratedRegex(@"[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")]
    private static partial Regex Unprintable();

    /// <summary>Lines that begin or end with space, runs of spaces and empty lines would come back changed.</summary>
    [GeneratedRegex(@"\A\s|\s\z|  |\n\s|[^\S\n]\n|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")]
    private static partial Regex Unfoldable();

    private sealed class DocumentWriter(Func<string, string?> noteOn)
    {
        private readonly StringBuilder yaml = new();

        public void Map(JsonObject map, string indent, bool continued = false)
        {
            foreach (var (key, value) in map)
            {
                yaml.Append(continued ? "" : indent).Append(Scalar(key)).Append(':');
                continued = false;
                Value(value, indent);
            }
        }

        public void List(JsonArray list, string indent)
        {
            foreach (var item in list)
            {
                yaml.Append(indent).Append('-');
                if (item is JsonObject { Count: > 0 } map)
                {
                    yaml.Append(' ');
                    Map(map, indent + "  ", continued: true);
                }
                else
                {
                    Value(item, indent + "  ", NoteOn(item));
                }
            }
        }

        public override string ToString() => yaml.ToString();

        /// <summary>What follows a key, to the end of its last line. Lists are not indented, as in kubectl's output.</summary>
        private void Value(JsonNode? value, string indent, string? note = null)
        {
            switch (value)
            {
                case JsonObject { Count: > 0 } map:
                    yaml.Append('\n');
                    Map(map, indent + "  ");
                    break;
                case JsonArray { Count: > 0 } list:
                    yaml.Append('\n');
                    List(list, indent);
                    break;
                default:
                    yaml.Append(' ').Append(Text(value, indent)).Append(note is null ? "" : $" # {note}").Append('\n');
                    break;
            }
        }

        private string? NoteOn(JsonNode? item) => item is JsonValue value && value.GetValueKind() == JsonValueKind.String ? noteOn((string)value!) : null;
    }
}
