using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Says for people why JSON does not fit a C# type: what is there, what is expected, and what to do about it.</summary>
public static partial class DecodingProblem
{
    private const int LongestNumber = 40;

    /// <summary>A sentence.</summary>
    /// <param name="json">The object.</param>
    /// <param name="error">What its decoding ended in.</param>
    /// <param name="type">What it was decoded into.</param>
    public static string Of(ReadOnlyMemory<byte> json, Exception error, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(type);
        var said = Place().Replace(error.Message, "");
        if (error is not JsonException { Path: { } path } || !said.Contains("could not be converted to", StringComparison.Ordinal) || Expected(type, path) is not { } expected)
            return said;
        try
        {
            using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
            return Find(document.RootElement, path, out var value) ? $"it is {Words(value)}, and {expected} is expected{Remedy(value, expected)}." : said;
        }
        catch (JsonException)
        {
            return said;
        }
    }

    private static string? Expected(JsonTypeInfo root, string path)
    {
        var info = root;
        foreach (Match step in Step().Matches(path))
        {
            var next = step.Groups["index"].Success || info.Kind is JsonTypeInfoKind.Dictionary ? info.ElementType : info.Properties.FirstOrDefault(property => property.Name == step.Groups["name"].Value)?.PropertyType;
            if (next is null || !root.Options.TryGetTypeInfo(next, out info))
                return null;
        }

        return Expected(info, Nullable.GetUnderlyingType(info.Type) ?? info.Type);
    }

    private static string? Expected(JsonTypeInfo info, Type type) => info.Kind switch
    {
        JsonTypeInfoKind.Enumerable => "a list",
        JsonTypeInfoKind.Dictionary or JsonTypeInfoKind.Object => "a map",
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(DateTimeOffset) => "a time between the years 1 and 9999 in UTC, for example \"2030-01-31T12:00:00Z\",",
        _ => null,
    };

    // The API server's reader of YAML takes these words for booleans.
    private static string Remedy(JsonElement value, string expected) => (value.ValueKind, expected) switch
    {
        (JsonValueKind.True or JsonValueKind.False, "text") => ": put it in quotation marks (so are yes, no, on, off, y and n booleans for kubectl)",
        (JsonValueKind.Number, "text") => ": put it in quotation marks",
        (JsonValueKind.String, "true or false" or "a whole number") => ": write it without quotation marks",
        _ => "",
    };

    private static string Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => $"the number {(value.GetRawText() is { Length: <= LongestNumber } text ? text : value.GetRawText()[..LongestNumber] + "…")}",
        JsonValueKind.True => "true, a boolean",
        JsonValueKind.False => "false, a boolean",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a map",
        JsonValueKind.Null => "null",
        _ => "text",
    };

    private static bool Find(JsonElement root, string path, out JsonElement found)
    {
        found = root;
        foreach (Match step in Step().Matches(path))
        {
            if (!TryStep(found, step, out found))
                return false;
        }

        return true;
    }

    private static bool TryStep(JsonElement from, Match step, [MaybeNullWhen(false)] out JsonElement to)
    {
        to = default;
        if (step.Groups["index"] is { Success: true, Value: var digits })
        {
            var found = from.ValueKind is JsonValueKind.Array && int.TryParse(digits, out var index) && index < from.GetArrayLength();
            to = found ? from[int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)] : default;
            return found;
        }

        return from.ValueKind is JsonValueKind.Object && from.TryGetProperty(step.Groups["name"].Value, out to);
    }

    [GeneratedRegex(@" ?Path: .*\z", RegexOptions.Singleline)]
    private static partial Regex Place();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']+)'\]|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
