using System.Text;
using IdentityCenterOperator.Policies.Grammar;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>Texts that are not what they look like: look-alike characters, and policy variables that IAM does not replace ("IAM policy elements: Variables and tags").</summary>
internal static class TextAdvice
{
    public static void On(PolicyStatement statement, bool hasVariables, PolicyWarnings warnings)
    {
        foreach (var value in statement.Resources!.Values.Concat(statement.Conditions?.SelectMany(condition => condition.Keys).SelectMany(key => key.Values) ?? []).TakeWhile(_ => !warnings.AreFull))
            On(value, hasVariables, warnings);
    }

    private static void On(PolicyValue value, bool hasVariables, PolicyWarnings warnings)
    {
        if (!Ascii.IsValid(value.Text) && LookAlikes.FirstNot(value.Text, rune => LookAlikes.Of(rune) is null) is var (character, position))
            warnings.Add(PolicyWarningKind.LookAlike, value.Place, $"is {Quoted.Text(value.Text)} with {LookAlikes.Describe(character)}, as character {position}: check that it is meant");
        if (!PolicyVariables.AreIn(value.Text))
            return;
        if (!hasVariables)
            warnings.Add(PolicyWarningKind.VariableNotReplaced, value.Place, $"is {Quoted.Text(value.Text)}, of which IAM replaces nothing in a policy of this Version: set Version to \"{PolicyModel.Current}\"");
        else if (PolicyVariables.NamesIn(value.Text).FirstOrDefault(name => !IsKey(name)) is { } name)
            warnings.Add(PolicyWarningKind.VariableNotReplaced, value.Place, $"is {Quoted.Text(value.Text)}, in which {Quoted.Text(name)} is no condition key: IAM has no value for it; did a template leave it there?");
    }

    private static bool IsKey(string name) => name.Split(':', 2) is [{ Length: > 0 }, { Length: > 0 } key] && key[0] != ':';
}
