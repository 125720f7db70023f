using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>
/// Reads YAML (and with it JSON) into JSON, by the core schema of YAML 1.2. What Kubernetes files never need is refused with a sentence, so that a hostile file
/// can cost neither memory nor the stack: input above 3 MB, nesting beyond 64 levels, aliases that unfold to more than 100,000 values, tags, keys that are not text.
/// </summary>
public static class YamlReader
{
    private const int LongestInput = 3 * 1024 * 1024;

    /// <summary>Reads all documents of a text; an empty document is null.</summary>
    /// <exception cref="FormatException">The text is not YAML, or beyond the limits; the message names line and column.</exception>
    public static IReadOnlyList<JsonNode?> ReadAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestInput)
            throw new FormatException($"the text is longer than {LongestInput} characters");
        try
        {
            return Documents(new Parser(new StringReader(text)));
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

    private static List<JsonNode?> Documents(Parser parser)
    {
        var documents = new List<JsonNode?>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(new DocumentReader(parser).Read(0));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    /// <summary>Reads one document; anchors are known within it alone.</summary>
    private sealed class DocumentReader(Parser parser)
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
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (!parser.TryConsume<Scalar>(out var key))
                    throw Refused(parser.Current!, "a key is not text");
                if (!map.TryAdd(key.Value, Read(depth + 1)))
                    throw Refused(key, $"the key \"{key.Value}\" is given twice");
            }

            return map;
        }

        private static JsonValue? Value(Scalar scalar)
        {
            if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific && scalar.Tag.Value is not "tag:yaml.org,2002:str")
                throw Refused(scalar, $"the tag {scalar.Tag.Value} is not supported");
            return scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        }

        private static JsonValue? Plain(string text) => text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) ?? JsonValue.Create(text),
        };

        /// <summary>Decimal integers and floats; whatever else looks like a number (hexadecimal, <c>.inf</c>) stays text.</summary>
        private static JsonValue? Number(string text)
        {
            if (text[0] is not ((>= '0' and <= '9') or '-' or '+' or '.') || text[^1] is not ((>= '0' and <= '9') or '.'))
                return null;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                return JsonValue.Create(integer);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? JsonValue.Create(real) : null;
        }

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
