using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>Reads one statement into canonical text.</summary>
internal static class StatementReader
{
    public static string Read(JsonElement statement, string path, HashSet<string> sids)
    {
        var members = PolicyReader.Members(
            statement, path, "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
        var text = new StringBuilder("{");
        AppendValues(text, OneOf(members, path, "Action", "NotAction"), path, value => Action(value, path)).Append(',');
        if (members.TryGetValue("Condition", out var condition))
            ConditionReader.Append(text.Append("\"Condition\":"), condition, $"{path}.Condition").Append(',');
        text.Append("\"Effect\":\"").Append(Effect(members, path)).Append("\",");
        AppendValues(text, OneOf(members, path, "Resource", "NotResource"), path, value => Resource(value, path));
        if (members.TryGetValue("Sid", out var sid))
            PolicyText.AppendString(text.Append(",\"Sid\":"), Sid(sid, path, sids));
        return text.Append('}').ToString();
    }

    private static (string Name, JsonElement Value) OneOf(Dictionary<string, JsonElement> members, string path, string one, string other) =>
        (members.TryGetValue(one, out var value), members.TryGetValue(other, out var otherValue)) switch
        {
            (true, false) => (one, value),
            (false, true) => (other, otherValue),
            (true, true) => throw new PolicyException($"at {path} has both {one} and {other}: keep one of them"),
            (false, false) => throw new PolicyException($"at {path} has no {one}: add {one} or {other}"),
        };

    private static StringBuilder AppendValues(
        StringBuilder text, (string Name, JsonElement Value) member, string path, Func<string, string> canonical)
    {
        var elements = member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value };
        if (elements.Length == 0)
            throw new PolicyException($"at {path}.{member.Name} is an empty list: name at least one");
        var values = elements.Select(element => canonical(PolicyReader.String(element, $"{path}.{member.Name}")));
        text.Append('"').Append(member.Name).Append("\":");
        return PolicyText.AppendList(
            text, '[', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ']', value => PolicyText.AppendString(text, value));
    }

    private static string Effect(Dictionary<string, JsonElement> members, string path) =>
        !members.TryGetValue("Effect", out var effect) ? throw new PolicyException($"at {path} has no Effect: add Allow or Deny")
        : PolicyReader.String(effect, $"{path}.Effect") is "Allow" or "Deny" ? effect.GetString()!
        : throw new PolicyException($"at {path} has Effect {Quoted.Text(effect.GetString()!)}: must be \"Allow\" or \"Deny\"");

    // IAM compares actions without regard to case.
    private static string Action(string action, string path) =>
        action == "*" || (action.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < action.Length - 1)
            ? action.ToLowerInvariant()
            : throw new PolicyException($"at {path} has the action {Quoted.Text(action)}: write service:Action, for example s3:GetObject, or *");

    private static string Resource(string resource, string path) =>
        resource.StartsWith("arn:", StringComparison.Ordinal) || resource.Contains('*', StringComparison.Ordinal)
            ? resource
            : throw new PolicyException($"at {path} has the resource {Quoted.Text(resource)}: write an ARN or *");

    private static string Sid(JsonElement element, string path, HashSet<string> sids)
    {
        var sid = PolicyReader.String(element, $"{path}.Sid");
        if (!sid.All(char.IsAsciiLetterOrDigit))
            throw new PolicyException($"at {path} has the Sid {Quoted.Text(sid)}: use letters and digits only");
        if (sid.Length > 0 && !sids.Add(sid))
            throw new PolicyException($"at {path} has the Sid {Quoted.Text(sid)} of an earlier statement: give it another");
        return sid;
    }
}
