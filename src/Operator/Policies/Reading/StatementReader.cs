using System.Text.Json;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>Reads one statement.</summary>
internal static class StatementReader
{
    private static readonly string[] _elements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    public static PolicyStatement? Read(JsonElement statement, PolicyPlace place, PolicyFaults faults)
    {
        place = place.Of(SidOf(statement));
        if (JsonReader.Elements(statement, place, "a statement", _elements, faults) is not { } elements)
            return null;
        return new(
            place,
            elements.TryGetValue("Sid", out var sid) ? JsonReader.Text(sid, place.Element("Sid"), faults) : null,
            Effect(elements, place, faults),
            OneOf(elements, place, "Action", "NotAction", faults),
            OneOf(elements, place, "Resource", "NotResource", faults),
            elements.TryGetValue("Condition", out var condition) ? ConditionReader.Read(condition, place.Element("Condition"), faults) : null);
    }

    // Told with each fault of the statement, so it is needed before anything else is read.
    private static string? SidOf(JsonElement statement)
    {
        try
        {
            return statement.ValueKind is JsonValueKind.Object && statement.TryGetProperty("Sid", out var sid) && sid.ValueKind is JsonValueKind.String ? sid.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in a name or in the Sid: told where it is read.
            return null;
        }
    }

    private static string? Effect(Dictionary<string, JsonElement> elements, PolicyPlace place, PolicyFaults faults)
    {
        if (elements.TryGetValue("Effect", out var effect))
            return JsonReader.Text(effect, place.Element("Effect"), faults);
        faults.Add(PolicyFaultKind.Missing, place, "has no Effect: add Allow or Deny");
        return null;
    }

    private static PolicyValues? OneOf(Dictionary<string, JsonElement> elements, PolicyPlace place, string one, string other, PolicyFaults faults)
    {
        var (hasOne, hasOther) = (elements.TryGetValue(one, out var value), elements.TryGetValue(other, out var otherValue));
        if (hasOne && hasOther)
            faults.Add(PolicyFaultKind.Conflict, place, $"has both {one} and {other}: keep one of them");
        else if (!hasOne && !hasOther)
            faults.Add(PolicyFaultKind.Missing, place, $"has no {one}: add {one} or {other}");
        else if (place.Element(hasOne ? one : other) is var at && JsonReader.Texts(hasOne ? value : otherValue, at, faults) is { } values)
            return new(hasOne ? one : other, at, values);
        return null;
    }
}
