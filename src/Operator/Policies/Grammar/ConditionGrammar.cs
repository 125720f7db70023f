using System.Text;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Conditions ("IAM JSON policy elements: Condition"): an operator of IAM, keys with the prefix of a service, of AWS (<c>aws:</c>) or of an identity provider, and values
/// that the operator can compare with. Key names are compared without regard to case, so that one key in two spellings is one key twice ("IAM Access Analyzer policy check
/// reference", Duplicate keys with different case).
/// </summary>
internal static class ConditionGrammar
{
    public static void Check(PolicyCondition condition, bool hasVariables, PolicyFaults faults)
    {
        if (ConditionOperator.Find(condition.Operator) is not { } found)
        {
            var isNull = condition.Operator.EndsWith("NullIfExists", StringComparison.OrdinalIgnoreCase);
            faults.Add(PolicyFaultKind.Operator, condition.Place, Unknown(condition.Operator, isNull));
            return;
        }

        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in condition.Keys.TakeWhile(_ => !faults.AreFull))
        {
            if (KeyFault(key.Key) is { } rule)
                faults.Add(PolicyFaultKind.ConditionKey, key.Place, rule);
            else if (!keys.TryAdd(key.Key, key.Key))
                faults.Add(PolicyFaultKind.ConditionKey, key.Place, $"is the condition key {Quoted.Text(keys[key.Key])} again, since IAM ignores the case of their names: write the values of both in one list");
            foreach (var value in key.Values)
                ConditionValues.Check(value, found, hasVariables, faults);
        }
    }

    private static string Unknown(string name, bool isNull) =>
        isNull ? "is no condition operator: Null asks itself whether the key exists; write Null"
        : Likely.Of(name, ConditionOperator.All) is { } meant ? $"is no condition operator of IAM: did you mean {Quoted.Text(meant)}?"
        : "is no condition operator of IAM: write for example StringEquals, StringLike, ArnLike, Bool, IpAddress, NumericLessThan, DateGreaterThan or Null";

    // aws:PrincipalTag/cost center, kms:EncryptionContext:aws:s3:arn, oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub: behind the name may stand whatever a tag or a
    // context may be called.
    private static string? KeyFault(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var (prefix, name) = colon < 0 ? (key, "") : (key[..colon], key[(colon + 1)..].Split(['/', ':'], 2)[0]);
        if (LookAlikes.FirstNot(prefix, IsOfPrefix) is var (wrong, _))
            return $"is no condition key, for it has {LookAlikes.Describe(wrong)}: write service:Key, for example aws:SourceIp{Meant(key)}";
        if (prefix.Length == 0 || name.Length == 0)
            return $"is no condition key, for it has no {(prefix.Length == 0 || colon < 0 ? "service before a colon" : "name after the colon")}: write service:Key, for example aws:SourceIp";
        if (LookAlikes.FirstNot(name, IsOfName) is var (character, _))
            return $"is no condition key, for it has {LookAlikes.Describe(character)}: write service:Key, for example aws:SourceIp{Meant(key)}";
        return key.EndsWith("Tag/", StringComparison.OrdinalIgnoreCase) ? "is a condition key without the key of a tag: write it behind the slash, for example aws:PrincipalTag/team" : null;
    }

    private static bool IsOfPrefix(Rune rune) => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_' or '/');

    private static bool IsOfName(Rune rune) => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_');

    private static string Meant(string key) =>
        string.Concat(LookAlikes.Plain(key).Where(character => !char.IsWhiteSpace(character))) is var plain && plain != key && plain.Length < 100 && KeyFault(plain) is null ? $"; did you mean {Quoted.Text(plain)}?" : "";
}
