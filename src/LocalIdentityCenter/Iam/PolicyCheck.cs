using System.Text.Json;

namespace LocalIdentityCenter.Iam;

/// <summary>
/// Whether IAM takes a policy as the inline policy of a role, and what it says if not: in the words that people have reported, in the order in which IAM looks
/// (docs/local-identity-center.md). Sources: AWS documentation, "Grammar of the IAM JSON policy language" and the pages of its elements; answers of IAM in public issues.
/// </summary>
/// <param name="partition">The account's partition.</param>
/// <param name="isStrict">Whether also what only the documentation calls wrong is refused.</param>
internal sealed class PolicyCheck(string partition, bool isStrict)
{
    private static readonly string[] _elements = ["Version", "Id", "Statement"];
    private static readonly string[] _statementElements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>IAM's words; null where it takes the policy.</summary>
    public string? Problem(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Policy(document.RootElement);
            return null;
        }
        catch (PolicyRefused refused)
        {
            return refused.Message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is an InvalidOperationException of JsonElement's.
            return PolicyRefused.Syntax().Message;
        }
    }

    private void Policy(JsonElement policy)
    {
        var elements = JsonShape.Members(policy, _elements);
        var version = JsonShape.OptionalText(elements, "Version");
        if (version is not (null or "2012-10-17" or "2008-10-17")) throw PolicyRefused.Syntax();
        _ = JsonShape.OptionalText(elements, "Id");
        if (!elements.TryGetValue("Statement", out var statement)) throw PolicyRefused.Syntax();
        var statements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : new[] { statement };
        if (statements.Length == 0) throw PolicyRefused.Syntax();
        var read = statements.Select(each => Statement(each)).ToList();
        Sids(read);
        foreach (var each in read)
        {
            if (each.Actions.Count == 0) throw new PolicyRefused("Policy statement must contain actions.");
            if (each.Resources.Count == 0) throw new PolicyRefused("Policy statement must contain resources.");
        }

        foreach (var resource in read.SelectMany(each => each.Resources)) new ResourceCheck(partition, isStrict, version == "2012-10-17").Check(resource);
        foreach (var action in read.SelectMany(each => each.Actions)) ActionCheck.Check(action, isStrict);
        foreach (var condition in read.Select(each => each.Condition).OfType<JsonElement>()) new ConditionCheck(isStrict, version == "2012-10-17").Check(condition);
    }

    private static (string Sid, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonElement? Condition) Statement(JsonElement statement)
    {
        if (statement.ValueKind == JsonValueKind.Object && statement.EnumerateObject().Any(member => member.Name is "Principal" or "NotPrincipal"))
            throw new PolicyRefused("Policy document should not specify a principal.");
        var elements = JsonShape.Members(statement, _statementElements);
        var effect = JsonShape.OptionalText(elements, "Effect") ?? throw new PolicyRefused("Missing required field Effect");
        if (effect is not ("Allow" or "Deny"))
            throw effect.Equals("Allow", StringComparison.OrdinalIgnoreCase) || effect.Equals("Deny", StringComparison.OrdinalIgnoreCase) ? PolicyRefused.Legacy() : PolicyRefused.Syntax();
        return (
            JsonShape.OptionalText(elements, "Sid") ?? "",
            JsonShape.OneOf(elements, "Action", "NotAction"),
            JsonShape.OneOf(elements, "Resource", "NotResource"),
            elements.TryGetValue("Condition", out var condition) ? condition : null);
    }

    private static void Sids(IEnumerable<(string Sid, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonElement? Condition)> statements)
    {
        var sids = statements.Select(each => each.Sid).Where(sid => sid.Length > 0).ToList();
        if (!sids.All(sid => sid.All(char.IsAsciiLetterOrDigit)))
            throw new PolicyRefused("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");
        if (sids.Distinct(StringComparer.Ordinal).Count() < sids.Count) throw new PolicyRefused("Statement IDs (SID) in a single policy must be unique.");
    }
}
