using System.Globalization;
using System.Text.Json.Nodes;

namespace IdentityCenterOperator.Kubernetes.Yaml;

/// <summary>Words without quotation marks by the core schema of YAML 1.2.</summary>
internal static class CoreScalars
{
    /// <summary>What a word means; null for null.</summary>
    public static JsonValue? Value(string text) => text switch
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
}
