using System.Globalization;
using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>Reads the Condition block of a statement into canonical text.</summary>
internal static class ConditionReader
{
    public static StringBuilder Append(StringBuilder text, JsonElement condition, string path) =>
        AppendSorted(text, PolicyReader.Members(condition, path), (name, keys) =>
            AppendSorted(text, PolicyReader.Members(keys, Member(path, name)), (key, values) =>
                AppendValues(text, values, Member(path, name))));

    private static StringBuilder AppendSorted(StringBuilder text, Dictionary<string, JsonElement> members, Action<string, JsonElement> append) =>
        PolicyText.AppendList(text, '{', members.OrderBy(member => member.Key, StringComparer.Ordinal), '}', member =>
        {
            PolicyText.AppendString(text, member.Key).Append(':');
            append(member.Key, member.Value);
        });

    private static string Member(string path, string name) => $"{path}[{Quoted.Text(name, 40)}]";

    private static void AppendValues(StringBuilder text, JsonElement values, string path)
    {
        var elements = values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray()] : new[] { values };
        var scalars = elements.Select(element => Scalar(element, path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        PolicyText.AppendList(text, '[', scalars, ']', value => PolicyText.AppendString(text, value));
    }

    private static string Scalar(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Number(element),
        _ => throw new PolicyException($"{PolicyReader.At(path)}has a value that is no string, number or boolean: write one, or a list of them"),
    };

    // 5.0 is 5: the API server stores numbers as such and drops the zero.
    private static string Number(JsonElement element) =>
        element.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture) : element.GetRawText();
}
