using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shipping.Tests.Rendering;

/// <summary>
/// Reads the part of Go's template language that the chart uses (https://pkg.go.dev/text/template): text, comments, pipelines, variables, <c>if</c>, <c>else if</c>,
/// <c>with</c>, <c>range</c>, <c>define</c>, and the trimming of white space. Anything else is refused, so that the chart stays within it.
/// </summary>
internal sealed partial class TemplateParser
{
    private readonly Queue<(bool IsAction, string Value)> _pieces;

    private TemplateParser(string text) => _pieces = new(Pieces(text));

    /// <summary>The parts of a template.</summary>
    /// <exception cref="FormatException">The text is beyond what the chart is meant to use.</exception>
    public static IReadOnlyList<TemplateNode> Parse(string text)
    {
        var parser = new TemplateParser(text);
        var nodes = parser.Block(out var end);
        return end is null ? nodes : throw new FormatException($"unexpected {{{{ {end} }}}}");
    }

    private static IEnumerable<(bool, string)> Pieces(string text)
    {
        var from = 0;
        foreach (Match action in Actions().Matches(text))
        {
            var before = text[from..action.Index];
            var trimmed = from > 0 && text[..from].EndsWith("-}}", StringComparison.Ordinal) ? before.TrimStart() : before;
            yield return (false, action.Groups["left"].Success ? trimmed.TrimEnd() : trimmed);
            yield return (true, action.Groups["body"].Value.Trim());
            from = action.Index + action.Length;
        }

        yield return (false, text[..from].EndsWith("-}}", StringComparison.Ordinal) ? text[from..].TrimStart() : text[from..]);
    }

    /// <summary>Up to <c>end</c>, <c>else</c>, or the end of the text.</summary>
    private List<TemplateNode> Block(out string? end)
    {
        var nodes = new List<TemplateNode>();
        while (_pieces.TryDequeue(out var piece))
        {
            if (!piece.IsAction)
                nodes.Add(new TemplateNode.Text(piece.Value));
            else if (piece.Value == "end" || Keyword(piece.Value) == "else")
                return Ended(nodes, end = piece.Value);
            else if (!piece.Value.StartsWith("/*", StringComparison.Ordinal))
                nodes.Add(Action(piece.Value));
        }

        end = null;
        return nodes;
    }

    private static List<TemplateNode> Ended(List<TemplateNode> nodes, string end) => end.Length > 0 ? nodes : throw new FormatException("an empty action");

    private TemplateNode Action(string text) => Keyword(text) switch
    {
        "if" => Branch(text[2..], movesDot: false),
        "with" => Branch(text[4..], movesDot: true),
        "range" => Range(text[5..]),
        "define" => new TemplateNode.Define(text[6..].Trim().Trim('"'), Closed()),
        _ when Assignment().Match(text) is { Success: true } assignment => new TemplateNode.Action(assignment.Groups[1].Value, Pipeline(assignment.Groups[2].Value)),
        _ => new TemplateNode.Action(null, Pipeline(text)),
    };

    private TemplateNode.Branch Branch(string condition, bool movesDot)
    {
        var then = Block(out var end);
        IReadOnlyList<TemplateNode> otherwise = end switch
        {
            "end" => [],
            "else" => Closed(),
            { } chained when chained.StartsWith("else if", StringComparison.Ordinal) => [Branch(chained[7..], movesDot: false)],
            _ => throw new FormatException($"a branch ends with {end ?? "the end of the text"}"),
        };
        return new(movesDot, Pipeline(condition), then, otherwise);
    }

    private TemplateNode.Range Range(string text)
    {
        var named = RangeVariables().Match(text);
        return named.Success
            ? new(named.Groups[1].Value, named.Groups[2].Value, Pipeline(named.Groups[3].Value), Closed())
            : new(null, null, Pipeline(text), Closed());
    }

    private List<TemplateNode> Closed()
    {
        var nodes = Block(out var end);
        return end == "end" ? nodes : throw new FormatException($"a block ends with {end ?? "the end of the text"}");
    }

    private static Pipeline Pipeline(string text)
    {
        var tokens = new Queue<string>(Tokens().Matches(text).Select(match => match.Value));
        var pipeline = Pipeline(tokens);
        return tokens.Count == 0 ? pipeline : throw new FormatException($"{tokens.Peek()} is too much in {{{{ {text} }}}}");
    }

    private static Pipeline Pipeline(Queue<string> tokens)
    {
        var calls = new List<Call>();
        do
            calls.Add(Call(tokens));
        while (tokens.TryPeek(out var next) && next == "|" && tokens.Dequeue() == "|");
        return new(calls);
    }

    private static Call Call(Queue<string> tokens)
    {
        var operands = new List<Operand>();
        while (tokens.TryPeek(out var next) && next is not ("|" or ")"))
            operands.Add(Operand(tokens));
        return operands.Count > 0 ? new(operands) : throw new FormatException("an empty pipeline");
    }

    private static Operand Operand(Queue<string> tokens)
    {
        var token = tokens.Dequeue();
        return token switch
        {
            "(" => Nested(tokens),
            "true" or "false" => new Operand.Literal(token == "true"),
            ['"', ..] => new Operand.Literal(JsonSerializer.Deserialize<string>(token)!),
            ['.' or '$', ..] => Path(token),
            _ when long.TryParse(token, CultureInfo.InvariantCulture, out var number) => new Operand.Literal(number),
            _ => new Operand.Function(token),
        };
    }

    private static Operand.Nested Nested(Queue<string> tokens)
    {
        var pipeline = Pipeline(tokens);
        return tokens.TryDequeue(out var close) && close == ")" ? new(pipeline) : throw new FormatException("a parenthesis is left open");
    }

    private static Operand.Path Path(string token)
    {
        var parts = token.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return token[0] == '$' ? new(parts[0], parts[1..]) : new("", parts);
    }

    private static string Keyword(string text) => text.Split(' ', 2)[0];

    [GeneratedRegex(@"\{\{(?<left>-(?=\s))?(?<body>(/\*.*?\*/|""(\\.|[^""])*""|[^""])*?)(\s-)?\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Actions();

    [GeneratedRegex(@"""(\\.|[^""])*""|[()|]|[^\s()|""]+|""")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^(\$\w+)\s*:=\s*(.+)$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\s*(\$\w+)\s*,\s*(\$\w+)\s*:=\s*(.+)$")]
    private static partial Regex RangeVariables();
}
