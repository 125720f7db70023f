using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>
/// Reads an identity-based policy (IAM policy grammar, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html) into canonical text.
/// Its rules are IAM's; AWS itself accepts a bad inline policy and only fails later, when it provisions the accounts.
/// </summary>
internal static class PolicyReader
{
    public static (string Canonical, ValueList<string> Statements) Read(JsonElement policy)
    {
        var members = Members(policy, "", "Version", "Id", "Statement");
        var statements = ReadStatements(members);
        var text = new StringBuilder("{");
        if (members.TryGetValue("Id", out var id))
            PolicyText.AppendString(text.Append("\"Id\":"), String(id, "Id")).Append(',');
        PolicyText.AppendList(text.Append("\"Statement\":"), '[', statements, ']', statement => text.Append(statement));
        PolicyText.AppendString(text.Append(",\"Version\":"), Version(members)).Append('}');
        return (text.ToString(), statements);
    }

    /// <summary>The members of an object by name; refuses anything else, unknown names and names given twice.</summary>
    public static Dictionary<string, JsonElement> Members(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new PolicyException($"{At(path)}is not an object: write one, as in the IAM policy grammar");
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!known.IsEmpty && !known.Contains(member.Name))
                throw new PolicyException(Unknown(member.Name, path, known));
            if (!members.TryAdd(member.Name, member.Value))
                throw new PolicyException($"{At(path)}has the key {Quoted.Text(member.Name)} twice: keep one of them");
        }

        return members;
    }

    public static string String(JsonElement element, string path) => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw new PolicyException($"{At(path)}is not a string: write it in quotes");

    /// <summary>How a message begins that is about a part of the policy; the name of the whole is written before it.</summary>
    public static string At(string path) => path.Length == 0 ? "" : $"at {path} ";

    private static ValueList<string> ReadStatements(Dictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("Statement", out var statement))
            throw new PolicyException("has no Statement: add at least one");
        var elements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : new[] { statement };
        if (elements.Length == 0)
            throw new PolicyException("has no Statement: add at least one");
        var sids = new HashSet<string>(StringComparer.Ordinal);
        return elements.Select((element, index) => StatementReader.Read(element, $"Statement[{index}]", sids))
            .Order(StringComparer.Ordinal).ToValueList();
    }

    // A policy without a Version has the older one, which knows no policy variables.
    private static string Version(Dictionary<string, JsonElement> members) =>
        !members.TryGetValue("Version", out var version) ? "2008-10-17"
        : String(version, "Version") is "2012-10-17" or "2008-10-17" ? version.GetString()!
        : throw new PolicyException($"has Version {Quoted.Text(version.GetString()!)}: must be \"2012-10-17\" or \"2008-10-17\"");

    private static string Unknown(string name, string path, ReadOnlySpan<string> known) => name is "Principal" or "NotPrincipal"
        ? $"{At(path)}has a {name}: a permission set's policy applies to whoever is assigned it; remove the {name}"
        : $"{At(path)}has the unknown key {Quoted.Text(name)}: keys are {string.Join(", ", known!)}, in exactly this spelling";
}
