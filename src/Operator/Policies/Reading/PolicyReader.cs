using System.Text.Json;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>
/// Reads the elements of an identity-based policy (AWS documentation, "Grammar of the IAM JSON policy language"): names, JSON types and what must be there. What the
/// values mean is for the grammar to say.
/// </summary>
internal static class PolicyReader
{
    private static readonly string[] _elements = ["Version", "Id", "Statement"];

    /// <summary>The policy, as far as it can be read.</summary>
    public static PolicyModel? Read(JsonElement policy, PolicyFaults faults)
    {
        if (JsonReader.Elements(policy, PolicyPlace.Root, "a policy", _elements, faults) is not { } elements)
            return null;
        return new(Text(elements, "Version", faults), Text(elements, "Id", faults), [.. Statements(elements, faults)]);
    }

    private static string? Text(Dictionary<string, JsonElement> elements, string name, PolicyFaults faults) =>
        elements.TryGetValue(name, out var element) ? JsonReader.Text(element, PolicyPlace.Root.Element(name), faults) : null;

    private static IEnumerable<PolicyStatement> Statements(Dictionary<string, JsonElement> elements, PolicyFaults faults)
    {
        var place = PolicyPlace.Root.Element("Statement");
        if (!elements.TryGetValue("Statement", out var statement))
            faults.Add(PolicyFaultKind.Missing, PolicyPlace.Root, "has no Statement: add at least one");
        else if (statement.ValueKind is JsonValueKind.Array && statement.GetArrayLength() == 0)
            faults.Add(PolicyFaultKind.Missing, place, "is an empty list: add at least one statement");
        else if (statement.ValueKind is JsonValueKind.Array)
            return [.. statement.EnumerateArray().Index().Select(item => StatementReader.Read(item.Item, place.Item(item.Index), faults)).OfType<PolicyStatement>()];
        else if (StatementReader.Read(statement, place, faults) is { } one)
            return [one];
        return [];
    }
}
