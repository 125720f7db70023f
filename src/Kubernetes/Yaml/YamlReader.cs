using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>
/// Reads YAML (and with it JSON) into JSON; merge keys (<c>&lt;&lt;</c>) are resolved. What Kubernetes files never need is refused with a sentence, so that a hostile
/// file can cost neither memory nor the stack: input above 3 MB, nesting beyond 64 levels, aliases that unfold to more than 100,000 values, tags, keys that are not text.
/// </summary>
public static class YamlReader
{
    private const int LongestInput = 3 * 1024 * 1024;

    /// <summary>Reads all documents of a text; an empty document is null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">What words without quotation marks mean.</param>
    /// <exception cref="FormatException">The text is not YAML, or beyond the limits; the message names line and column.</exception>
    public static IReadOnlyList<JsonNode?> ReadAll(string text, YamlWords words = YamlWords.Core)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestInput)
            throw new FormatException($"the text is longer than {LongestInput} characters");
        try
        {
            return Documents(new Parser(new StringReader(text)), words);
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}, column {e.Start.Column}: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner lets these escape on some malformed input, for example a block that begins within an unclosed bracket.
            throw new FormatException("line 1 or later: the text is not YAML; is a bracket or a quote left open?", e);
        }
    }

    private static List<JsonNode?> Documents(Parser parser, YamlWords words)
    {
        var documents = new List<JsonNode?>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(new DocumentReader(parser, words).Read(0));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    /// <summary>Reads one document; anchors are known within it alone.</summary>
    private sealed class DocumentReader(Parser parser, YamlWords words)
    {
        private const int DeepestNesting = 64;
        private const int MostValues = 100_000;

        private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
        private int values;

        public JsonNode? Read(int depth)
        {
            var start = parser.Current ?? throw new YamlException("a value is missing");
            if (depth > DeepestNesting)
                throw Refused(start, $"nested deeper than {DeepestNesting} levels");
            Count(start, 1);
            if (parser.TryConsume<AnchorAlias>(out var alias))
                return Unfold(alias);
            JsonNode? node = parser.TryConsume<Scalar>(out var scalar) ? Value(scalar)
                : parser.TryConsume<SequenceStart>(out var list) ? List(list, depth)
                : Map(parser.Consume<MappingStart>(), depth);
            if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
                anchors[anchored.Anchor] = node;
            return node;
        }

        private JsonNode? Unfold(AnchorAlias alias)
        {
            if (!anchors.TryGetValue(alias.Value, out var node))
                throw Refused(alias, $"no value is anchored as \"{alias.Value}\"");
            Count(alias, Size(node));
            return node?.DeepClone();
        }

        private JsonArray List(SequenceStart start, int depth)
        {
            Untagged(start);
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Read(depth + 1));
            return list;
        }

        private JsonObject Map(MappingStart start, int depth)
        {
            Untagged(start);
            var map = new JsonObject();
            var merged = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (!parser.TryConsume<Scalar>(out var key))
                    throw Refused(parser.Current!, "a key is not text");
                if (IsMerge(key))
                    Merge(map, merged, key, Read(depth + 1));
                else
                    Put(map, merged, key, Read(depth + 1));
            }

            return map;
        }

        private static bool IsMerge(Scalar key) => key is { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true };

        private void Put(JsonObject map, HashSet<string> merged, Scalar key, JsonNode? value)
        {
            var name = Name(key);
            if (merged.Remove(name))
                map.Remove(name);
            if (!map.TryAdd(name, value))
                throw Refused(key, $"the key \"{name}\" is given twice");
        }

        /// <summary>Of several maps the first that has a key counts. A key that stands before is another one's for some readers and this map's for others.</summary>
        private static void Merge(JsonObject map, HashSet<string> merged, Scalar key, JsonNode? value)
        {
            var maps = value is JsonArray list ? [.. list] : new[] { value };
            if (!maps.All(each => each is JsonObject))
                throw Refused(key, "<< takes a map, or a list of maps");
            foreach (var (name, field) in maps.Cast<JsonObject>().SelectMany(each => each).DistinctBy(field => field.Key))
            {
                if (map.TryAdd(name, field?.DeepClone()))
                    merged.Add(name);
                else if (!JsonNode.DeepEquals(map[name], field))
                    throw Refused(key, $"the key \"{name}\" stands before <<, which has it too: write << first in its map, since readers of YAML do not agree on which of the two counts");
            }
        }

        private string Name(Scalar key) => words is YamlWords.Kubectl && IsPlain(key)
            ? KubectlScalars.Key(key.Value) ?? throw Refused(key, $"the key {key.Value} is no text: put it in quotation marks")
            : key.Value;

        private JsonValue? Value(Scalar scalar)
        {
            if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific && scalar.Tag.Value is not "tag:yaml.org,2002:str")
                throw Refused(scalar, $"the tag {scalar.Tag.Value} is not supported");
            if (!IsPlain(scalar))
                return JsonValue.Create(scalar.Value);
            if (words is YamlWords.Kubectl && KubectlScalars.IsBeyondJson(scalar.Value))
                throw Refused(scalar, $"{scalar.Value} is a number that JSON does not have: put it in quotation marks if it is meant as text");
            return words is YamlWords.Kubectl ? KubectlScalars.Value(scalar.Value) : CoreScalars.Value(scalar.Value);
        }

        private static bool IsPlain(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;

        private void Count(ParsingEvent at, int more)
        {
            values += more;
            if (values > MostValues)
                throw Refused(at, $"more than {MostValues} values, aliases unfolded");
        }

        private static int Size(JsonNode? node) => node switch
        {
            JsonArray list => 1 + list.Sum(Size),
            JsonObject map => 1 + map.Sum(field => Size(field.Value)),
            _ => 1,
        };

        private static void Untagged(NodeEvent start)
        {
            if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
                throw Refused(start, $"the tag {start.Tag.Value} is not supported");
        }

        private static YamlException Refused(ParsingEvent at, string why) => new(at.Start, at.End, why);
    }
}
