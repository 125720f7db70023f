using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Iam;

namespace LocalIdentityCenter.State;

/// <summary>What can be said about the text of an inline policy.</summary>
internal static class InlinePolicy
{
    /// <summary>Whether the text is one JSON object.</summary>
    public static bool IsJson(string text) => Parse(text) is not null;

    /// <summary>Why IAM would refuse the policy: it is looked at only when the role is made (terraform-provider-aws 31456).</summary>
    public static string? Problem(string? text, string partition, Behaviour behaviour) =>
        text is not null && new PolicyCheck(partition, behaviour.RefuseDocumentedPolicyFaults).Problem(text) is { } problem
            ? $"Received a 400 status error: {Shown(problem)} (Service: AmazonIdentityManagement; Status Code: 400; Error Code: MalformedPolicyDocument)"
            : null;

    /// <summary>The policy without white space; text that is not JSON as it is.</summary>
    public static string Minified(string text) => Parse(text)?.ToJsonString(Json.Relaxed) ?? text;

    /// <summary>How many bytes count towards the quota: those that are not white space.</summary>
    public static int BytesCounted(string text) => Encoding.UTF8.GetByteCount(text) - text.Count(c => c is ' ' or '\t' or '\r' or '\n');

    // A failure reason has letters, marks, numbers, signs and spaces alone, whatever the policy has.
    private static string Shown(string problem) => string.Concat(problem.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format ? '?' : c));

    private static JsonObject? Parse(string text)
    {
        try { return JsonNode.Parse(text) as JsonObject; }
        catch (JsonException) { return null; }
    }
}
