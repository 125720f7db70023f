using System.Globalization;
using System.Text.Json;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>Reads the Condition of a statement.</summary>
internal static class ConditionReader
{
    // A number of more digits than a decimal has is left as it was written.
    private const int DecimalDigits = 28;

    public static IReadOnlyList<PolicyCondition>? Read(JsonElement condition, PolicyPlace place, PolicyFaults faults) =>
        JsonReader.Elements(condition, place, "a Condition", [], faults) is { } operators
            ? [.. operators.Select(each => new PolicyCondition(each.Key, place.Key(each.Key), Keys(each.Value, place.Key(each.Key), faults)))]
            : null;

    private static IReadOnlyList<PolicyConditionKey> Keys(JsonElement keys, PolicyPlace place, PolicyFaults faults) =>
        JsonReader.Elements(keys, place, "condition keys with their values", [], faults) is { } members
            ? [.. members.Select(each => new PolicyConditionKey(each.Key, place.Key(each.Key), Values(each.Value, place.Key(each.Key), faults)))]
            : [];

    private static IReadOnlyList<PolicyValue> Values(JsonElement values, PolicyPlace place, PolicyFaults faults)
    {
        if (values.ValueKind is not JsonValueKind.Array)
            return Value(values, place, faults) is { } one ? [one] : [];
        var all = new List<PolicyValue>();
        foreach (var (index, item) in values.EnumerateArray().Index())
        {
            if (Value(item, place.Item(index), faults) is { } value)
                all.Add(value);
        }

        return all;
    }

    private static PolicyValue? Value(JsonElement element, PolicyPlace place, PolicyFaults faults)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return new(element.GetBoolean() ? "true" : "false", place);
            case JsonValueKind.Number:
                return new(Number(element), place);
            case JsonValueKind.String:
                return JsonReader.Text(element, place, faults) is { } text ? new(text, place) : null;
            default:
                faults.Add(PolicyFaultKind.Type, place, $"is {JsonReader.Named(element)}: write a string, a number or a boolean, or a list of them");
                return null;
        }
    }

    // 5.0 is 5: the API server stores numbers as such and drops the zero.
    private static string Number(JsonElement element)
    {
        var written = element.GetRawText();
        if (written.Contains('e', StringComparison.OrdinalIgnoreCase))
            return element.TryGetDouble(out var large) && double.IsFinite(large) ? large.ToString("R", CultureInfo.InvariantCulture) : written;
        return written.Length <= DecimalDigits && element.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture) : written;
    }
}
