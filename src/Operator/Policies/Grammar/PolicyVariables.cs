using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Policy variables, <c>${key}</c> or <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for these characters themselves ("IAM policy elements: Variables
/// and tags"). How one can be wrong: "IAM Access Analyzer policy check reference" (missing brace, missing quote, space, empty).
/// </summary>
internal static class PolicyVariables
{
    private const string Open = "${";

    /// <summary>Whether there is one.</summary>
    public static bool AreIn(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>Tells of the first variable that is none.</summary>
    public static void Check(PolicyValue value, PolicyFaults faults)
    {
        for (var at = Next(value.Text, 0); at >= 0;)
        {
            var (end, rule) = Read(value.Text, at + Open.Length);
            if (rule is not null)
            {
                faults.Add(PolicyFaultKind.Variable, value.Place, value.Text, rule, "write for example ${aws:username} or ${aws:PrincipalTag/team, 'none'}");
                return;
            }

            at = Next(value.Text, end);
        }
    }

    /// <summary>The names of the variables, without those of single characters; of well-formed variables only.</summary>
    public static IEnumerable<string> NamesIn(string text)
    {
        for (var at = Next(text, 0); at >= 0;)
        {
            var (end, rule) = Read(text, at + Open.Length);
            if (rule is not null)
                yield break;
            var name = text[(at + Open.Length)..end].Split([',', '}'], 2)[0];
            if (name is not ("*" or "?" or "$"))
                yield return name;
            at = Next(text, end);
        }
    }

    private static int Next(string text, int from) => text.IndexOf(Open, from, StringComparison.Ordinal);

    // Where the variable that begins there ends, or what is wrong with it.
    private static (int End, string? Rule) Read(string text, int begin)
    {
        var stop = text.AsSpan(begin).IndexOfAny('}', ',') is >= 0 and var found ? begin + found : text.Length;
        var name = text[begin..stop];
        if (name is "*" or "?" or "$" && stop < text.Length)
            return text[stop] == '}' ? (stop + 1, null) : (stop, $"has a default for ${{{name}}}, which stands for the character itself");
        if (name.AsSpan().IndexOfAny('$', '{') >= 0 || stop == text.Length)
            return (stop, "has a policy variable without its closing brace");
        if (name.AsSpan().Trim().IsEmpty)
            return (stop, "has a policy variable without a name");
        if (name.Any(char.IsWhiteSpace))
            return (stop, $"has a policy variable with a space in its name, {Quoted.Text(name)}");
        return text[stop] == '}' ? (stop + 1, null) : Default(text, stop + 1);
    }

    private static (int End, string? Rule) Default(string text, int begin)
    {
        var open = begin;
        while (open < text.Length && text[open] == ' ')
            open++;
        var close = open < text.Length && text[open] == '\'' ? text.IndexOf('\'', open + 1) : -1;
        return close >= 0 && close + 1 < text.Length && text[close + 1] == '}'
            ? (close + 2, null)
            : (open, "has a policy variable whose default is not in single quotation marks and followed by the closing brace");
    }
}
