using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// What IAM takes of the values in an identity-based policy. AWS accepts an inline policy unseen and refuses it only when it provisions the accounts, so it is checked
/// here, before any request. Each rule has its source: pages of AWS's documentation by their titles, and answers of IAM that people have reported. What they leave open
/// is taken.
/// </summary>
internal static class PolicyGrammar
{
    /// <summary>Tells of each value that IAM does not take.</summary>
    /// <param name="policy">The policy, as far as it could be read.</param>
    /// <param name="partition">The instance's partition.</param>
    /// <param name="faults">Takes the faults.</param>
    public static void Check(PolicyModel policy, string partition, PolicyFaults faults)
    {
        Version(policy.Version, faults);
        var sids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in policy.Statements.TakeWhile(_ => !faults.AreFull))
        {
            Sid(statement, sids, faults);
            Effect(statement, faults);
            foreach (var action in (statement.Actions?.Values ?? []).TakeWhile(_ => !faults.AreFull))
                ActionGrammar.Check(action, faults);
            foreach (var resource in (statement.Resources?.Values ?? []).TakeWhile(_ => !faults.AreFull))
                ResourceGrammar.Check(resource, partition, policy.HasVariables, faults);
            foreach (var condition in (statement.Conditions ?? []).TakeWhile(_ => !faults.AreFull))
                ConditionGrammar.Check(condition, policy.HasVariables, faults);
        }
    }

    // "IAM JSON policy elements: Version": two values.
    private static void Version(string? version, PolicyFaults faults)
    {
        if (version is not (null or PolicyModel.Current or PolicyModel.Older))
            faults.Add(PolicyFaultKind.Version, PolicyPlace.Root.Element("Version"), version, "is no version of the policy language", $"write \"{PolicyModel.Current}\", in which policy variables work, or \"{PolicyModel.Older}\"", Meant(version));
    }

    // "IAM JSON policy elements: Effect": case-sensitive.
    private static void Effect(PolicyStatement statement, PolicyFaults faults)
    {
        if (statement.Effect is { } effect and not ("Allow" or "Deny"))
            faults.Add(PolicyFaultKind.Effect, statement.Place.Element("Effect"), effect, "is no effect", "write Allow or Deny", Likely.Of(effect, ["Allow", "Deny"]));
    }

    // A date of YAML that some tool made a time of.
    private static string? Meant(string version) => version.StartsWith(PolicyModel.Current, StringComparison.Ordinal) ? PolicyModel.Current : Likely.Of(version, [PolicyModel.Current]);

    // "IAM JSON policy elements: Sid": letters and digits of ASCII, once in a policy. IAM takes any number of empty ones.
    private static void Sid(PolicyStatement statement, HashSet<string> sids, PolicyFaults faults)
    {
        if (statement.Sid is not { Length: > 0 } sid)
            return;
        if (!sid.All(char.IsAsciiLetterOrDigit))
        {
            var plain = string.Concat(sid.Where(char.IsAsciiLetterOrDigit));
            faults.Add(PolicyFaultKind.Sid, statement.Place.Of(null).Element("Sid"), sid, "has other characters than letters and digits", "use these alone", plain.Length == 0 ? null : plain);
        }
        else if (!sids.Add(sid))
        {
            faults.Add(PolicyFaultKind.Sid, statement.Place.Of(null).Element("Sid"), sid, "an earlier statement has this Sid", "give it another");
        }
    }
}
