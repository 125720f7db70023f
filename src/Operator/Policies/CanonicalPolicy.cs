using System.Text;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>Writes a policy so that policies of the same meaning have the same text.</summary>
internal static class CanonicalPolicy
{
    /// <summary>The text of the policy, and those of its statements, sorted.</summary>
    public static (string Text, ValueList<string> Statements) Of(PolicyModel policy)
    {
        var statements = policy.Statements.Select(Of).Order(StringComparer.Ordinal).ToValueList();
        var text = new StringBuilder("{");
        if (policy.Id is { } id)
            PolicyText.AppendString(text.Append("\"Id\":"), id).Append(',');
        PolicyText.AppendList(text.Append("\"Statement\":"), '[', statements, ']', statement => text.Append(statement));
        PolicyText.AppendString(text.Append(",\"Version\":"), policy.Version ?? PolicyModel.Older).Append('}');
        return (text.ToString(), statements);
    }

    private static string Of(PolicyStatement statement)
    {
        var text = new StringBuilder("{");
        if (statement.Actions is { } actions)
            AppendElement(text, actions, Lower).Append(',');
        if (statement.Conditions is { } conditions)
            AppendConditions(text.Append("\"Condition\":"), conditions).Append(',');
        PolicyText.AppendString(text.Append("\"Effect\":"), statement.Effect ?? "").Append(',');
        if (statement.Resources is { } resources)
            AppendElement(text, resources, resource => resource);
        if (statement.Sid is { } sid)
            PolicyText.AppendString(text.Append(",\"Sid\":"), sid);
        return text.Append('}').ToString();
    }

    private static StringBuilder AppendElement(StringBuilder text, PolicyValues element, Func<string, string> canonical) =>
        AppendValues(text.Append('"').Append(element.Element).Append("\":"), element.Values.Select(value => canonical(value.Text)));

    private static StringBuilder AppendConditions(StringBuilder text, IEnumerable<PolicyCondition> conditions) => PolicyText.AppendList(
        text, '{', conditions.OrderBy(condition => condition.Operator, StringComparer.Ordinal), '}', condition =>
        {
            PolicyText.AppendString(text, condition.Operator).Append(':');
            PolicyText.AppendList(text, '{', condition.Keys.OrderBy(key => key.Key, StringComparer.Ordinal), '}', key =>
                AppendValues(PolicyText.AppendString(text, key.Key).Append(':'), key.Values.Select(value => value.Text)));
        });

    private static StringBuilder AppendValues(StringBuilder text, IEnumerable<string> values) => PolicyText.AppendList(
        text, '[', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ']', value => PolicyText.AppendString(text, value));

    // IAM compares actions without regard to case, and they are ASCII: the Kelvin sign, whose small letter is a k, makes another action.
    private static string Lower(string action) => string.Create(action.Length, action, (lower, written) =>
    {
        for (var i = 0; i < written.Length; i++)
            lower[i] = char.IsAsciiLetterUpper(written[i]) ? (char)(written[i] | 0x20) : written[i];
    });
}
