using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace AwsClients;

/// <summary>The words of XML documentation, made from names and constraints.</summary>
internal static partial class Docs
{
    /// <summary>What a member is and which values the service accepts.</summary>
    public static string Member(ServiceModel model, string member, string shape, bool required) =>
        string.Join(" ", Sentences(model, member, shape, required).Where(sentence => sentence is not null));

    /// <summary><c>PermissionSetArn</c> → <c>permission set ARN</c>.</summary>
    public static string Words(string name) =>
        string.Join(' ', WordBreak().Split(name).Where(word => word.Length > 0).Select(Word));

    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static IEnumerable<string?> Sentences(ServiceModel model, string member, string name, bool required)
    {
        var shape = model.Shapes[name];
        yield return $"{Sentence(Words(member))}{(required ? ", required" : "")}.";
        yield return Size(shape);
        yield return Pattern(shape);
        if (shape.Type == "list" && Limits(model.Shapes[shape.Member!]) is { Length: > 0 } each) yield return $"Each: {each}";
        if (model.Shapes[name] is { Type: "structure", Union: true }) yield return "Exactly one of its members is set.";
        if (shape.Sensitive) yield return "Sensitive.";
    }

    private static string Limits(Shape shape) => string.Join(" ", new[] { Size(shape), Pattern(shape) }.OfType<string>());

    private static string? Pattern(Shape shape) => shape.Pattern is null ? null : $"Pattern: <c>{Escape(shape.Pattern)}</c>.";

    private static string? Size(Shape shape) => (shape.Min, shape.Max, Unit(shape)) switch
    {
        (null, null, _) => null,
        ({ } min, null, var unit) => $"At least {min}{unit}.",
        (null or 0, { } max, var unit) => $"At most {max}{unit}.",
        ({ } min, { } max, var unit) => min == max ? $"Exactly {max}{unit}." : $"{min} to {max}{unit}.",
    };

    private static string Unit(Shape shape) => shape.Type switch
    {
        "string" => " characters",
        "list" or "map" => " items",
        _ => "",
    };

    // Control characters and spaces other than the common one would be invisible, or break the line.
    private static string Escape(string pattern)
    {
        var text = new StringBuilder();
        foreach (var c in SecurityElement.Escape(pattern)!) text.Append(c is >= ' ' and <= '~' ? c : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"));
        return text.ToString();
    }

    private static string Word(string word) => word switch
    {
        "Arn" or "Id" or "Url" or "Kms" => word.ToUpperInvariant(),
        "Ids" => "IDs",
        "AWS" or "KMS" or "SSO" => word,
        _ => word.ToLowerInvariant(),
    };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordBreak();
}
