using System.Text.Json;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>Reads JSON of a policy, and tells of each value of another type than the grammar has.</summary>
internal static class JsonReader
{
    private const string HalfACharacter = "has half of a surrogate pair in a string: write the whole character";

    /// <summary>The elements of an object by name; null where it is no object. Tells of unknown names and of names given twice.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="what">What it should be, for example <c>a statement</c>.</param>
    /// <param name="known">The names that IAM knows; empty where the user chooses them.</param>
    /// <param name="faults">Takes the faults.</param>
    public static Dictionary<string, JsonElement>? Elements(JsonElement element, PolicyPlace place, string what, IReadOnlyList<string> known, PolicyFaults faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(PolicyFaultKind.Type, place, $"is {Named(element)}, not an object: write {what} as in IAM's policy grammar{Hint(element, place)}");
            return null;
        }

        var elements = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject().TakeWhile(_ => !faults.AreFull))
        {
            if (NameOf(member) is not { } name)
                faults.Add(PolicyFaultKind.Json, place, HalfACharacter);
            else if (known.Count > 0 && !known.Contains(name))
                Unknown(name, place, what, known, faults);
            else if (!elements.TryAdd(name, member.Value))
                faults.Add(PolicyFaultKind.Duplicate, place, $"has the key {Quoted.Text(name)} twice: keep one of them");
        }

        return elements;
    }

    /// <summary>A string; null where it is none.</summary>
    public static string? Text(JsonElement element, PolicyPlace place, PolicyFaults faults)
    {
        if (element.ValueKind != JsonValueKind.String)
            faults.Add(PolicyFaultKind.Type, place, $"is {Named(element)}, not a string: {(element.ValueKind is JsonValueKind.Null ? "give it a value, or remove it" : "write it in quotation marks")}");
        else if (Unescaped(element) is { } text)
            return text;
        else
            faults.Add(PolicyFaultKind.Json, place, HalfACharacter);
        return null;
    }

    /// <summary>The strings of one string or of a list; null where it is neither. Tells of an empty list.</summary>
    public static IReadOnlyList<PolicyValue>? Texts(JsonElement element, PolicyPlace place, PolicyFaults faults)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return element.ValueKind is JsonValueKind.Object ? NoList(element, place, faults) : Text(element, place, faults) is { } one ? [new(one, place)] : null;
        if (element.GetArrayLength() == 0)
            faults.Add(PolicyFaultKind.Missing, place, "is an empty list: name at least one");
        var values = new List<PolicyValue>();
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            if (place.Item(index) is var at && Text(item, at, faults) is { } text)
                values.Add(new(text, at));
        }

        return values;
    }

    /// <summary>A string's characters; null where an escape such as \ud800 stands without its other half.</summary>
    public static string? Unescaped(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A value in words.</summary>
    public static string Named(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static IReadOnlyList<PolicyValue>? NoList(JsonElement element, PolicyPlace place, PolicyFaults faults)
    {
        faults.Add(PolicyFaultKind.Type, place, $"is {Named(element)}, not a string or a list of strings: write the values alone");
        return null;
    }

    private static string Hint(JsonElement element, PolicyPlace place) =>
        ReferenceEquals(place, PolicyPlace.Root) && element.ValueKind is JsonValueKind.String ? ", in YAML or JSON, and not as text in a string" : "";

    private static void Unknown(string name, PolicyPlace place, string what, IReadOnlyList<string> known, PolicyFaults faults) => faults.Add(
        PolicyFaultKind.Element,
        place,
        name is "Principal" or "NotPrincipal"
            ? $"has {name}: a permission set's policy applies to whoever is assigned it; remove {name}"
            : Likely.Of(name, known) is { } meant
                ? $"has {Quoted.Text(name)}, which is no element of {what}: did you mean {Quoted.Text(meant)}?"
                : $"has {Quoted.Text(name)}, which is no element of {what}: elements are {string.Join(", ", known)}");
}
