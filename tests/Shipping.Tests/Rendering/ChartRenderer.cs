using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Shipping.Tests.Rendering;

/// <summary>
/// Renders a chart as Helm does, as far as <see cref="TemplateParser"/> goes, where Helm is not installed. Stricter than Helm: a value that values.yaml does not name
/// is an error, not an empty text.
/// </summary>
internal sealed class ChartRenderer
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _named = [];
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _files = [];
    private readonly string _chart;
    private readonly JsonObject _values;
    private readonly JsonObject _about;

    /// <summary>Reads a chart.</summary>
    /// <param name="chart">Its folder.</param>
    public ChartRenderer(string chart)
    {
        _chart = chart;
        _values = ReadYaml("values.yaml");
        _about = ReadYaml("Chart.yaml");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(chart, "templates")).Order(StringComparer.Ordinal))
        {
            var nodes = TemplateParser.Parse(File.ReadAllText(file));
            foreach (var define in nodes.OfType<TemplateNode.Define>())
                _named.Add(define.Name, define.Body);
            _files.Add(Path.GetFileName(file), nodes);
        }
    }

    /// <summary>The names of its templates that yield objects.</summary>
    public IEnumerable<string> Templates => _files.Keys.Where(name => name.EndsWith(".yaml", StringComparison.Ordinal));

    /// <summary>The chart's own values with others laid over them.</summary>
    public JsonObject Values(string overlay) => Merge((JsonObject)_values.DeepClone(), YamlReader.ReadAll(overlay) is [JsonObject over] ? over : []);

    /// <summary>What one template yields.</summary>
    /// <exception cref="ExpectationException">A required value is missing, or a template names what is not there.</exception>
    public string Render(string template, string overlay)
    {
        var root = new JsonObject
        {
            ["Values"] = Values(overlay),
            ["Chart"] = new JsonObject { ["Name"] = (string)_about["name"]!, ["Version"] = (string)_about["version"]!, ["AppVersion"] = (string)_about["appVersion"]! },
            ["Release"] = new JsonObject { ["Name"] = (string)_about["name"]!, ["Namespace"] = "identity-center-system", ["Service"] = "Helm" },
            ["Files"] = new JsonObject(),
        };
        return Write(_files[template], new Scope(root, new() { ["$"] = root }));
    }

    /// <summary>All objects of all templates.</summary>
    public IReadOnlyList<JsonObject> Objects(string overlay) =>
        [.. Templates.SelectMany(name => Parsed(name, overlay))];

    private IEnumerable<JsonObject> Parsed(string template, string overlay)
    {
        var text = Render(template, overlay);
        try
        {
            return YamlReader.ReadAll(text).OfType<JsonObject>();
        }
        catch (FormatException e)
        {
            throw new ExpectationException($"{template} yields no YAML, {e.Message}:\n{text}");
        }
    }

    private string Write(IEnumerable<TemplateNode> nodes, Scope scope)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
            text.Append(Write(node, scope));
        return text.ToString();
    }

    private string Write(TemplateNode node, Scope scope)
    {
        switch (node)
        {
            case TemplateNode.Text text:
                return text.Value;
            case TemplateNode.Action { Variable: { } name } action:
                scope.Variables[name] = Value(action.Pipeline, scope);
                return "";
            case TemplateNode.Action action:
                return AsText(Value(action.Pipeline, scope));
            case TemplateNode.Branch branch:
                var value = Value(branch.Condition, scope);
                return IsTrue(value) ? Write(branch.Then, scope.At(branch.MovesDot ? value : scope.Dot)) : Write(branch.Else, scope.At(scope.Dot));
            case TemplateNode.Range range:
                return string.Concat(Elements(Value(range.Over, scope)).Select(element => Write(range.Body, Inside(range, element, scope))));
            default:
                return "";
        }
    }

    private static Scope Inside(TemplateNode.Range range, (object Key, object? Value) element, Scope scope)
    {
        var inner = scope.At(element.Value);
        if (range is { Key: { } key, Value: { } value })
            (inner.Variables[key], inner.Variables[value]) = (element.Key, element.Value);
        return inner;
    }

    private static IEnumerable<(object, object?)> Elements(object? value) => value switch
    {
        JsonArray list => list.Select((item, index) => ((object)(long)index, (object?)item)),
        JsonObject map => map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => ((object)entry.Key, (object?)entry.Value)),
        _ => throw new ExpectationException($"range over {value}"),
    };

    private object? Value(Pipeline pipeline, Scope scope)
    {
        object? result = null;
        for (var i = 0; i < pipeline.Calls.Count; i++)
            result = Value(pipeline.Calls[i], scope, i == 0 ? [] : [result]);
        return result;
    }

    private object? Value(Call call, Scope scope, object?[] last)
    {
        var arguments = call.Operands.Skip(1).Select(operand => Value(operand, scope)).Concat(last).ToArray();
        return call.Operands[0] switch
        {
            Operand.Function function => Apply(function.Name, arguments),
            Operand.Path { Members: [.., "Get"] } => File.ReadAllText(Path.Combine(_chart, AsText(arguments[0]))),
            Operand.Path { Members: [.., "Glob"] } => Glob(AsText(arguments[0])),
            var operand when arguments.Length == 0 => Value(operand, scope),
            var operand => throw new ExpectationException($"{operand} is no function"),
        };
    }

    private object? Value(Operand operand, Scope scope) => operand switch
    {
        Operand.Literal literal => literal.Value,
        Operand.Nested nested => Value(nested.Pipeline, scope),
        Operand.Path path => path.Members.Aggregate(path.Root.Length == 0 ? scope.Dot : scope.Variables[path.Root], Member),
        Operand.Function function => Apply(function.Name, []),
        _ => throw new ExpectationException($"{operand} has no value"),
    };

    private static object? Member(object? value, string name) => value is JsonObject map && map.TryGetPropertyValue(name, out var member) ? member
        : throw new ExpectationException($"there is no {name} in {value}");

    private object? Apply(string function, object?[] arguments) => (function, arguments) switch
    {
        ("include", [var name, var dot]) => Write(_named[AsText(name)], new Scope(dot, new() { ["$"] = dot })),
        ("required", [var message, var value]) => IsTrue(value) ? value : throw new ExpectationException(AsText(message)),
        ("default", [var other, var value]) => IsTrue(value) ? value : other,
        ("or", [var first, var second]) => IsTrue(first) ? first : second,
        ("and", [var first, var second]) => IsTrue(first) ? second : first,
        ("not", [var value]) => !IsTrue(value),
        ("quote", [var value]) => JsonSerializer.Serialize(AsText(value), Plain),
        ("printf", [var format, .. var values]) => Printf(AsText(format), values),
        ("replace", [var old, var with, var text]) => AsText(text).Replace(AsText(old), AsText(with), StringComparison.Ordinal),
        ("toYaml", [var value]) => ToYaml(value),
        ("nindent", [long spaces, var text]) => "\n" + Indented(AsText(text), (int)spaces),
        _ => throw new ExpectationException($"the chart uses {function} with {arguments.Length} arguments, which this renderer does not know"),
    };

    // Helm's indent puts the spaces before every line, empty ones too.
    private static string Indented(string text, int spaces) => string.Join('\n', text.Split('\n').Select(line => new string(' ', spaces) + line));

    private static string Printf(string format, object?[] values)
    {
        var next = 0;
        return Regex.Replace(format, "%s", _ => AsText(values[next++]));
    }

    private static string ToYaml(object? value) => value switch
    {
        JsonObject { Count: > 0 } map => string.Join('\n', map.Select(entry => $"{JsonSerializer.Serialize(entry.Key, Plain)}: {Json(entry.Value)}")),
        JsonArray { Count: > 0 } list => string.Join('\n', list.Select(item => $"- {Json(item)}")),
        _ => Json(value as JsonNode),
    };

    private static string Json(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";

    private static string AsText(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        JsonValue json when json.GetValueKind() == JsonValueKind.String => (string)json!,
        JsonNode json => json.ToJsonString(Plain),
        _ => (string)value,
    };

    private static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        long number => number != 0,
        string text => text.Length > 0,
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        JsonValue json => json.GetValueKind() switch { JsonValueKind.String => (string)json! != "", JsonValueKind.Number => json.ToJsonString() != "0", var kind => kind == JsonValueKind.True },
        _ => true,
    };

    private JsonObject Glob(string pattern)
    {
        var (folder, names) = (Path.GetDirectoryName(pattern)!, Path.GetFileName(pattern));
        return new(Directory.EnumerateFiles(Path.Combine(_chart, folder), names)
            .Select(file => new KeyValuePair<string, JsonNode?>($"{folder}/{Path.GetFileName(file)}", File.ReadAllText(file))));
    }

    private JsonObject ReadYaml(string file) => (JsonObject)YamlReader.ReadAll(File.ReadAllText(Path.Combine(_chart, file)))[0]!;

    private static JsonObject Merge(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
            under[key] = value is JsonObject map && under[key] is JsonObject below ? Merge((JsonObject)below.DeepClone(), map) : value?.DeepClone();
        return under;
    }

    private sealed record Scope(object? Dot, Dictionary<string, object?> Variables)
    {
        // What is set within a block is gone after it.
        public Scope At(object? dot) => new(dot, new(Variables));
    }
}
