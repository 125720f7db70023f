using System.Text.Json;
using System.Text.Json.Nodes;

namespace Policies.Inputs;

/// <summary>An input of policies.json: one value of one element in an otherwise good policy, with what IAM's grammar has to say about it.</summary>
/// <param name="Rule">The rule that it is about.</param>
/// <param name="Element">The element that has the value; Policy or Text for the whole.</param>
/// <param name="Text">The policy.</param>
/// <param name="Fault">Kind of the fault; null where IAM takes it.</param>
/// <param name="At">Place of the fault.</param>
/// <param name="Meant">What was probably meant.</param>
public sealed record PolicyInput(string Rule, string Element, string Text, string? Fault, string? At, string? Meant)
{
    private static readonly string[] _ofPolicy = ["Version", "Id", "Statement"];

    /// <summary>All inputs.</summary>
    public static IReadOnlyList<PolicyInput> All { get; } = [.. Groups().SelectMany(group => Of(group!.AsObject()))];

    /// <summary>Rule and source of each group.</summary>
    public static IReadOnlyList<(string Rule, string Source, int Count)> Rules { get; } =
        [.. Groups().Select(group => ((string)group!["rule"]!, (string)group["source"]!, group["inputs"]!.AsArray().Count))];

    /// <inheritdoc/>
    public override string ToString() => $"{Rule} ({Element}): {Text}";

    private static JsonArray Groups() => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Policies", "Inputs", "policies.json")))!.AsArray();

    private static IEnumerable<PolicyInput> Of(JsonObject group) => group["inputs"]!.AsArray().Select(input => new PolicyInput(
        (string)group["rule"]!,
        (string)group["element"]!,
        TextOf((string)group["element"]!, input!["value"]),
        (string?)input["fault"],
        (string?)input["at"],
        (string?)input["meant"]));

    private static string TextOf(string element, JsonNode? value)
    {
        if (element == "Text")
            return (string)value!;
        if (element == "Policy")
            return Json(value);
        JsonObject statement = new() { ["Effect"] = "Allow", ["Action"] = "s3:GetObject", ["Resource"] = "*" };
        JsonObject policy = new() { ["Version"] = "2012-10-17", ["Statement"] = statement };
        if (element.StartsWith("Not", StringComparison.Ordinal))
            statement.Remove(element[3..]);
        (_ofPolicy.Contains(element) ? policy : statement)[element] = value?.DeepClone();
        return Json(policy);
    }

    private static string Json(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
}
