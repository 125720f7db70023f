using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Packaging;

/// <summary>The table of the chart's values, from the comments that begin with <c># --</c>.</summary>
public static class ValuesTable
{
    private const string Begin = "<!-- values: written by `make packaging` from values.yaml -->\n";
    private const string End = "<!-- end of values -->";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts the table between its two marks.</summary>
    /// <exception cref="FormatException">A value has no comment, or a mark is missing.</exception>
    public static string Insert(string readme, string values)
    {
        ArgumentNullException.ThrowIfNull(readme);
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin ? throw new FormatException($"the README has no line {Begin.Trim()}, followed by {End}")
            : readme[..(begin + Begin.Length)] + Of(values) + readme[end..];
    }

    private static string Of(string values)
    {
        var root = YamlReader.ReadAll(values)[0]!;
        var comments = Comments(values);
        var table = new StringBuilder("| value | default | what it is |\n|---|---|---|\n");
        foreach (var (path, value) in Leaves(root, "", comments))
        {
            var comment = comments.GetValueOrDefault(path) ?? throw new FormatException($"{path} has no comment that begins with \"# --\"");
            table.Append(null, $"| `{path}` | `{value?.ToJsonString(Compact) ?? "null"}` | {comment.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return table.ToString();
    }

    // What is below a value that has a comment is its default, not a value of its own.
    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonNode? node, string path, Dictionary<string, string> comments) =>
        node is JsonObject map && !comments.ContainsKey(path) && map.Count > 0
            ? map.SelectMany(entry => Leaves(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", comments))
            : [(path, node)];

    private static Dictionary<string, string> Comments(string values)
    {
        var comments = new Dictionary<string, string>();
        var path = new List<(int Indent, string Key)>();
        string? comment = null;
        foreach (var line in values.Split('\n'))
        {
            var text = line.TrimStart();
            if (text.StartsWith('#'))
            {
                comment = text.StartsWith("# -- ", StringComparison.Ordinal) ? text[5..] : $"{comment} {text[1..].Trim()}";
                continue;
            }

            if (text.Length > 0 && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                path.RemoveAll(parent => parent.Indent >= line.Length - text.Length);
                path.Add((line.Length - text.Length, text[..colon]));
                if (comment is not null)
                    comments.Add(string.Join('.', path.Select(parent => parent.Key)), comment);
            }

            comment = null;
        }

        return comments;
    }
}
