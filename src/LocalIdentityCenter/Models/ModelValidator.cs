using System.Text.Json;

namespace LocalIdentityCenter.Models;

/// <summary>Checks a JSON value against its shape: types, required members, lengths, patterns, enums, ranges, unions.</summary>
/// <remarks>Members that the model does not know are ignored, as the services do.</remarks>
internal static class ModelValidator
{
    /// <summary>All broken constraints, in the order of the value.</summary>
    /// <exception cref="MalformedRequestException">A value has another JSON type than its shape.</exception>
    public static IReadOnlyList<Violation> Validate(JsonElement value, Shape shape)
    {
        var violations = new List<Violation>();
        Check(value, shape, "", violations);
        return violations;
    }

    private static void Check(JsonElement value, Shape shape, string path, List<Violation> violations)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure: CheckStructure(Typed(value, JsonValueKind.Object, path), shape, path, violations); break;
            case ShapeType.List: CheckList(Typed(value, JsonValueKind.Array, path), shape, path, violations); break;
            case ShapeType.Map: CheckMap(Typed(value, JsonValueKind.Object, path), shape, path, violations); break;
            case ShapeType.String: CheckString(Text(value, path), shape, path, violations); break;
            case ShapeType.Integer: CheckRange(Integer(value, path), shape, path, violations); break;
            case ShapeType.Boolean: RequireBoolean(value, path); break;
            case ShapeType.Timestamp: Typed(value, JsonValueKind.Number, path); break;
            case ShapeType.Document: break;
        }
    }

    private static void CheckStructure(JsonElement value, Shape shape, string path, List<Violation> violations)
    {
        foreach (var required in shape.Required)
            if (!IsPresent(value, required)) violations.Add(new(Constraint.InputRequired, Child(path, required), null, "Member must not be null"));
        foreach (var member in value.EnumerateObject())
            if (member.Value.ValueKind != JsonValueKind.Null && shape.Members.TryGetValue(member.Name, out var memberShape))
                Check(member.Value, memberShape, Child(path, member.Name), violations);
        if (shape.IsUnion && shape.Members.Keys.Count(m => IsPresent(value, m)) != 1)
            violations.Add(new(Constraint.Union, path, null, "Member must have exactly one of its members set"));
    }

    private static bool IsPresent(JsonElement value, string member) => value.TryGetProperty(member, out var found) && found.ValueKind != JsonValueKind.Null;

    private static void CheckList(JsonElement value, Shape shape, string path, List<Violation> violations)
    {
        CheckLength(value.GetArrayLength(), "[...]", shape, path, violations);
        var position = 1;
        foreach (var element in value.EnumerateArray()) Check(element, shape.Element!, $"{path}.{position++}.member", violations);
    }

    private static void CheckMap(JsonElement value, Shape shape, string path, List<Violation> violations)
    {
        CheckLength(value.EnumerateObject().Count(), "{...}", shape, path, violations);
        foreach (var entry in value.EnumerateObject().Where(e => e.Value.ValueKind != JsonValueKind.Null))
        {
            CheckString(entry.Name, shape.Key!, $"{path}.key", violations);
            Check(entry.Value, shape.Element!, $"{path}.{entry.Name}", violations);
        }
    }

    private static void CheckString(string text, Shape shape, string path, List<Violation> violations)
    {
        var shown = shape.IsSensitive ? "***" : text;
        if (!CheckLength(text.Length, shown, shape, path, violations)) return;
        if (shape.Enum.Count > 0 && !shape.Enum.Contains(text))
            violations.Add(new(Constraint.Enum, path, shown, $"Member must satisfy enum value set: [{string.Join(", ", shape.Enum)}]"));
        if (shape.Regex?.IsMatch(text) == false)
            violations.Add(new(Constraint.Pattern, path, shown, $"Member must satisfy regular expression pattern: {shape.Pattern}"));
    }

    private static bool CheckLength(int length, string shown, Shape shape, string path, List<Violation> violations)
    {
        var before = violations.Count;
        if (length < shape.Min) violations.Add(new(Constraint.MinLength, path, shown, $"Member must have length greater than or equal to {shape.Min}"));
        if (length > shape.Max) violations.Add(new(Constraint.MaxLength, path, shown, $"Member must have length less than or equal to {shape.Max}"));
        return violations.Count == before;
    }

    private static void CheckRange(long number, Shape shape, string path, List<Violation> violations)
    {
        if (number < shape.Min) violations.Add(new(Constraint.MinValue, path, $"{number}", $"Member must have value greater than or equal to {shape.Min}"));
        if (number > shape.Max) violations.Add(new(Constraint.MaxValue, path, $"{number}", $"Member must have value less than or equal to {shape.Max}"));
    }

    private static JsonElement Typed(JsonElement value, JsonValueKind kind, string path) => value.ValueKind == kind ? value : throw Unexpected(value, path);

    private static string Text(JsonElement value, string path) => Typed(value, JsonValueKind.String, path).GetString()!;

    private static long Integer(JsonElement value, string path) =>
        Typed(value, JsonValueKind.Number, path).TryGetInt64(out var number) ? number : throw Unexpected(value, path);

    private static void RequireBoolean(JsonElement value, string path)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw Unexpected(value, path);
    }

    private static MalformedRequestException Unexpected(JsonElement value, string path) =>
        new($"{value.ValueKind} value can not be converted to the type of '{(path.Length == 0 ? "the request" : path)}'");

    private static string Child(string path, string member)
    {
        var name = char.ToLowerInvariant(member[0]) + member[1..];
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
