using System.Text.Json;

namespace LocalIdentityCenter.Iam;

/// <summary>The JSON types of IAM's grammar.</summary>
internal static class JsonShape
{
    /// <summary>The members of an object; refuses another type, a name twice, and unknown names where some are known.</summary>
    public static Dictionary<string, JsonElement> Members(JsonElement element, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object) throw PolicyRefused.Syntax();
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            if ((!known.IsEmpty && !known.Contains(member.Name)) || !members.TryAdd(member.Name, member.Value)) throw PolicyRefused.Syntax();
        return members;
    }

    public static string? OptionalText(Dictionary<string, JsonElement> members, string name) => members.TryGetValue(name, out var element) ? Text(element) : null;

    /// <summary>The strings of one of two members; none where both are absent.</summary>
    public static IReadOnlyList<string> OneOf(Dictionary<string, JsonElement> members, string one, string other)
    {
        if (members.ContainsKey(one) && members.ContainsKey(other)) throw PolicyRefused.Syntax();
        if (!members.TryGetValue(one, out var element) && !members.TryGetValue(other, out element)) return [];
        return element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(Text)] : [Text(element)];
    }

    /// <summary>The scalars of a condition's value, numbers and booleans as text.</summary>
    public static IEnumerable<string> Scalars(JsonElement element) => (element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : new[] { element }).Select(item => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => item.GetRawText(),
        _ => throw PolicyRefused.Syntax(),
    });

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw PolicyRefused.Syntax();
}
