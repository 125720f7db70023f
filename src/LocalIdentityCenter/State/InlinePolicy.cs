using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalIdentityCenter.State;

/// <summary>What can be said about the text of an inline policy.</summary>
internal static class InlinePolicy
{
    /// <summary>Whether the text is one JSON object.</summary>
    public static bool IsJson(string text) => Parse(text) is not null;

    /// <summary>Why IAM would refuse the policy: it is checked only when the role is made (terraform-provider-aws 31456).</summary>
    public static string? Problem(string? text)
    {
        if (text is null) return null;
        if (Parse(text) is not { } policy) return Malformed("Syntax errors in policy.");
        return policy["Statement"] is JsonObject or JsonArray { Count: > 0 } ? Statements(policy["Statement"]!).Select(StatementProblem).FirstOrDefault(p => p is not null)
            : Malformed("Policy document must contain a Statement.");
    }

    /// <summary>The policy without white space; text that is not JSON as it is.</summary>
    public static string Minified(string text) => Parse(text)?.ToJsonString(Json.Relaxed) ?? text;

    /// <summary>How many characters count towards the quota.</summary>
    public static int CharactersCounted(string text) => text.Count(c => !char.IsWhiteSpace(c));

    private static JsonArray Statements(JsonNode statement) => statement as JsonArray ?? [statement.DeepClone()];

    private static string? StatementProblem(JsonNode? statement) => statement switch
    {
        not JsonObject => Malformed("Syntax errors in policy."),
        JsonObject s when s.ContainsKey("Principal") || s.ContainsKey("NotPrincipal") => Malformed("Policy document should not specify a principal."),
        JsonObject s when s["Effect"]?.ToString() is not ("Allow" or "Deny") => Malformed("Missing required field Effect"),
        JsonObject s when !s.ContainsKey("Action") && !s.ContainsKey("NotAction") => Malformed("Policy statement must contain actions."),
        JsonObject s when !s.ContainsKey("Resource") && !s.ContainsKey("NotResource") => Malformed("Policy statement must contain resources."),
        _ => null,
    };

    private static string Malformed(string what) => $"Received a 400 status error: {what} (Service: AmazonIdentityManagement; Status Code: 400; Error Code: MalformedPolicyDocument)";

    private static JsonObject? Parse(string text)
    {
        try { return JsonNode.Parse(text) as JsonObject; }
        catch (JsonException) { return null; }
    }
}
