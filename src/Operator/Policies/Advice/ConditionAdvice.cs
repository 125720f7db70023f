using IdentityCenterOperator.Policies.Grammar;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>Conditions that compare with nothing, or with what cannot be.</summary>
internal static class ConditionAdvice
{
    // Prefixes of condition keys that are no prefixes of actions.
    private static readonly string[] _ofKeysAlone = ["saml", "catalog", "identitycenter"];

    public static void On(PolicyStatement statement, string partition, PolicyWarnings warnings)
    {
        foreach (var condition in (statement.Conditions ?? []).TakeWhile(_ => !warnings.AreFull))
        {
            if (condition.Keys.Count == 0)
                warnings.Add(PolicyWarningKind.EmptyCondition, condition.Place, "has no condition key and changes nothing: name one, or remove the operator");
            foreach (var key in condition.Keys.TakeWhile(_ => !warnings.AreFull))
                On(key, ConditionOperator.Find(condition.Operator)!, partition, warnings);
        }
    }

    private static void On(PolicyConditionKey key, ConditionOperator condition, string partition, PolicyWarnings warnings)
    {
        Name(key, warnings);
        if (key.Values.Count == 0)
            warnings.Add(PolicyWarningKind.EmptyCondition, key.Place, "has no value to compare with: write one; to ask whether the key exists, use Null");
        foreach (var value in key.Values)
        {
            if (condition.Type is OperandType.Arn)
                OfArn(value, partition, warnings);
            else if (condition is { Type: OperandType.Text, ExpandsWildcards: false } && IsPattern(value.Text))
                warnings.Add(PolicyWarningKind.WildcardNotExpanded, value.Place, $"is {Quoted.Text(value.Text)}, in which {condition.Name} takes the wildcard literally: use {Like(condition.Name)}, if it is meant as one");
        }
    }

    // Keys of identity providers have a domain before the colon.
    private static void Name(PolicyConditionKey key, PolicyWarnings warnings)
    {
        var service = key.Key[..key.Key.IndexOf(':', StringComparison.Ordinal)];
        if (key.Key.StartsWith(GlobalConditionKeys.Prefix, StringComparison.OrdinalIgnoreCase) && !GlobalConditionKeys.IsKnown(key.Key))
            warnings.Add(PolicyWarningKind.UnknownConditionKey, key.Place, $"is a condition key that this version does not know{(GlobalConditionKeys.Meant(key.Key) is { } meant ? $": did you mean {Quoted.Text(meant)}?" : ": if it is a new one, all is well")}");
        else if (!key.Key.StartsWith(GlobalConditionKeys.Prefix, StringComparison.OrdinalIgnoreCase) && service.AsSpan().IndexOfAny('.', '/') < 0 && !_ofKeysAlone.Contains(service, StringComparer.OrdinalIgnoreCase) && !ServicePrefixes.IsKnown(service))
            warnings.Add(PolicyWarningKind.UnknownService, key.Place, $"is a condition key of a service that this version does not know{(ServicePrefixes.Meant(service) is { } meant ? $": did you mean {Quoted.Text($"{meant}{key.Key[service.Length..]}")}?" : ": if it is a new one, all is well")}");
    }

    private static void OfArn(PolicyValue value, string partition, PolicyWarnings warnings)
    {
        if (PolicyVariables.AreIn(value.Text) || value.Text.All(character => character is '*'))
            return;
        var arn = Arn.Of(value.Text);
        if (arn.Parts[0] != "arn" || arn.Parts.Count < Arn.Count)
            warnings.Add(PolicyWarningKind.NeverMatches, value.Place, $"is {Quoted.Text(value.Text)}, which is no ARN and equals none: write all {Arn.Count} parts of one, with wildcards where any will do");
        else if (!Wildcards.Match(arn.Partition, partition))
            warnings.Add(PolicyWarningKind.NeverMatches, value.Place, $"is {Quoted.Text(value.Text)}, an ARN of the partition {Quoted.Text(arn.Partition)}: the instance's accounts are of {Quoted.Text(partition)}, so that it equals none of theirs");
    }

    // A lone ? or * in a text is more often punctuation than a pattern.
    private static bool IsPattern(string text) => text.Length > 1 && text.Contains('*', StringComparison.Ordinal) && !text.Contains("${*}", StringComparison.Ordinal);

    private static string Like(string name) => name.Contains("Not", StringComparison.Ordinal) ? "StringNotLike" : "StringLike";
}
